/** Value lists on a driver. Whoever changes a list holds its row, so that changes of one list come one after the other. */

import { isUuid } from '../../base/uuid.ts';
import type { Vaerdilistekode } from '../../standard/vaerdiliste-koder.ts';
import { isIKraft, VAERDILISTEKODER } from '../../standard/vaerdiliste-koder.ts';
import type { Driver, Parameter, Session, Statement } from '../drivers/driver.ts';
import { cvrOf } from '../numre.ts';
import { arrayText, teksterText, tidspunktText } from '../parametre.ts';
import type {
  Listeejer,
  Listeindhold,
  Listeskrivning,
  Medlem,
  Vaerdiliste,
  Vaerdilister,
  Vaerdiskift,
} from './vaerdilister.ts';

/** Stands for the system of lists that no system owns. */
const INTET_SYSTEM = '00000000-0000-0000-0000-000000000000';
const I_KRAFT = VAERDILISTEKODER.filter(isIKraft)
  .map((kode) => `'${kode}'`)
  .join(', ');

const EJERS = 'cvr = $1::int and system = $2::uuid';
const HOVED = `uuid, nr, navn, kode, (extract(epoch from fra) * 1000)::double precision, indhold, antal`;

const HENT: Statement = { text: `select ${HOVED} from vaerdiliste where ${EJERS} order by uuid` };
const HENT_DISSE: Statement = {
  text: `select ${HOVED} from vaerdiliste where ${EJERS} and uuid = any($3::uuid[]) order by uuid`,
};
const VAERDIER: Statement = {
  text: `select v.vaerdi from vaerdiliste l join vaerdilistevaerdi v on v.liste = l.id
    where l.cvr = $1::int and l.system = $2::uuid and l.uuid = $3::uuid order by v.vaerdi collate "C"`,
};
const MEDLEMMER: Statement = {
  name: 'fkorg-vaerdiliste-medlemmer',
  text: `select p.liste, v.vaerdi, l.cvr, l.system
    from unnest($1::text[], $2::uuid[], $3::text[]) as p (liste, uuid, vaerdi)
    cross join lateral (
      select id, cvr, system from vaerdiliste where uuid = p.uuid and kode in (${I_KRAFT})
      union
      select id, cvr, system from vaerdiliste where navn = p.liste and kode in (${I_KRAFT})) l
    join vaerdilistevaerdi v on v.liste = l.id and v.vaerdi = p.vaerdi`,
};
const LAAS_NYE: Statement = { text: `select 1 from taeller where navn = 'vaerdilister' for update` };
const ANTAL_LISTER: Statement = {
  text: `select count(*)::int from vaerdiliste where ${EJERS} and kode <> 'Slettet'`,
};
const LAAS: Statement = {
  text: `select id::text, nr, kode, antal from vaerdiliste where ${EJERS} and uuid = $3::uuid for update`,
};
const NY: Statement = {
  text: `insert into vaerdiliste (cvr, system, uuid, nr, navn, kode, fra, indhold, antal)
    values ($1::int, $2::uuid, $3::uuid, 1, $4, $5, $6::timestamptz, $7, 0) returning id::text`,
};
const RET: Statement = {
  text: `update vaerdiliste set nr = nr + 1, navn = $2, kode = $3, fra = $4::timestamptz, indhold = $5
    where id = $1::bigint`,
};
const RETTET: Statement = {
  text: `update vaerdiliste set nr = nr + 1, kode = 'Rettet', fra = $2::timestamptz, antal = antal + $3::int
    where id = $1::bigint`,
};
const SAET_ANTAL: Statement = { text: 'update vaerdiliste set antal = $2::int where id = $1::bigint' };
const TOEM: Statement = { text: 'delete from vaerdilistevaerdi where liste = $1::bigint' };
const TILFOEJ: Statement = {
  text: `with nye as (insert into vaerdilistevaerdi (liste, vaerdi)
      select $1::bigint, vaerdi from unnest($2::text[]) as p (vaerdi) on conflict do nothing returning 1)
    select count(*)::int from nye`,
};
const FJERN: Statement = {
  text: `with fjernede as (delete from vaerdilistevaerdi v using unnest($2::text[]) as p (vaerdi)
      where v.liste = $1::bigint and v.vaerdi = p.vaerdi returning 1)
    select count(*)::int from fjernede`,
};

type Hovedraekke = readonly [
  uuid: string,
  nr: number,
  navn: string,
  kode: string,
  fra: number,
  indhold: string,
  antal: number,
];
type Laastraekke = readonly [id: string, nr: number, kode: string, antal: number];

/** Thrown inside a transaction to undo it and answer what it carries. */
class Afbrudt extends Error {
  readonly svar: string;

  constructor(svar: string) {
    super(svar);
    this.svar = svar;
  }
}

function ejerParametre({ cvr, systemUuid = INTET_SYSTEM }: Listeejer): readonly [number, string] {
  return [Number(cvr), systemUuid];
}

function ejerOf(cvr: number, system: string): Listeejer {
  return { cvr: cvrOf(cvr), ...(system !== INTET_SYSTEM && { systemUuid: system }) };
}

function listeOf([uuid, nr, navn, kode, fra, indhold, antal]: Hovedraekke): Vaerdiliste {
  return { ...(JSON.parse(indhold) as Listeindhold), uuid, nr, navn, kode: kode as Vaerdilistekode, fra, antal };
}

function indholdText({ noegle, noteTekst, brugerRef, virkning }: Listeindhold): string {
  return JSON.stringify({ noegle, noteTekst, brugerRef, virkning });
}

async function antalAf(session: Session, statement: Statement, parametre: readonly Parameter[]): Promise<number> {
  const [row] = await session.query<[number]>(statement, parametre);
  return row![0];
}

/** The row of the list that a change is for, held; made where it is new. */
async function laastTil(session: Session, { ejer, liste, forventetNr, listerMax }: Listeskrivning): Promise<string> {
  const hvis = ejerParametre(ejer);
  const [foer] = await session.query<Laastraekke>(LAAS, [...hvis, liste.uuid]);
  if ((foer?.[1] ?? 0) !== forventetNr) throw new Afbrudt('aendret');
  if (!foer || foer[2] === 'Slettet') {
    await session.query(LAAS_NYE, []);
    if ((await antalAf(session, ANTAL_LISTER, hvis)) >= listerMax) throw new Afbrudt('for-mange-lister');
  }
  const tekster = [liste.navn, liste.kode, tidspunktText(liste.fra), indholdText(liste)];
  if (foer) {
    await session.query(RET, [foer[0], ...tekster]);
    return foer[0];
  }
  const [samtidig] = await session.query<Laastraekke>(LAAS, [...hvis, liste.uuid]);
  if (samtidig) throw new Afbrudt('aendret');
  const [ny] = await session.query<[string]>(NY, [...hvis, liste.uuid, ...tekster]);
  return ny![0];
}

async function gem(session: Session, skrivning: Listeskrivning): Promise<void> {
  const id = await laastTil(session, skrivning);
  if (!skrivning.vaerdier) return;
  await session.query(TOEM, [id]);
  const antal = await antalAf(session, TILFOEJ, [id, teksterText(skrivning.vaerdier)]);
  await session.query(SAET_ANTAL, [id, antal]);
}

async function skift(session: Session, { ejer, uuid, tilfoej, fjern, vaerdierMax, fra }: Vaerdiskift): Promise<void> {
  const [liste] = await session.query<Laastraekke>(LAAS, [...ejerParametre(ejer), uuid]);
  if (!liste || !isIKraft(liste[2] as Vaerdilistekode)) throw new Afbrudt('ingen');
  const [id, , , antal] = liste;
  const fjernede = fjern.length > 0 ? await antalAf(session, FJERN, [id, teksterText(fjern)]) : 0;
  const nye = tilfoej.length > 0 ? await antalAf(session, TILFOEJ, [id, teksterText(tilfoej)]) : 0;
  if (nye > 0 && antal - fjernede + nye > vaerdierMax) throw new Afbrudt('for-mange-vaerdier');
  if (nye + fjernede > 0) await session.query(RETTET, [id, tidspunktText(fra), nye - fjernede]);
}

/** `gemt` where the work was done, else what it was broken off with. */
async function udfoert<T extends string>(
  driver: Driver,
  work: (session: Session) => Promise<void>,
): Promise<'gemt' | T> {
  try {
    await driver.transaction(work);
    return 'gemt';
  } catch (error) {
    if (error instanceof Afbrudt) return error.svar as T;
    throw error;
  }
}

export function sqlVaerdilister(driver: Driver): Vaerdilister {
  return {
    async hent(ejer, uuids) {
      const hvis = ejerParametre(ejer);
      const rows = await (uuids === undefined
        ? driver.query<Hovedraekke>(HENT, hvis)
        : driver.query<Hovedraekke>(HENT_DISSE, [...hvis, arrayText(uuids)]));
      return rows.map(listeOf);
    },
    async vaerdier(ejer, uuid) {
      const rows = await driver.query<[string]>(VAERDIER, [...ejerParametre(ejer), uuid]);
      return rows.map(([vaerdi]) => vaerdi);
    },
    async medlemmer(spurgt: readonly Medlem[]) {
      if (spurgt.length === 0) return [];
      const rows = await driver.query<[string, string, number, string]>(MEDLEMMER, [
        teksterText(spurgt.map(({ liste }) => liste)),
        arrayText(spurgt.map(({ liste }) => (isUuid(liste) ? liste : null))),
        teksterText(spurgt.map(({ vaerdi }) => vaerdi)),
      ]);
      return rows.map(([liste, vaerdi, cvr, system]) => ({ liste, vaerdi, ejer: ejerOf(cvr, system) }));
    },
    gem: (skrivning) => udfoert(driver, (session) => gem(session, skrivning)),
    skift: (vaerdiskift) => udfoert(driver, (session) => skift(session, vaerdiskift)),
  };
}
