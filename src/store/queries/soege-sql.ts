/**
 * The SQL of a search. Each is written so that it has one plan: walk the rows of the driving conditions in the order of
 * the UUIDs, and look each object up in the index of every other condition. `offset 0` keeps the planner from turning
 * such a look-up into a join, which it would choose by statistics that may be missing or old.
 */
import { FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import type { Registreringskrav } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Parameter } from '../drivers/driver.ts';
import { LEVENDE_NUMRE, livscyklusNr, objekttypeNr } from '../numre.ts';
import { arrayText, teksterText, tidspunktText } from '../parametre.ts';
import type { Betingelse, Gruppe } from './soegebetingelse.ts';

/** Collects parameters while the text is written; equal ones are sent once. */
export class Parametre {
  readonly values: Parameter[] = [];
  readonly #numbers = new Map<string, string>();

  /** The place of a value in the text, with its type. */
  add(value: Parameter, type: string): string {
    const key = `${type} ${value}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const place = `$${this.values.length}::${type}`;
    this.#numbers.set(key, place);
    return place;
  }
}

/** What the parts of a search have in common. */
export interface Soegekontekst {
  readonly ejere: readonly string[];
  readonly objekttype: ObjektType;
  readonly registrering: Registreringskrav;
  readonly parametre: Parametre;
}

/** True where the search looks at the newest registrations. */
export function isNuvaerende({ senestFoer }: Registreringskrav): boolean {
  return senestFoer >= TIL_ALTID;
}

/** Escapes what LIKE gets from a parameter already; `\x1f` stands in the key of every long text (tekstnoegle.ts). */
const IS_LANG = `strpos(s.noegle, E'\\x1f') > 0`;

/** The rows of `s` that fulfil a condition for objects of an owner. */
function raekkevilkaar(kontekst: Soegekontekst, ejer: string, betingelse: Betingelse): string {
  const { parametre: p, objekttype, registrering } = kontekst;
  const { tabel, felt, noegler, fra, til, moenster, rolle, type, indeks, virkning } = betingelse;
  const [kolonne, art] = tabel === 'soeg_tekst' ? ['noegle', 'text'] : ['reference', 'uuid'];
  const vilkaar = [
    `s.ejer = ${p.add(Number(ejer), 'int')}`,
    `s.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}`,
    `s.felt = ${p.add(felt, 'smallint')}`,
  ];
  if (noegler?.length === 1) vilkaar.push(`s.${kolonne} = ${p.add(noegler[0]!, art!)}`);
  else if (noegler) vilkaar.push(`s.${kolonne} = any(${p.add(teksterText(noegler), `${art}[]`)})`);
  if (fra !== undefined) vilkaar.push(`s.noegle >= ${p.add(fra, 'text')}`);
  if (til !== undefined) vilkaar.push(`s.noegle < ${p.add(til, 'text')}`);
  if (moenster !== undefined) vilkaar.push(`(s.noegle like ${p.add(moenster, 'text')} or ${IS_LANG})`);
  if (rolle !== undefined) vilkaar.push(`s.rolle = ${p.add(rolle, 'uuid')}`);
  if (type !== undefined) vilkaar.push(`s.type = ${p.add(type, 'uuid')}`);
  if (indeks !== undefined) vilkaar.push(`s.indeks = ${p.add(indeks, 'text')}`);
  vilkaar.push(`s.virkning_fra < ${p.add(tidspunktText(virkning.til), 'timestamptz')}`);
  vilkaar.push(`s.virkning_til > ${p.add(tidspunktText(virkning.fra), 'timestamptz')}`);
  if (isNuvaerende(registrering)) vilkaar.push(`s.registreret_til = 'infinity'`);
  else {
    const t = p.add(tidspunktText(registrering.senestFoer), 'timestamptz');
    vilkaar.push(`s.registreret_fra < ${t}`, `s.registreret_til >= ${t}`);
  }
  return vilkaar.join(' and ');
}

/** The UUIDs of the objects that fulfil a group, in a form that can stand in `from`. */
function uuiderOf(kontekst: Soegekontekst, ejer: string, gruppe: Gruppe): string {
  return gruppe
    .map((b) => `select s.uuid from ${b.tabel} s where ${raekkevilkaar(kontekst, ejer, b)}`)
    .join('\n union all ');
}

/** True where the object `d.uuid` fulfils a group. */
function opslag(kontekst: Soegekontekst, ejer: string, gruppe: Gruppe): string {
  const led = gruppe.map(
    (b) => `exists (select 1 from ${b.tabel} s where ${raekkevilkaar(kontekst, ejer, b)} and s.uuid = d.uuid offset 0)`,
  );
  return `(${led.join(' or ')})`;
}

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
  return `${alias}.ejer = ${p.add(Number(ejer), 'int')}
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

export interface Soegeform {
  /** The groups whose rows are walked; with none, the objects of the type are. */
  readonly drivende: readonly Gruppe[];
  /** The groups that each object is looked up in. */
  readonly opslag: readonly Gruppe[];
}

/** The UUIDs of an owner's hits, not sorted and not each once. `efter`: only those after this UUID. */
function ejersGren(kontekst: Soegekontekst, form: Soegeform, ejer: string, efter: string | undefined): string {
  const { parametre: p, ejere } = kontekst;
  const vilkaar = form.opslag.map((gruppe) => opslag(kontekst, ejer, gruppe));
  if (efter !== undefined) vilkaar.push(`d.uuid > ${p.add(efter, 'uuid')}`);
  // An object that the caller sees another of under the same UUID is not seen.
  for (const foran of ejere.slice(0, ejere.indexOf(ejer))) {
    vilkaar.push(`not exists (select 1 from objekt h where ${objektnoegle(kontekst, 'h', foran)} and h.uuid = d.uuid
      offset 0)`);
  }
  if (form.drivende.length === 0 && isNuvaerende(kontekst.registrering)) {
    vilkaar.push(objektnoegle(kontekst, 'd', ejer), registreringsvilkaar(kontekst, 'd'));
    return `select d.uuid from objekt d where ${vilkaar.join('\n and ')}`;
  }
  vilkaar.push(registreringsopslag(kontekst, ejer));
  if (form.drivende.length === 0) {
    return `select d.uuid from objekt d where ${objektnoegle(kontekst, 'd', ejer)} and ${vilkaar.join('\n and ')}`;
  }
  const drivende = form.drivende.map((gruppe) => `(${uuiderOf(kontekst, ejer, gruppe)})`).join('\n intersect ');
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

/** Number of rows that have a group's keys, counted up to a limit. */
export function antalSql(kontekst: Soegekontekst, gruppe: Gruppe, max: number): string {
  const p = kontekst.parametre;
  const led = gruppe.map(({ tabel, felt, noegler }) => {
    const [kolonne, art] = tabel === 'soeg_tekst' ? ['noegle', 'text'] : ['reference', 'uuid'];
    return `select 1 from ${tabel} s where s.ejer = any(${p.add(arrayText(kontekst.ejere), 'int[]')})
      and s.objekttype = ${p.add(objekttypeNr(kontekst.objekttype), 'smallint')}
      and s.felt = ${p.add(felt, 'smallint')}
      and s.${kolonne} = any(${p.add(teksterText(noegler ?? []), `${art}[]`)})`;
  });
  return `select count(*)::int from (select 1 from (${led.join(' union all ')}) r limit ${p.add(max, 'bigint')}) t`;
}
