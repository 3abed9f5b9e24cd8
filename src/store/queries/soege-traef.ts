/**
 * The hits of a search, owner by owner, in the order of the UUIDs: as keys, with their documents, or one by one where the
 * documents decide.
 */
import { matcher } from '../../register/match.ts';
import { isSameId } from '../../register/model.ts';
import { soegefeltNr } from '../../register/soegefelter.ts';
import { objekttyper } from '../../standard/objekttyper.ts';
import type { Laeser } from '../drivers/driver.ts';
import type { LagretObjekt } from '../store.ts';
import { Parametre } from './parametre.ts';
import { dokumenterAf, dokumenterOf, type Soegt, type Traef } from './soege-dokumenter.ts';
import { type Soegevalg, vaelgForm } from './soege-form.ts';
import type { Soegekontekst } from './soege-kilder.ts';
import { soegeObjektSql, soegeSql, type Vindue } from './soege-sql.ts';
import type { Soegebetingelser } from './soegebetingelse.ts';
import { navngivet } from './statement-navne.ts';

/** Candidates read at a time where documents decide, and documents of them. */
const CANDIDATES_PER_BATCH = 5000;
const DOCUMENTS_PER_BATCH = 250;

const TILSTANDSFELTER: ReadonlySet<number> = new Set(
  Object.values(objekttyper).flatMap(({ tilstand }) => (tilstand ? soegefeltNr(tilstand)! : [])),
);

/** A search among the objects of one owner. */
export interface Ejersoegning {
  readonly kontekst: () => Soegekontekst;
  readonly valg: Soegevalg;
}

/** @param foran Owners whose objects hide those of this one under the same UUID. */
export async function ejersoegning(
  session: Laeser,
  ejer: string,
  foran: readonly string[],
  { objekttype, registrering }: Soegt,
  betingelser: Soegebetingelser,
): Promise<Ejersoegning> {
  const kontekst = () => ({ ejer, foran, objekttype, registrering, parametre: new Parametre(session.isOpdelt) });
  return { kontekst, valg: await vaelgForm(session, kontekst(), betingelser, TILSTANDSFELTER) };
}

/** The hits of all owners in a window, in its order. Owners hide each other, so no two share one. */
export async function traefOf(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  vindue: Vindue,
): Promise<readonly Traef[]> {
  const fundne = await Promise.all(
    ejeres.map(async ({ kontekst, valg }) => {
      const egen = kontekst();
      const text = soegeSql(egen, valg, vindue);
      const rows = await session.query<[uuid: string]>(navngivet(text), egen.parametre.values);
      return rows.map(([uuid]) => ({ ejer: egen.ejer, uuid }));
    }),
  );
  const fulde = fundne.filter((traef) => traef.length > 0);
  if (fulde.length < 2) return fulde[0] ?? [];
  return fulde
    .flat()
    .sort((a, b) => (a.uuid < b.uuid === (vindue.isBagfra ?? false) ? 1 : -1))
    .slice(0, vindue.antal);
}

/** The objects of the hits of one owner in a window, in one statement. */
export function objekterOf(
  session: Laeser,
  { kontekst, valg }: Ejersoegning,
  soegning: Soegt,
  vindue: Vindue,
): Promise<readonly LagretObjekt[]> {
  const egen = kontekst();
  const sql = soegeObjektSql(egen, valg, vindue);
  return dokumenterAf(session, soegning, egen.ejer, egen.parametre, sql);
}

/** The objects of hits in a window where their documents decide; the first `forbi` are passed over. */
export async function dokumenterede(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  soegning: Soegt,
  vindue: Vindue,
  forbi = 0,
): Promise<readonly LagretObjekt[]> {
  const objekter: LagretObjekt[] = [];
  let tilbage = forbi;
  for await (const objekt of kandidater(session, ejeres, soegning, vindue)) {
    if (!isFundet(objekt, soegning)) continue;
    if (tilbage > 0) tilbage -= 1;
    else if (objekter.push(objekt) >= vindue.antal) break;
  }
  return objekter;
}

/** Every object of a window that the rows let through, in its order, however many. */
async function* kandidater(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  soegning: Soegt,
  vindue: Vindue,
): AsyncGenerator<LagretObjekt> {
  let rest: Vindue = { ...vindue, antal: CANDIDATES_PER_BATCH };
  while (true) {
    const traef = await traefOf(session, ejeres, rest);
    for (let start = 0; start < traef.length; start += DOCUMENTS_PER_BATCH) {
      yield* await dokumenterOf(session, soegning, traef.slice(start, start + DOCUMENTS_PER_BATCH));
    }
    if (traef.length < CANDIDATES_PER_BATCH) return;
    rest = { ...rest, [rest.isBagfra ? 'foer' : 'efter']: traef.at(-1)!.uuid };
  }
}

function isFundet({ registreringer }: LagretObjekt, { objekttype, kriterier, registrering }: Soegt): boolean {
  const set = registreringer[0]!;
  return (
    (registrering.brugerRef === undefined || isSameId(set.brugerRef, registrering.brugerRef)) &&
    matcher(set, objekttype, kriterier)
  );
}
