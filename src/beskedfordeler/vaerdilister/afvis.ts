/** Refusals of calls on value lists. None of them repeats a value: it may be the number of a person. */

import type { Brud } from '../../base/brud.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Listeudfald } from '../../register/vaerdilistekald.ts';
import { STATUS } from '../../standard/koder.ts';
import { type RegelId, regler } from '../../standard/regler.ts';

/** Thrown where a call is refused; carries the outcome. */
export class Listeafvisning extends Error {
  readonly udfald: Listeudfald;

  constructor(brud: Brud<RegelId>) {
    super(brud.regel);
    this.name = 'Listeafvisning';
    this.udfald = { status: regler[brud.regel].status, brud: [brud] };
  }
}

export function afvis(regel: RegelId, sted: string, forventet: string): never {
  throw new Listeafvisning({ regel, sted, forventet });
}

export const OK: Listeudfald = { status: STATUS.ok, brud: [] };

/** A UUID as it is kept inside; the schema of the service takes any text for one. */
export function uuidAf(tekst: string, sted: string): string {
  const uuid = tekst.trim();
  if (!isUuid(uuid)) afvis('vaerdi-moenster', sted, 'et UUID: 8-4-4-4-12 hexadecimale cifre med bindestreger');
  return uuid.toLowerCase();
}
