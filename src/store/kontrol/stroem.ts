/** Turns work that tells things one by one into a stream of them; the work waits until each has been taken. */

/** Thrown into the work where nobody takes any more. */
class Forladt extends Error {}

interface Ventende<T> {
  readonly value: T;
  readonly goOn: () => void;
  readonly stop: (error: Error) => void;
}

/**
 * @param work Is given a function that takes a thing and resolves when there is room for the next.
 * Errors of the work are thrown where the stream ends.
 */
export async function* stroem<T>(work: (meld: (value: T) => Promise<void>) => Promise<void>): AsyncGenerator<T> {
  const ventende: Ventende<T>[] = [];
  let isOver = false;
  let isLeft = false;
  let wake = () => {};
  const meld = (value: T) =>
    new Promise<void>((goOn, stop) => {
      if (isLeft) stop(new Forladt());
      else ventende.push({ value, goOn, stop });
      wake();
    });
  const running = work(meld).finally(() => {
    isOver = true;
    wake();
  });
  running.catch(() => undefined);
  try {
    while (!isOver || ventende.length > 0) {
      const [next] = ventende;
      if (next) {
        yield next.value;
        ventende.shift();
        next.goOn();
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    await running;
  } finally {
    isLeft = true;
    for (const { stop } of ventende) stop(new Forladt());
    await running.catch(() => undefined);
  }
}
