/** Reading the change feed after a position, and the objects as they stand after a key; both through an index alone. */
import type { Aendringsside, Objektside, Objektstand } from '../../register/aendringsstroem.ts';
import type { ObjektNoegle } from '../../register/model.ts';
import type { Laeser } from '../drivers/driver.ts';
import { cvrOf, livscyklusOf, objekttypeNr, objekttypeOf } from '../numre.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

type Standraekke = readonly [ejer: number, objekttype: number, uuid: string, livscyklus: number, tidspunkt: number];
/** The counter, a position, and the row at it; null but the counter where there is no row. */
type Stroemraekke = readonly [naaet: string, position: string | null, ...Standraekke];

/** Milliseconds since the epoch, as a number. */
const ms = (kolonne: string) => `(extract(epoch from ${kolonne}) * 1000)::double precision`;

function standOf([ejer, objekttype, uuid, livscyklus, tidspunkt]: Standraekke): Objektstand {
  return {
    ejer: cvrOf(ejer),
    objekttype: objekttypeOf(objekttype),
    uuid,
    livscyklusKode: livscyklusOf(livscyklus),
    tidspunkt,
  };
}

/**
 * Each owner's rows are read along the key (ejer, position) and only then put together: one condition on all owners
 * would read everything after the position to sort it.
 */
function stroemSql(p: Parametre, ejere: readonly string[], siden: number, antal: number): string {
  const efter = p.add(siden, 'bigint');
  const hoejst = p.add(antal, 'int');
  const dele = ejere.map(
    (ejer) => `(select position, ejer, objekttype, uuid, livscyklus, tidspunkt from aendring
      where ejer = ${p.ejer(ejer)} and position > ${efter} order by position limit ${hoejst})`,
  );
  return `select t.vaerdi, a.position, a.ejer, a.objekttype, a.uuid, a.livscyklus, ${ms('a.tidspunkt')}
    from taeller t left join lateral (
      select * from (${dele.join(' union all ')}) d order by position limit ${hoejst}) a on true
    where t.navn = 'aendring' order by a.position`;
}

/**
 * What has a position after `siden`, at most `antal` (from 1). The position to go on from is that of the last row where
 * there is more, else the last one that has been given at all, which is before `siden` where nobody has given that.
 */
export async function aendringer(
  session: Laeser,
  ejere: readonly string[],
  siden: number,
  antal: number,
): Promise<Aendringsside> {
  const p = new Parametre(session.isOpdelt);
  const rows = await session.query<Stroemraekke>(navngivet(stroemSql(p, ejere, siden, antal + 1)), p.values);
  const poster = rows
    .slice(0, antal)
    .flatMap(([, position, ...stand]) => (position === null ? [] : { position: Number(position), ...standOf(stand) }));
  const flere = rows.length > antal;
  return { aendringer: poster, position: flere ? poster.at(-1)!.position : Number(rows[0]![0]), flere };
}

/** The last position that has been given; 0 where none has. */
export async function sidstePosition(session: Laeser): Promise<number> {
  const text = `select vaerdi from taeller where navn = 'aendring'`;
  const [row] = await session.query<[string]>({ name: 'fkorg-position', text }, []);
  return Number(row![0]);
}

/** One owner's objects along their key. */
async function ejersObjekter(
  session: Laeser,
  ejer: string,
  efter: ObjektNoegle | undefined,
  antal: number,
): Promise<Objektstand[]> {
  const p = new Parametre(session.isOpdelt);
  const vilkaar = [`ejer = ${p.ejer(ejer)}`];
  if (efter) {
    const noegle = `(${p.add(objekttypeNr(efter.objekttype), 'smallint')}, ${p.add(efter.uuid, 'uuid')})`;
    vilkaar.push(`(objekttype, uuid) > ${noegle}`);
  }
  const text = `select ejer, objekttype, uuid, livscyklus, ${ms('registreret_fra')} from objekt
    where ${vilkaar.join(' and ')} order by objekttype, uuid limit ${p.add(antal, 'int')}`;
  return (await session.query<Standraekke>(navngivet(text), p.values)).map(standOf);
}

/** The objects after a key of one of the owners, at most `antal` (from 1); from the start without a key. */
export async function objekter(
  session: Laeser,
  ejere: readonly string[],
  efter: ObjektNoegle | undefined,
  antal: number,
): Promise<Objektside> {
  const fundne: Objektstand[] = [];
  const foerste = efter ? ejere.indexOf(efter.ejer) : 0;
  if (foerste < 0) throw new Error('the key is of an owner that is not asked for');
  for (const ejer of ejere.slice(foerste)) {
    const mangler = antal + 1 - fundne.length;
    if (mangler === 0) break;
    fundne.push(...(await ejersObjekter(session, ejer, ejer === efter?.ejer ? efter : undefined, mangler)));
  }
  return { objekter: fundne.slice(0, antal), flere: fundne.length > antal };
}
