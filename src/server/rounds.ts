/** Work that is done again and again in the background, one round after the other, until it is stopped. */
import type { ServerLog } from './log.ts';

export interface Rounds {
  /** Lets the piece of work that is under way end, and begins no other. */
  stop(): Promise<void>;
}

export interface RoundsOptions {
  /** Does a piece of the work; gives how much it did. A round is over when there was nothing to do. */
  readonly piece: () => Promise<number>;
  /** What the log says when a round fails. */
  readonly failure: string;
  /** Milliseconds between the end of one round and the next. */
  readonly everyMs: number;
  readonly log: ServerLog;
}

/** Starts at once. A failure is logged when it begins, not every time; the rounds go on. */
export function startRounds({ piece, failure, everyMs, log }: RoundsOptions): Rounds {
  let isStopped = false;
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    try {
      while (!isStopped && (await piece()) > 0);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ err: error }, failure);
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
