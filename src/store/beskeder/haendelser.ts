/**
 * Reading events: changes of some types by position, in windows that are bounded whatever lies in them, and the
 * registrations that they made, many at a time. What a reader does not ask for is not read.
 */
import type { Registrering } from '../../register/model.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser, Statement } from '../drivers/driver.ts';
import { cvrOf, livscyklusOf, objekttypeNr, objekttypeOf, verbumOf } from '../numre.ts';
import { arrayText } from '../parametre.ts';
import { sidstePosition } from '../queries/aendringer.ts';
import { Parametre } from '../queries/parametre.ts';
import { navngivet } from '../queries/statement-navne.ts';
import type { Haendelse, Haendelsesside } from './haendelse.ts';

/** Positions looked at by one statement; they have no gaps, so no more rows than that. */
const VINDUE = 5000;

/** Changes whose registrations are beyond it wait for the next page: they are read into memory. */
const BYTES_MAX = 16 * 1024 * 1024;

type Aendringsraekke = readonly [
  position: string,
  ejer: number,
  objekttype: number,
  uuid: string,
  nr: number,
  livscyklus: number,
  verbum: number,
  tidspunkt: number,
];

const MS = (kolonne: string) => `(extract(epoch from ${kolonne}) * 1000)::double precision`;

const AENDRINGER: Statement = {
  name: 'fkorg-haendelser',
  text: `select position, ejer, objekttype, uuid, nr, livscyklus, verbum, ${MS('tidspunkt')} from aendring
    where position > $1::bigint and position <= $2::bigint and objekttype = any($3::smallint[])
    order by position limit $4::int`,
};

type Dokumentraekke = readonly [plads: number, nr: number, tidspunkt: number, bytes: number, dokument: string | null];

/** The registration of each change and the one before it; without documents after the change that passes so many bytes. */
async function dokumenter(
  session: Laeser,
  ejer: string,
  rows: readonly Aendringsraekke[],
  bytesMax: number,
): Promise<Dokumentraekke[]> {
  const p = new Parametre(session.isOpdelt);
  const kolonne = (nr: 2 | 3 | 4, type: string) => p.add(arrayText(rows.map((row) => row[nr])), `${type}[]`);
  const text = `select plads::int, nr, ${MS('registreret_fra')}, bytes,
      case when til_og_med - denne < ${p.add(bytesMax, 'bigint')} then dokument end
    from (
      select d.*, sum(bytes) over (order by plads) as til_og_med, sum(bytes) over (partition by plads) as denne from (
        select k.plads, r.nr, r.registreret_fra, r.dokument, octet_length(r.dokument) as bytes
        from unnest(${kolonne(2, 'smallint')}, ${kolonne(3, 'uuid')}, ${kolonne(4, 'int')})
          with ordinality as k(objekttype, uuid, nr, plads)
        cross join lateral (
          select r.nr, r.registreret_fra, r.dokument from registrering r
          where r.ejer = ${p.ejer(ejer)} and r.objekttype = k.objekttype and r.uuid = k.uuid
            and r.nr between k.nr - 1 and k.nr
          order by r.nr offset 0) r) d) d`;
  return session.query<Dokumentraekke>(navngivet(text), p.values);
}

interface Fundet {
  readonly registrering?: Registrering;
  readonly forrige?: Registrering;
}

interface Fundne {
  readonly fundne: ReadonlyMap<string, Fundet>;
  /** How many of the changes, from the first, it is there for. */
  readonly antal: number;
}

/**
 * What each change made, by its position. An object that was deleted for good may be there anew, and count its
 * registrations from 1 again: only one of the very time is the one that the change tells of.
 */
async function fundneOf(session: Laeser, rows: readonly Aendringsraekke[]): Promise<Fundne> {
  const fundne = new Map<string, Fundet>();
  let antal = rows.length;
  let bytesMax = BYTES_MAX;
  for (const [ejer, deres] of Map.groupBy(rows, ([, ejer]) => ejer)) {
    const sete = Map.groupBy(await dokumenter(session, cvrOf(ejer), deres, bytesMax), ([plads]) => plads);
    for (const [plads, row] of deres.entries()) {
      const [position, , , , nr, , , tidspunkt] = row;
      const par = sete.get(plads + 1) ?? [];
      if (par.some(([, , , , dokument]) => dokument === null)) {
        antal = Math.min(antal, rows.indexOf(row));
        break;
      }
      bytesMax -= par.reduce((sum, [, , , bytes]) => sum + bytes, 0);
      const denne = par.find((row) => row[1] === nr && row[2] === tidspunkt);
      const foer = par.find((row) => row[1] === nr - 1);
      if (!denne) continue;
      fundne.set(position, {
        registrering: registreringOf(denne[4]!),
        ...(foer && { forrige: registreringOf(foer[4]!) }),
      });
    }
  }
  return { fundne, antal };
}

/** As `Beskeder.haendelser`, of what has been numbered. */
export async function haendelser(
  session: Laeser,
  siden: number,
  antal: number,
  objekttyper: readonly ObjektType[],
): Promise<Haendelsesside> {
  const naaet = await sidstePosition(session);
  if (siden >= naaet) return { haendelser: [], position: naaet, flere: false };
  const til = Math.min(siden + VINDUE, naaet);
  const typer = arrayText(objekttyper.map(objekttypeNr));
  const rows = await session.query<Aendringsraekke>(AENDRINGER, [siden, til, typer, antal]);
  const { fundne, antal: antalMed } = await fundneOf(session, rows);
  const fundneHaendelser = rows.slice(0, antalMed).map(
    ([position, ejer, objekttype, uuid, nr, livscyklus, verbum, tidspunkt]): Haendelse => ({
      position: Number(position),
      ejer: cvrOf(ejer),
      objekttype: objekttypeOf(objekttype),
      uuid,
      nr,
      verbum: verbumOf(verbum),
      livscyklusKode: livscyklusOf(livscyklus),
      tidspunkt,
      ...fundne.get(position),
    }),
  );
  const position =
    fundneHaendelser.length === rows.length && rows.length < antal ? til : fundneHaendelser.at(-1)!.position;
  return { haendelser: fundneHaendelser, position, flere: position < naaet };
}
