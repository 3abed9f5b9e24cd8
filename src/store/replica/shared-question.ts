/**
 * A question that many ask at once, asked as seldom as the answers allow: whoever asks gets an answer to a question that
 * was sent after that. While one is open, all who come wait for the next one together.
 */
export function sharedQuestion<T>(ask: () => Promise<T>): () => Promise<T> {
  let open: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  const send = (): Promise<T> => {
    const asked = ask();
    open = asked.then(
      () => undefined,
      () => undefined,
    );
    open.then(() => {
      open = undefined;
    });
    return asked;
  };
  return () => {
    if (open === undefined) return send();
    next ??= open.then(() => {
      next = undefined;
      return send();
    });
    return next;
  };
}
