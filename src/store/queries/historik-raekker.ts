/** The search rows of a whole history, each with the registration times between which it was so. */
import { type Instant, type Interval, TIL_ALTID } from '../../base/instant.ts';
import type { Registrering } from '../../register/model.ts';
import type { Tekstraekke } from '../../register/soegeraekker.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { INGEN_RAEKKER, type Raekker, type Referenceraekke, raekkerOf, raekkerUden } from '../raekker.ts';

interface MedRegistrering<T> {
  readonly raekke: T;
  readonly registreret: Interval;
}

export interface HistorikRaekker {
  readonly tekster: readonly MedRegistrering<Tekstraekke>[];
  readonly referencer: readonly MedRegistrering<Referenceraekke>[];
}

/** Keeps, for each row that is open, since when it is. */
class Fold<T> {
  readonly done: MedRegistrering<T>[] = [];
  readonly #open = new Map<string, { raekke: T; fra: Instant }>();

  step(ends: ReadonlyMap<string, T>, begins: ReadonlyMap<string, T>, at: Instant): void {
    for (const key of ends.keys()) this.#end(key, at);
    for (const [key, raekke] of begins) this.#open.set(key, { raekke, fra: at });
  }

  finish(): readonly MedRegistrering<T>[] {
    for (const key of [...this.#open.keys()]) this.#end(key, TIL_ALTID);
    return this.done;
  }

  #end(key: string, til: Instant): void {
    const row = this.#open.get(key);
    if (!row) return;
    this.done.push({ raekke: row.raekke, registreret: { fra: row.fra, til } });
    this.#open.delete(key);
  }
}

/** @param historik All registrations of an object, oldest first. */
export function historikRaekker(objekttype: ObjektType, historik: readonly Registrering[]): HistorikRaekker {
  const tekster = new Fold<Tekstraekke>();
  const referencer = new Fold<Referenceraekke>();
  let foer: Raekker = INGEN_RAEKKER;
  for (const registrering of historik) {
    const nu = raekkerOf(objekttype, registrering);
    const ends = raekkerUden(foer, nu);
    const begins = raekkerUden(nu, foer);
    tekster.step(ends.tekster, begins.tekster, registrering.tidspunkt);
    referencer.step(ends.referencer, begins.referencer, registrering.tidspunkt);
    foer = nu;
  }
  return { tekster: tekster.finish(), referencer: referencer.finish() };
}
