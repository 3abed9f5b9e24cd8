/**
 * The parent of several workers that share one port: starts them, starts those again that ended without being told to,
 * adds up what they count, and stops them. It answers no calls itself.
 */
import cluster, { type Worker } from 'node:cluster';
import { FkorgError } from '../../base/error.ts';
import type { ServerLog } from '../log.ts';
import { CountsOfAll } from './counts-of-all.ts';
import { say, type ToParent } from './messages.ts';

/** Milliseconds until a worker is started again, after the first crash and at most; a crash soon after the last doubles them. */
const AGAIN_MS = 250;
const AGAIN_MS_MAX = 30_000;
const SOON_MS = 60_000;

export interface RunningWorkers {
  /** Scheme, host and port that all workers answer at. */
  readonly url: string;
  /** The sum of what all have counted, as Prometheus reads it. */
  metrics(): Promise<string>;
  /** Lets the calls under way end and waits for every worker to be gone. */
  close(): Promise<void>;
}

/** Milliseconds to wait after so many crashes that each came soon after the one before. */
export function againMs(crashes: number): number {
  return Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** Math.max(0, crashes - 1));
}

class Parent {
  readonly #log: ServerLog;
  readonly #counts = new CountsOfAll();
  readonly #timers = new Set<NodeJS.Timeout>();
  #crashes = 0;
  #lastCrashMs = Number.NEGATIVE_INFINITY;
  #isStopping = false;

  constructor(log: ServerLog) {
    this.#log = log;
  }

  /** Starts one worker; gives where it answers. Rejects where it ends before it does. */
  start(): Promise<string> {
    const worker = cluster.fork();
    this.#counts.add(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ToParent) => {
        if (message.kind === 'answers') resolve(message.url);
        if (message.kind === 'counts') this.#counts.take(worker, message.nr, message.counts);
        if (message.kind === 'sum?') this.#answerSum(worker, message.nr);
      });
      worker.once('exit', (exitCode, signal) => {
        this.#counts.remove(worker);
        const how = signal ?? `exit code ${exitCode}`;
        reject(new FkorgError('internal', `A worker ended (${how}) before it answered; its line above says why.`));
      });
    });
  }

  /** Starts a worker anew whenever this one ends and nobody has asked it to. */
  keep(): void {
    cluster.on('exit', (worker, exitCode, signal) => {
      if (this.#isStopping) return;
      const now = performance.now();
      this.#crashes = now - this.#lastCrashMs < SOON_MS ? this.#crashes + 1 : 1;
      this.#lastCrashMs = now;
      const inMs = againMs(this.#crashes);
      const fields = { worker: worker.id, pid: worker.process.pid, exitCode, signal, againInMs: inMs };
      this.#log.error(fields, 'a worker ended; another one takes its place');
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.start().then(
          () => this.#log.info({ workers: workers().length }, 'a worker answers in the place of one that ended'),
          () => undefined,
        );
      }, inMs);
      this.#timers.add(timer);
    });
  }

  metrics(): Promise<string> {
    return this.#counts.sum();
  }

  async close(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const left = workers();
    const gone = left.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
    for (const worker of left) say(worker, { kind: 'stop' });
    await Promise.all(gone);
  }

  #answerSum(worker: Worker, nr: number): void {
    this.metrics().then(
      (text) => say(worker, { kind: 'sum', nr, text }),
      () => undefined,
    );
  }
}

/** The workers that are there. */
function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined && !worker.isDead()) as Worker[];
}

/**
 * Starts so many processes with this process's own command line; each takes the part of `parentLine`. Resolves when all
 * answer. Where one ends before it does, all are stopped, and it throws.
 */
export async function startWorkers(count: number, log: ServerLog): Promise<RunningWorkers> {
  const parent = new Parent(log);
  try {
    const [url] = await Promise.all(Array.from({ length: count }, () => parent.start()));
    parent.keep();
    return { url: url!, metrics: () => parent.metrics(), close: () => parent.close() };
  } catch (error) {
    await parent.close();
    throw error;
  }
}
