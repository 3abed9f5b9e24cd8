/**
 * The SQL of a search. Each is written so that it has one plan: walk the rows of the driving conditions in the order of
 * the UUIDs, and look each object up in the index of every other condition. `offset 0` keeps the planner from turning
 * such a look-up into a join, which it would choose by statistics that may be missing or old.
 */
import { FRA_ALTID } from '../../base/instant.ts';
import { LEVENDE_NUMRE, livscyklusNr, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import { isNuvaerende, opslag, type Soegekontekst, uuiderOf } from './soege-kilder.ts';
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

function objektnoegle({ parametre: p, objekttype }: Soegekontekst, alias: string, ejer: string): string {
  return `${alias}.ejer = ${p.ejer(ejer)}
    and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}`;
}

/** True where the registration of `d.uuid` that is looked at is as asked for. */
function registreringsopslag(kontekst: Soegekontekst, ejer: string): string {
  if (isNuvaerende(kontekst.registrering)) {
    return `exists (select 1 from objekt o where ${objektnoegle(kontekst, 'o', ejer)} and o.uuid = d.uuid
      and ${registreringsvilkaar(kontekst, 'o')} offset 0)`;
  }
  const t = kontekst.parametre.add(tidspunktText(kontekst.registrering.senestFoer), 'timestamptz');
  return `exists (select 1 from (
      select r.livscyklus, r.registreret_fra from registrering r
      where ${objektnoegle(kontekst, 'r', ejer)} and r.uuid = d.uuid and r.registreret_fra < ${t}
      order by r.nr desc limit 1) n
    where ${registreringsvilkaar(kontekst, 'n')} offset 0)`;
}

/** The objects of which something was registered from a time on, each as often as that. */
function registreredeSiden(kontekst: Soegekontekst, ejer: string): string {
  const siden = kontekst.parametre.add(tidspunktText(kontekst.registrering.registreretFra), 'timestamptz');
  return `select r.uuid from registrering r where ${objektnoegle(kontekst, 'r', ejer)} and r.registreret_fra >= ${siden}`;
}

export interface Soegeform {
  /** The groups whose rows are walked; with none, the objects of the type are. */
  readonly drivende: readonly Gruppe[];
  /** The groups that each object is looked up in. */
  readonly opslag: readonly Gruppe[];
}

/** The UUIDs of an owner's hits, not sorted and not each once. `efter`: only those after this UUID. */
function ejersGren(kontekst: Soegekontekst, form: Soegeform, ejer: string, efter: string | undefined): string {
  const { parametre: p, ejere, registrering } = kontekst;
  const vilkaar = form.opslag.map((gruppe) => opslag(kontekst, ejer, gruppe));
  if (efter !== undefined) vilkaar.push(`d.uuid > ${p.add(efter, 'uuid')}`);
  // An object that the caller sees another of under the same UUID is not seen.
  for (const foran of ejere.slice(0, ejere.indexOf(ejer))) {
    vilkaar.push(`not exists (select 1 from objekt h where ${objektnoegle(kontekst, 'h', foran)} and h.uuid = d.uuid
      offset 0)`);
  }
  const isSiden = registrering.registreretFra > FRA_ALTID;
  if (form.drivende.length === 0 && isNuvaerende(registrering) && !isSiden) {
    vilkaar.push(objektnoegle(kontekst, 'd', ejer), registreringsvilkaar(kontekst, 'd'));
    return `select d.uuid from objekt d where ${vilkaar.join('\n and ')}`;
  }
  vilkaar.push(registreringsopslag(kontekst, ejer));
  if (form.drivende.length === 0 && !isSiden) {
    return `select d.uuid from objekt d where ${objektnoegle(kontekst, 'd', ejer)} and ${vilkaar.join('\n and ')}`;
  }
  const drivende =
    form.drivende.length === 0
      ? registreredeSiden(kontekst, ejer)
      : form.drivende.map((gruppe) => `(${uuiderOf(kontekst, ejer, gruppe)})`).join('\n intersect ');
  return `select d.uuid from (${drivende}) d where ${vilkaar.join('\n and ')}`;
}

/** The hits: owner and UUID, in the order of the UUIDs, each once. Owners hide each other, so no two share a UUID. */
export function soegeSql(
  kontekst: Soegekontekst,
  form: Soegeform,
  { foerste, antal, efter }: { foerste: number; antal: number; efter?: string },
): string {
  const p = kontekst.parametre;
  const grene = kontekst.ejere.map(
    (ejer) => `select ${p.add(Number(ejer), 'int')} as ejer, g.uuid from (${ejersGren(kontekst, form, ejer, efter)}) g`,
  );
  return `select distinct on (t.uuid) t.ejer, t.uuid from (${grene.join('\n union all ')}) t
    order by t.uuid limit ${p.add(antal, 'bigint')} offset ${p.add(foerste, 'bigint')}`;
}
