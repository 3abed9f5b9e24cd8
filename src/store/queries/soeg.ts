/**
 * Searching (spec sf1500 §2.8). Rows decide wherever they can; what they do not hold (who set a period, who registered,
 * the end of a long text, the type and Indeks of an address) is looked up in the documents of the candidates.
 */
import { matcher } from '../../register/match.ts';
import { isSameId } from '../../register/model.ts';
import { soegefeltNr } from '../../register/soegefelter.ts';
import type { Soegning } from '../../register/soegning.ts';
import { objekttyper } from '../../standard/objekttyper.ts';
import type { Laeser } from '../drivers/driver.ts';
import type { LagretObjekt } from '../store.ts';
import { Parametre } from './parametre.ts';
import type { Maerker } from './sidemaerker.ts';
import { dokumenterAf, dokumenterOf, type Traef } from './soege-dokumenter.ts';
import { type Soegevalg, vaelgForm } from './soege-form.ts';
import type { Soegekontekst } from './soege-kilder.ts';
import { soegeObjektSql, soegeSql } from './soege-sql.ts';
import { betingelserOf, type Soegebetingelser } from './soegebetingelse.ts';
import { navngivet } from './statement-navne.ts';

/** Candidates read at a time where documents decide, and documents of them. */
const CANDIDATES_PER_BATCH = 5000;
const DOCUMENTS_PER_BATCH = 250;

const TILSTANDSFELTER: ReadonlySet<number> = new Set(
  Object.values(objekttyper).flatMap(({ tilstand }) => (tilstand ? soegefeltNr(tilstand)! : [])),
);

/** The UUIDs of the hits of a page, in the order of the UUIDs, each once. */
export async function soeg(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
): Promise<readonly string[]> {
  const side = await findSide(session, maerker, ejere, soegning, false);
  return side.map(({ uuid }) => uuid);
}

/** The same, with the registration looked at of each. */
export async function soegObjekter(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
): Promise<readonly LagretObjekt[]> {
  const side = await findSide(session, maerker, ejere, soegning, true);
  return side.every(isObjekt) ? side : dokumenterOf(session, soegning, side);
}

function isObjekt(traef: Traef | LagretObjekt): traef is LagretObjekt {
  return 'registreringer' in traef;
}

/** A page. Its hits are whole objects where documents decided, or where they are wanted and can be had at once. */
async function findSide(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
  isObjekterWanted: boolean,
): Promise<readonly (Traef | LagretObjekt)[]> {
  const betingelser = betingelserOf(soegning);
  if (soegning.antal <= 0 || betingelser.grupper.some((gruppe) => gruppe.length === 0)) return [];
  const ejeres = await ejersoegninger(session, ejere, soegning, betingelser);
  const navn = soegning.noegle && `${ejere.join(' ')} ${soegning.objekttype} ${soegning.noegle}`;
  const maerke = navn === undefined ? undefined : await maerker.find(navn, soegning.foerste);
  const rest = { foerste: soegning.foerste - (maerke?.antal ?? 0), antal: soegning.antal };
  const side = ejeres.some(({ valg }) => valg.isDokumenteret)
    ? await dokumenteretSide(session, ejeres, soegning, rest, maerke?.uuid)
    : isObjekterWanted && ejeres.length === 1 && rest.foerste === 0
      ? await objekterOf(session, ejeres[0]!, soegning, maerke?.uuid)
      : (await traefOf(session, ejeres, rest.foerste + rest.antal, maerke?.uuid)).slice(rest.foerste);
  const sidste = side.at(-1);
  if (navn !== undefined && sidste && side.length === soegning.antal) {
    await maerker.husk(navn, { antal: soegning.foerste + side.length, uuid: sidste.uuid });
  }
  if (navn !== undefined && side.length < soegning.antal) await maerker.slut(navn, soegning.foerste);
  return side;
}

/** A search among the objects of one owner. */
interface Ejersoegning {
  readonly kontekst: () => Soegekontekst;
  readonly valg: Soegevalg;
}

function ejersoegninger(
  session: Laeser,
  ejere: readonly string[],
  { objekttype, registrering }: Soegning,
  betingelser: Soegebetingelser,
): Promise<readonly Ejersoegning[]> {
  return Promise.all(
    ejere.map(async (ejer, plads) => {
      const foran = ejere.slice(0, plads);
      const kontekst = () => ({ ejer, foran, objekttype, registrering, parametre: new Parametre(session.isOpdelt) });
      return { kontekst, valg: await vaelgForm(session, kontekst(), betingelser, TILSTANDSFELTER) };
    }),
  );
}

/** The first hits of all owners after a UUID, in the order of the UUIDs. Owners hide each other, so no two share one. */
async function traefOf(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  antal: number,
  efter: string | undefined,
): Promise<readonly Traef[]> {
  const fundne = await Promise.all(
    ejeres.map(async ({ kontekst, valg }) => {
      const egen = kontekst();
      const text = soegeSql(egen, valg, antal, efter);
      const rows = await session.query<[uuid: string]>(navngivet(text), egen.parametre.values);
      return rows.map(([uuid]) => ({ ejer: egen.ejer, uuid }));
    }),
  );
  const fulde = fundne.filter((traef) => traef.length > 0);
  if (fulde.length < 2) return fulde[0] ?? [];
  return fulde
    .flat()
    .sort((a, b) => (a.uuid < b.uuid ? -1 : 1))
    .slice(0, antal);
}

/** The objects of the first page after a UUID, in one statement. */
function objekterOf(
  session: Laeser,
  { kontekst, valg }: Ejersoegning,
  soegning: Soegning,
  efter: string | undefined,
): Promise<readonly LagretObjekt[]> {
  const egen = kontekst();
  const sql = soegeObjektSql(egen, valg, soegning.antal, efter);
  return dokumenterAf(session, soegning, egen.ejer, egen.parametre, sql);
}

async function dokumenteretSide(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  soegning: Soegning,
  { foerste, antal }: { foerste: number; antal: number },
  efter: string | undefined,
): Promise<readonly LagretObjekt[]> {
  const objekter: LagretObjekt[] = [];
  let forbi = foerste;
  for await (const objekt of kandidater(session, ejeres, soegning, efter)) {
    if (!isFundet(objekt, soegning)) continue;
    if (forbi > 0) forbi -= 1;
    else if (objekter.push(objekt) >= antal) break;
  }
  return objekter;
}

/** Every object that the rows let through, in the order of the UUIDs. */
async function* kandidater(
  session: Laeser,
  ejeres: readonly Ejersoegning[],
  soegning: Soegning,
  fra: string | undefined,
): AsyncGenerator<LagretObjekt> {
  let efter = fra;
  while (true) {
    const traef = await traefOf(session, ejeres, CANDIDATES_PER_BATCH, efter);
    for (let start = 0; start < traef.length; start += DOCUMENTS_PER_BATCH) {
      yield* await dokumenterOf(session, soegning, traef.slice(start, start + DOCUMENTS_PER_BATCH));
    }
    if (traef.length < CANDIDATES_PER_BATCH) return;
    efter = traef.at(-1)!.uuid;
  }
}

function isFundet({ registreringer }: LagretObjekt, { objekttype, kriterier, registrering }: Soegning): boolean {
  const set = registreringer[0]!;
  return (
    (registrering.brugerRef === undefined || isSameId(set.brugerRef, registrering.brugerRef)) &&
    matcher(set, objekttype, kriterier)
  );
}
