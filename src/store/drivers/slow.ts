/** Remembers statements that took long: their texts, which hold no values, how often, how long at most, how many rows. */
import type { Statement } from './driver.ts';
import type { StatementEnd, StatementWatch } from './watch.ts';

/** Statements remembered between one saving and the next; more of them are counted nowhere. */
const STATEMENTS_MAX = 100;

export interface Slow {
  readonly text: string;
  readonly count: number;
  readonly worstMs: number;
  /** Rows that the worst one gave; -1 where it failed. */
  readonly rows: number;
}

/** What can be planned and belongs to a call. */
const PLANNED = /^\s*(select|insert|update|delete|with)\b/i;

export class SlowStatements implements StatementWatch {
  readonly #overMs: number;
  #found = new Map<string, Slow>();

  /** @param overMs Milliseconds from which on a statement is slow. */
  constructor(overMs: number) {
    this.#overMs = overMs;
  }

  begin(statement: Statement): StatementEnd {
    const startedMs = performance.now();
    return (rows) => {
      const ms = performance.now() - startedMs;
      if (ms >= this.#overMs && PLANNED.test(statement.text)) this.#note(statement.text, ms, rows ?? -1);
    };
  }

  /** What was found since the last time. */
  take(): readonly Slow[] {
    const found = [...this.#found.values()];
    this.#found = new Map();
    return found;
  }

  #note(text: string, ms: number, rows: number): void {
    const known = this.#found.get(text);
    if (!known && this.#found.size >= STATEMENTS_MAX) return;
    const isWorst = ms > (known?.worstMs ?? 0);
    this.#found.set(text, {
      text,
      count: (known?.count ?? 0) + 1,
      worstMs: isWorst ? ms : known!.worstMs,
      rows: isWorst ? rows : known!.rows,
    });
  }
}
