/** Asking something that may hang: one question at a time, and an answer within a limit. */
import { FkorgError } from '../base/error.ts';

/**
 * Gives a function that asks, and rejects with `store-unavailable` where the answer takes longer than `timeoutMs`. While a
 * question is open no other one is sent: who asks meanwhile waits for the same answer, each for `timeoutMs` at most.
 */
export function inTime<T>(ask: () => Promise<T>, timeoutMs: number): () => Promise<T> {
  let open: Promise<T> | undefined;
  return () => {
    open ??= ask().finally(() => {
      open = undefined;
    });
    const asked = open;
    return new Promise<T>((resolve, reject) => {
      const late = () => reject(new FkorgError('store-unavailable', `Intet svar efter ${timeoutMs} ms`));
      const timer = setTimeout(late, timeoutMs);
      asked.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  };
}
