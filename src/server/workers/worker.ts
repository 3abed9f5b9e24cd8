/** A worker's side of the talk with its parent: when to stop, what has been counted, and the sum of all. */
import cluster from 'node:cluster';
import { FkorgError } from '../../base/error.ts';
import type { Counts } from '../metrics-sum.ts';
import type { ToParent, ToWorker } from './messages.ts';

/** Milliseconds that the parent has for the sum. */
const SUM_TIMEOUT_MS = 5000;

/** True in a process that a parent has started with `startWorkers`. */
export function isWorker(): boolean {
  return cluster.isWorker;
}

/** The number of this worker among all that the parent has started. */
export function workerNr(): number {
  return cluster.worker?.id ?? 0;
}

export interface ParentLine {
  /** Resolves when the parent says stop. */
  readonly stop: Promise<void>;
  /** The sum of what all workers have counted, as Prometheus reads it. Rejects where the parent does not answer. */
  sum(): Promise<string>;
  /** Tells the parent where this worker answers. */
  answersAt(url: string): void;
  /** Lets go of the parent, so that the process can end. */
  end(): void;
}

/** Begins to listen to the parent; `counts` gives what this process has counted. */
export function parentLine(counts: () => Promise<Counts>): ParentLine {
  const say = (message: ToParent) => {
    if (process.connected) process.send!(message);
  };
  const { promise: stop, resolve: stopNow } = Promise.withResolvers<void>();
  const asked = new Map<number, (text: string) => void>();
  let last = 0;
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') stopNow();
    if (message.kind === 'counts?') {
      counts().then(
        (own) => say({ kind: 'counts', nr: message.nr, counts: own }),
        () => say({ kind: 'counts', nr: message.nr, counts: [] }),
      );
    }
    if (message.kind === 'sum') asked.get(message.nr)?.(message.text);
  });
  return {
    stop,
    sum: () =>
      new Promise((resolve, reject) => {
        const nr = ++last;
        const done = () => {
          clearTimeout(timer);
          asked.delete(nr);
        };
        const timer = setTimeout(() => {
          done();
          reject(new FkorgError('busy', 'Tallene kunne ikke samles'));
        }, SUM_TIMEOUT_MS);
        asked.set(nr, (text) => {
          done();
          resolve(text);
        });
        say({ kind: 'sum?', nr });
      }),
    answersAt: (url) => say({ kind: 'answers', url }),
    end: () => cluster.worker?.disconnect(),
  };
}
