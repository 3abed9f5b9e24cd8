/**
 * The change feed (docs/decisions/0023-change-feed.md): `aendringer` gives what has changed after a position,
 * `aendringerstart` the objects as they stand, for a reader that begins; `haendelser` is where a reader is told from.
 */
import { visibleOwners } from '../access/kalder.ts';
import type { Limits } from '../base/limits.ts';
import { STATUS } from '../standard/koder.ts';
import type { Kontekst } from './kontekst.ts';
import { laesMarkoer, skrivMarkoer } from './markoer.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

/** Changes or objects in an answer to a call that names no number. */
const ROWS_STANDARD = 500;

/** What `antal` may be, in the words of a refusal. */
export function antalForventet({ aendringerRowsMax }: Limits): string {
  return `et helt tal fra 1 til ${aendringerRowsMax}`;
}

/** How many a page may hold; a refusal where the call asks for none or for too many. */
function antalOf(antal: number | undefined, limits: Limits): number | Outcome {
  const { aendringerRowsMax } = limits;
  if (antal === undefined) return Math.min(ROWS_STANDARD, aendringerRowsMax);
  if (antal >= 1 && antal <= aendringerRowsMax) return antal;
  return afvist('antal-ugyldigt', 'antal', String(antal), antalForventet(limits));
}

function ukendtPosition(siden: number, sidste: number): Outcome {
  return afvist('position-ukendt', 'siden', String(siden), `højst ${sidste}, som er den seneste position`);
}

/** 20 with the changes, also where there are none; 40 where nobody can have given the position. */
export async function aendringer(kontekst: Kontekst, kald: Operation & { verbum: 'aendringer' }): Promise<Outcome> {
  const antal = antalOf(kald.antal, kontekst.limits);
  if (typeof antal !== 'number') return antal;
  const siden = kald.siden ?? 0;
  const side = await kontekst.store.aendringer(visibleOwners(kontekst.kalder), siden, antal);
  if (side.position < siden) return ukendtPosition(siden, side.position);
  return { status: STATUS.ok, brud: [], aendringer: side };
}

/** 20 with a page of objects, also where there are none; the position is read before the first page, and kept by the cursor. */
export async function aendringerstart(
  kontekst: Kontekst,
  kald: Operation & { verbum: 'aendringerstart' },
): Promise<Outcome> {
  const { store, kalder, limits } = kontekst;
  const antal = antalOf(kald.antal, limits);
  if (typeof antal !== 'number') return antal;
  const ejere = visibleOwners(kalder);
  const markoer = kald.efter === undefined ? undefined : laesMarkoer(kald.efter);
  const isEgen = markoer?.laeser === kalder.cvr && ejere.includes(markoer.sidste.ejer);
  if (kald.efter !== undefined && !isEgen) {
    return afvist('markoer-ugyldig', 'efter', kald.efter, 'efter fra et svar til samme myndighed, eller ingen efter');
  }
  const position = markoer?.position ?? (await store.sidstePosition());
  const { objekter, flere } = await store.objekter(ejere, markoer?.sidste, antal);
  const sidste = objekter.at(-1);
  const efter = flere && sidste ? skrivMarkoer({ position, laeser: kalder.cvr, sidste }) : undefined;
  return {
    status: STATUS.ok,
    brud: [],
    start: { position, objekter, flere, ...(efter !== undefined && { efter }) },
  };
}

/** 20 with the position that the caller is told from: now, where it names none; 40 where nobody can have given it. */
export async function haendelser({ store }: Kontekst, kald: Operation & { verbum: 'haendelser' }): Promise<Outcome> {
  const sidste = await store.sidstePosition();
  const { siden = sidste } = kald;
  return siden > sidste ? ukendtPosition(siden, sidste) : { status: STATUS.ok, brud: [], fraPosition: siden };
}
