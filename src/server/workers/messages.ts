/** What the parent and its workers say to each other. Questions have a number, and their answers the same. */
import type { Worker } from 'node:cluster';
import type { Counts } from '../metrics-sum.ts';

export type ToParent =
  | { readonly kind: 'answers'; readonly url: string }
  | { readonly kind: 'counts'; readonly nr: number; readonly counts: Counts }
  | { readonly kind: 'sum?'; readonly nr: number };

export type ToWorker =
  | { readonly kind: 'stop' }
  | { readonly kind: 'counts?'; readonly nr: number }
  | { readonly kind: 'sum'; readonly nr: number; readonly text: string };

/** Says something to a worker that may have gone. */
export function say(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
