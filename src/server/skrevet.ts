/** Watches the calls for those that write, so that whoever reads what has changed need not wait for the next time it looks. */
import { KRAV } from '../operations/krav.ts';
import { STATUS } from '../standard/koder.ts';
import type { CallEnd, CallStart, CallWatch } from './watch.ts';

const skrivende: ReadonlySet<string> = new Set(
  Object.entries(KRAV).flatMap(([verbum, { ret }]) => (ret === 'laes' ? [] : [verbum])),
);

export class Skrevet implements CallWatch {
  readonly #lyttere = new Set<() => void>();

  /** `lytter` is told after each call that has written something. */
  lyt(lytter: () => void): void {
    this.#lyttere.add(lytter);
  }

  async around(_start: CallStart, work: () => Promise<CallEnd>): Promise<CallEnd> {
    const end = await work();
    if (end.status === STATUS.ok && skrivende.has(end.verbum ?? '')) for (const lytter of this.#lyttere) lytter();
    return end;
  }
}
