/**
 * The SQL of a search among the objects of one owner. Each is written so that it has one plan: walk the rows of the driving
 * conditions in the order of the UUIDs, as their index has them, look each object up in the index of every other condition,
 * and stop at the end of the page. `offset 0` keeps the planner from turning such a look-up into a join, which it
 * would choose by statistics that may be missing or old.
 */
import { FRA_ALTID } from '../../base/instant.ts';
import { LEVENDE_NUMRE, livscyklusNr, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import { isNuvaerende, kilder, opslag, type Soegekontekst } from './soege-kilder.ts';
import type { Gruppe } from './soegebetingelse.ts';

/** What the registration looked at must be; `alias` is a row with `livscyklus` and `registreret_fra`. */
function registreringsvilkaar({ parametre: p, registrering }: Soegekontekst, alias: string): string {
  const { livscyklusKode, registreretFra } = registrering;
  const numre = livscyklusKode === undefined ? LEVENDE_NUMRE : [livscyklusNr[livscyklusKode]];
  const vilkaar = [`${alias}.livscyklus = any(${p.add(arrayText(numre), 'smallint[]')})`];
  if (registreretFra > FRA_ALTID) {
    vilkaar.push(`${alias}.registreret_fra >= ${p.add(tidspunktText(registreretFra), 'timestamptz')}`);
  }
  return vilkaar.join(' and ');
}

function objektnoegle({ parametre: p, objekttype, ejer }: Soegekontekst, alias: string, af = ejer): string {
  return `${alias}.ejer = ${p.ejer(af)} and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}`;
}

/** True where the registration of `d.uuid` that is looked at is as asked for. */
function registreringsopslag(kontekst: Soegekontekst): string {
  if (isNuvaerende(kontekst.registrering)) {
    return `exists (select 1 from objekt o where ${objektnoegle(kontekst, 'o')} and o.uuid = d.uuid
      and ${registreringsvilkaar(kontekst, 'o')} offset 0)`;
  }
  const t = kontekst.parametre.add(tidspunktText(kontekst.registrering.senestFoer), 'timestamptz');
  return `exists (select 1 from (
      select r.livscyklus, r.registreret_fra from registrering r
      where ${objektnoegle(kontekst, 'r')} and r.uuid = d.uuid and r.registreret_fra < ${t}
      order by r.nr desc limit 1) n
    where ${registreringsvilkaar(kontekst, 'n')} offset 0)`;
}

export interface Soegeform {
  /** The groups whose rows are walked; with none, the objects of the type are. */
  readonly drivende: readonly Gruppe[];
  /** The groups that each object is looked up in. */
  readonly opslag: readonly Gruppe[];
}

/** Which of the hits are given, by their UUIDs. */
export interface Vindue {
  /** At most so many. */
  readonly antal: number;
  /** Only those after this UUID. */
  readonly efter?: string | undefined;
  /** Only those before this UUID. */
  readonly foer?: string | undefined;
  /** True: the last ones, and the last one first. */
  readonly isBagfra?: boolean | undefined;
}

/** True where the objects themselves are walked: each comes once, and its number is at hand. */
function isObjektgang({ registrering }: Soegekontekst, { drivende }: Soegeform): boolean {
  return drivende.length === 0 && registrering.registreretFra === FRA_ALTID;
}

/** What is walked, each a `from` that gives `d.uuid`; an object may come more than once. */
function gange(kontekst: Soegekontekst, { drivende }: Soegeform): readonly string[] {
  const { parametre: p, registrering } = kontekst;
  const [gruppe, ...flere] = drivende.map((g) => g.flatMap((betingelse) => kilder(kontekst, betingelse)));
  if (gruppe !== undefined) {
    if (flere.length === 0) return gruppe.map((kilde) => `(select s.uuid from ${kilde}) d`);
    const alle = [gruppe, ...flere].map(
      (k) => `(${k.map((kilde) => `select s.uuid from ${kilde}`).join(' union all ')})`,
    );
    return [`(${alle.join('\n intersect ')}) d`];
  }
  if (isObjektgang(kontekst, { drivende, opslag: [] })) return ['objekt d'];
  const siden = p.add(tidspunktText(registrering.registreretFra), 'timestamptz');
  // `offset 0`: these rows are few and are sorted; by the key of the table everything would be walked.
  return [
    `(select r.uuid from registrering r where ${objektnoegle(kontekst, 'r')} and r.registreret_fra >= ${siden} offset 0) d`,
  ];
}

/** What every walked object must fulfil. */
function vilkaarOf(kontekst: Soegekontekst, form: Soegeform, { efter, foer }: Vindue): string {
  const vilkaar = form.opslag.map((gruppe) => opslag(kontekst, gruppe));
  if (efter !== undefined) vilkaar.push(`d.uuid > ${kontekst.parametre.add(efter, 'uuid')}`);
  if (foer !== undefined) vilkaar.push(`d.uuid < ${kontekst.parametre.add(foer, 'uuid')}`);
  // An object that the caller sees another of under the same UUID is not seen.
  for (const foran of kontekst.foran) {
    vilkaar.push(`not exists (select 1 from objekt h where ${objektnoegle(kontekst, 'h', foran)} and h.uuid = d.uuid
      offset 0)`);
  }
  const isObjekter = isObjektgang(kontekst, form);
  if (isObjekter) vilkaar.push(objektnoegle(kontekst, 'd'));
  vilkaar.push(
    isObjekter && isNuvaerende(kontekst.registrering)
      ? registreringsvilkaar(kontekst, 'd')
      : registreringsopslag(kontekst),
  );
  return vilkaar.join('\n and ');
}

/** The order of the hits and how many. */
function orden(kontekst: Soegekontekst, alias: string, { antal, isBagfra }: Vindue): string {
  return `order by ${alias}.uuid${isBagfra ? ' desc' : ''} limit ${kontekst.parametre.add(antal, 'bigint')}`;
}

/**
 * The owner's hits in a window (`uuid`, and `nr`, the number of the newest registration), in the order of the UUIDs, each
 * once.
 */
export function soegeObjektSql(kontekst: Soegekontekst, form: Soegeform, vindue: Vindue): string {
  if (isObjektgang(kontekst, form)) {
    const vilkaar = vilkaarOf(kontekst, form, vindue);
    return `select d.uuid, d.nr from objekt d where ${vilkaar} ${orden(kontekst, 'd', vindue)}`;
  }
  return `select k.uuid, o.nr from (${soegeSql(kontekst, form, vindue)}) k
    cross join lateral (select o.nr from objekt o where ${objektnoegle(kontekst, 'o')} and o.uuid = k.uuid offset 0) o`;
}

/** The UUIDs of the owner's hits in a window, in their order, each once. */
export function soegeSql(kontekst: Soegekontekst, form: Soegeform, vindue: Vindue): string {
  const vilkaar = vilkaarOf(kontekst, form, vindue);
  const grene = gange(kontekst, form).map(
    (gang) => `select distinct d.uuid from ${gang} where ${vilkaar} ${orden(kontekst, 'd', vindue)}`,
  );
  if (grene.length === 1) return grene[0]!;
  return `select distinct t.uuid from (${grene.map((gren) => `(${gren})`).join('\n union all ')}) t
    ${orden(kontekst, 't', vindue)}`;
}
