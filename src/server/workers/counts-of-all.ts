/** What all workers have counted, those that have ended among them: they are asked anew for every sum. */
import type { Worker } from 'node:cluster';
import { type Counts, leftBehind, summed } from '../metrics-sum.ts';
import { say } from './messages.ts';

/** Milliseconds that a worker has for its answer; what it said last counts where it has none. */
const ANSWER_MS = 3000;

interface Open {
  readonly waiting: Set<Worker>;
  readonly done: () => void;
}

export class CountsOfAll {
  readonly #latest = new Map<Worker, Counts>();
  readonly #open = new Map<number, Open>();
  /** What those have counted that have ended. */
  #gone: Promise<Counts> = Promise.resolve([]);
  #last = 0;

  add(worker: Worker): void {
    this.#latest.set(worker, []);
  }

  /** A worker's answer to the question of a number. It may come after the worker's end, and is then left out. */
  take(worker: Worker, nr: number, counts: Counts): void {
    if (counts.length > 0 && this.#latest.has(worker)) this.#latest.set(worker, counts);
    this.#answered(nr, worker);
  }

  /** The worker has ended: what it last said it had counted is kept. */
  remove(worker: Worker): void {
    const counts = this.#latest.get(worker) ?? [];
    this.#latest.delete(worker);
    for (const nr of this.#open.keys()) this.#answered(nr, worker);
    this.#gone = this.#gone.then((gone) => leftBehind([gone, counts]));
  }

  /** Everything, as Prometheus reads it. */
  async sum(): Promise<string> {
    await this.#ask();
    const [latest, gone] = [[...this.#latest.values()], this.#gone];
    return summed([...latest, await gone]);
  }

  #ask(): Promise<void> {
    const nr = ++this.#last;
    const waiting = new Set(this.#latest.keys());
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#open.delete(nr);
        resolve();
      };
      const timer = setTimeout(done, ANSWER_MS);
      this.#open.set(nr, { waiting, done });
      if (waiting.size === 0) done();
      for (const worker of waiting) say(worker, { kind: 'counts?', nr });
    });
  }

  #answered(nr: number, worker: Worker): void {
    const open = this.#open.get(nr);
    open?.waiting.delete(worker);
    if (open?.waiting.size === 0) open.done();
  }
}
