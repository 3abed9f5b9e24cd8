/** Reads whole histories with their object rows, owner by owner and type by type, in ranges of UUIDs: memory holds one range. */
import type { Session } from '../drivers/driver.ts';
import type { Afsnit } from './fund.ts';

/** Registrations read at a time. */
const BATCH_ROWS = 1000;

/** A `timestamptz` as milliseconds since the epoch; the open ends are the infinities. */
export function msSql(kolonne: string): string {
  return `(extract(epoch from ${kolonne}) * 1000)::float8`;
}

/** The columns that `objekt` and `registrering` share. */
type Tal = readonly [uuid: string, nr: number, registreretFraMs: number, livscyklus: number];
export type Registreringsraekke = readonly [...Tal, dokument: string];
export type Objektraekke = Tal;

/** What the store has about one object, as it stands there. */
export interface LagretHistorik {
  readonly uuid: string;
  readonly objekt: Objektraekke | undefined;
  /** In the order of their numbers. */
  readonly registreringer: readonly Registreringsraekke[];
}

const NAESTE_AFSNIT = `select ejer, objekttype from (
    (select ejer, objekttype from objekt where (ejer, objekttype) > ($1::int, $2::smallint)
      order by ejer, objekttype limit 1)
    union all
    (select ejer, objekttype from registrering where (ejer, objekttype) > ($1::int, $2::smallint)
      order by ejer, objekttype limit 1)) a
  order by ejer, objekttype limit 1`;

/** Every owner and type that has objects or registrations, in order. */
export async function* afsnitMedObjekter(session: Session): AsyncGenerator<Afsnit> {
  let [ejer, objekttype] = [-1, -1];
  while (true) {
    const [next] = await session.query<[number, number]>({ text: NAESTE_AFSNIT }, [ejer, objekttype]);
    if (!next) return;
    [ejer, objekttype] = next;
    yield { ejer, objekttype };
  }
}

const KOLONNER = `uuid, nr, ${msSql('registreret_fra')}, livscyklus`;

function objekterSql({ ejer, objekttype }: Afsnit, hvor: string): string {
  return `select ${KOLONNER} from objekt where ejer = ${ejer} and objekttype = ${objekttype} ${hvor} order by uuid`;
}

/** The histories of an owner and a type, in the order of UUIDs, one range at a time. */
export async function* historikker(session: Session, afsnit: Afsnit): AsyncGenerator<readonly LagretHistorik[]> {
  const text = `select ${KOLONNER}, dokument from registrering
    where ejer = ${afsnit.ejer} and objekttype = ${afsnit.objekttype} and (uuid, nr) > ($1::uuid, $2::int)
    order by uuid, nr limit ${BATCH_ROWS}`;
  let sidst: readonly [string, number] = ['00000000-0000-0000-0000-000000000000', -1];
  /** Registrations of an object whose last ones are not read yet. */
  let halve: readonly Registreringsraekke[] = [];
  /** Object rows up to this UUID have been read. */
  let graense: string | undefined;
  while (true) {
    const rows = await session.query<Registreringsraekke>({ text }, sidst);
    const isEnd = rows.length < BATCH_ROWS;
    const hele = [...halve, ...rows];
    const sidste = isEnd ? undefined : rows.at(-1)![0];
    const snit = sidste === undefined ? hele.length : hele.findIndex(([uuid]) => uuid === sidste);
    halve = hele.slice(snit);
    const registreringer = hele.slice(0, snit);
    const til = isEnd ? undefined : registreringer.at(-1)?.[0];
    if (isEnd || til !== undefined) {
      yield samlet(registreringer, await objekterImellem(session, afsnit, graense, til));
      graense = til;
    }
    if (isEnd) return;
    const [uuid, nr] = rows.at(-1)!;
    sidst = [uuid, nr];
  }
}

/** Object rows after a UUID, up to another. */
function objekterImellem(
  session: Session,
  afsnit: Afsnit,
  efter: string | undefined,
  til: string | undefined,
): Promise<Objektraekke[]> {
  const parameters = [efter, til].filter((uuid) => uuid !== undefined);
  const conditions = [
    ...(efter === undefined ? [] : ['and uuid > $1::uuid']),
    ...(til === undefined ? [] : [`and uuid <= $${parameters.length}::uuid`]),
  ];
  return session.query<Objektraekke>({ text: objekterSql(afsnit, conditions.join(' ')) }, parameters);
}

function samlet(
  registreringer: readonly Registreringsraekke[],
  objekter: readonly Objektraekke[],
): readonly LagretHistorik[] {
  const efterUuid = Map.groupBy(registreringer, ([uuid]) => uuid);
  const raekker = new Map(objekter.map((raekke) => [raekke[0], raekke]));
  return [...new Set([...efterUuid.keys(), ...raekker.keys()])].map((uuid) => ({
    uuid,
    objekt: raekker.get(uuid),
    registreringer: efterUuid.get(uuid) ?? [],
  }));
}
