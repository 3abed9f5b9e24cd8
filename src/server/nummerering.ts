/**
 * Numbers the changes in the background, so that the queue stays short where nobody reads the feed. Readers number for
 * themselves; this is late by at most a moment, and nobody waits for it.
 */
import type { Store } from '../store/store.ts';
import type { ServerLog } from './log.ts';

export interface Numbering {
  /** Lets the batch that is under way end, and begins no other. */
  stop(): Promise<void>;
}

/** Milliseconds between the end of one round and the next; a round with nothing to do is one small read. */
const EVERY_MS = 1000;

/** Starts at once. A failure is logged when it begins, not every time; the rounds go on. */
export function startNumbering(store: Store, log: ServerLog, everyMs = EVERY_MS): Numbering {
  let isStopped = false;
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    try {
      while (!isStopped && (await store.nummerer()) > 0);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ err: error }, 'numbering the changes failed; it is tried again');
      isFailing = true;
    }
    if (!isStopped) timer = setTimeout(begin, everyMs);
  }

  let running = Promise.resolve();
  function begin(): void {
    running = round();
  }

  begin();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
