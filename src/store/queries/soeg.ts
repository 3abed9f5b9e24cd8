/**
 * Searching (spec sf1500 §2.8). Rows decide wherever they can; what they do not hold (who set a period, who registered,
 * the end of a long text) is looked up in the documents of the candidates.
 */
import { matcher } from '../../register/match.ts';
import { isSameId } from '../../register/model.ts';
import { soegefeltNr } from '../../register/soegefelter.ts';
import type { Soegning } from '../../register/soegning.ts';
import { objekttyper } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser } from '../drivers/driver.ts';
import { cvrOf, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt } from '../store.ts';
import { Parametre } from './parametre.ts';
import { vaelgForm } from './soege-form.ts';
import { isNuvaerende, type Soegekontekst } from './soege-kilder.ts';
import { type Soegeform, soegeSql } from './soege-sql.ts';
import { betingelserOf } from './soegebetingelse.ts';
import { navngivet } from './statement-navne.ts';

type Traef = readonly [ejer: number, uuid: string];

/** Candidates read at a time where documents decide, and documents of them. */
const CANDIDATES_PER_BATCH = 5000;
const DOCUMENTS_PER_BATCH = 250;

const TILSTANDSFELTER: ReadonlySet<number> = new Set(
  Object.values(objekttyper).flatMap(({ tilstand }) => (tilstand ? soegefeltNr(tilstand)! : [])),
);

/** The objects of an owner among the hits, each with the registration that the search looks at. */
function dokumentSql(
  p: Parametre,
  ejer: string,
  { objekttype, registrering }: Soegning,
  uuids: readonly string[],
): string {
  const noegle = (alias: string) =>
    `${alias}.ejer = ${p.ejer(ejer)} and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}
      and ${alias}.uuid = k.uuid`;
  const dengang = isNuvaerende(registrering)
    ? 'and r.nr = o.nr'
    : `and r.registreret_fra < ${p.add(tidspunktText(registrering.senestFoer), 'timestamptz')}`;
  return `select k.uuid, o.nr, r.dokument
    from unnest(${p.add(arrayText(uuids), 'uuid[]')}) as k(uuid)
    cross join lateral (select o.nr from objekt o where ${noegle('o')} offset 0) o
    cross join lateral (
      select r.dokument from registrering r where ${noegle('r')} ${dengang} order by r.nr desc limit 1) r`;
}

/** The UUIDs of the hits of a page, in the order of the UUIDs, each once. */
export async function soeg(session: Laeser, ejere: readonly string[], soegning: Soegning): Promise<readonly string[]> {
  const fundne = await find(session, ejere, soegning);
  return fundne.traef.map(([, uuid]) => uuid);
}

/** The same, with the registration looked at of each. */
export async function soegObjekter(
  session: Laeser,
  ejere: readonly string[],
  soegning: Soegning,
): Promise<readonly LagretObjekt[]> {
  const { traef, objekter } = await find(session, ejere, soegning);
  return objekter ?? dokumenterOf(session, soegning, traef);
}

interface Fundne {
  readonly traef: readonly Traef[];
  /** There where the documents have been read already. */
  readonly objekter?: readonly LagretObjekt[];
}

async function find(session: Laeser, ejere: readonly string[], soegning: Soegning): Promise<Fundne> {
  const { objekttype, registrering, foerste, antal } = soegning;
  const betingelser = betingelserOf(soegning);
  if (antal <= 0 || betingelser.grupper.some((gruppe) => gruppe.length === 0)) return { traef: [] };
  const kontekst = (): Soegekontekst => ({
    ejere,
    objekttype,
    registrering,
    parametre: new Parametre(session.isOpdelt),
  });
  const valg = await vaelgForm(session, kontekst(), betingelser, TILSTANDSFELTER);
  if (!valg.isDokumenteret) return { traef: await traefOf(session, kontekst(), valg, { foerste, antal }) };

  const objekter: LagretObjekt[] = [];
  let forbi = foerste;
  for await (const objekt of kandidater(session, kontekst, valg, soegning)) {
    if (!isFundet(objekt, soegning)) continue;
    if (forbi > 0) forbi -= 1;
    else if (objekter.push(objekt) >= antal) break;
  }
  return { traef: objekter.map(({ ejer, uuid }) => [Number(ejer), uuid]), objekter };
}

function traefOf(
  session: Laeser,
  kontekst: Soegekontekst,
  form: Soegeform,
  side: { foerste: number; antal: number; efter?: string },
): Promise<Traef[]> {
  const text = soegeSql(kontekst, form, side);
  return session.query<Traef>(navngivet(text), kontekst.parametre.values);
}

/** Every object that the rows let through, in the order of the UUIDs. */
async function* kandidater(
  session: Laeser,
  kontekst: () => Soegekontekst,
  form: Soegeform,
  soegning: Soegning,
): AsyncGenerator<LagretObjekt> {
  let efter: string | undefined;
  while (true) {
    const side = { foerste: 0, antal: CANDIDATES_PER_BATCH, ...(efter !== undefined && { efter }) };
    const traef = await traefOf(session, kontekst(), form, side);
    for (let start = 0; start < traef.length; start += DOCUMENTS_PER_BATCH) {
      yield* await dokumenterOf(session, soegning, traef.slice(start, start + DOCUMENTS_PER_BATCH));
    }
    if (traef.length < CANDIDATES_PER_BATCH) return;
    efter = traef.at(-1)![1];
  }
}

function isFundet({ registreringer }: LagretObjekt, { objekttype, kriterier, registrering }: Soegning): boolean {
  const set = registreringer[0]!;
  return (
    (registrering.brugerRef === undefined || isSameId(set.brugerRef, registrering.brugerRef)) &&
    matcher(set, objekttype, kriterier)
  );
}

/** The objects of hits, in the order of the hits. */
async function dokumenterOf(session: Laeser, soegning: Soegning, traef: readonly Traef[]): Promise<LagretObjekt[]> {
  const ejeres = await Promise.all(
    [...Map.groupBy(traef, ([ejer]) => cvrOf(ejer))].map(async ([ejer, dele]) => {
      const p = new Parametre(session.isOpdelt);
      const uuids = dele.map(([, uuid]) => uuid);
      const text = dokumentSql(p, ejer, soegning, uuids);
      const rows = await session.query<[uuid: string, nr: number, dokument: string]>(navngivet(text), p.values);
      return rows.map(([uuid, nr, dokument]) => ({ ejer, uuid, nr, registreringer: [registreringOf(dokument)] }));
    }),
  );
  if (ejeres.length < 2) return ejeres[0] ?? [];
  const efterUuid = new Map(ejeres.flat().map((objekt) => [objekt.uuid, objekt]));
  return traef.flatMap(([, uuid]) => efterUuid.get(uuid) ?? []);
}
