/**
 * Where the rows of a condition are found. What is so now has an index of its own; a search at an earlier registration
 * time looks at what is still so and at what was so then (docs/decisions/0022-age-and-partitions.md).
 */
import { TIL_ALTID } from '../../base/instant.ts';
import type { Registreringskrav } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { objekttypeNr } from '../numre.ts';
import { teksterText, tidspunktText } from '../parametre.ts';
import type { Parametre } from './parametre.ts';
import type { Betingelse, Gruppe } from './soegebetingelse.ts';

/** What the parts of a search have in common. */
export interface Soegekontekst {
  /** The owner among whose objects is searched. */
  readonly ejer: string;
  /** The owners whose objects hide those of this one under the same UUID. */
  readonly foran: readonly string[];
  readonly objekttype: ObjektType;
  readonly registrering: Registreringskrav;
  readonly parametre: Parametre;
}

/** True where the search looks at the newest registrations. */
export function isNuvaerende({ senestFoer }: Registreringskrav): boolean {
  return senestFoer >= TIL_ALTID;
}

/** `\x1f` stands in the key of every text that is longer than its key (register/tekstnoegle.ts). */
const IS_LANG = `strpos(s.noegle, E'\\x1f') > 0`;

/** Keys of one condition that are walked one by one; more of them are looked up together and what they give is sorted. */
const KEYS_APART_MAX = 16;

/** True where an object cannot be looked up in the group, because each of its keys would be tried. */
export function isMange(gruppe: Gruppe): boolean {
  return gruppe.some(({ noegler = [] }) => noegler.length > KEYS_APART_MAX);
}

/** A part of a text that an index of trigrams helps with: three letters or digits in a row. */
const HAR_TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** When rows must have been so: one condition for each index. */
function registreringsdele({ parametre: p, registrering }: Soegekontekst): readonly string[] {
  if (isNuvaerende(registrering)) return [`s.registreret_til = 'infinity'`];
  const t = p.add(tidspunktText(registrering.senestFoer), 'timestamptz');
  return [
    `s.registreret_til = 'infinity' and s.registreret_fra < ${t}`,
    `s.registreret_til < 'infinity' and s.registreret_til >= ${t} and s.registreret_fra < ${t}`,
  ];
}

/** The rows of an element: whose, of what type, in which field. */
function elementvilkaar({ parametre: p, objekttype, ejer }: Soegekontekst, { felt }: Betingelse): string {
  return `s.ejer = ${p.ejer(ejer)} and s.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}
    and s.felt = ${p.add(felt, 'smallint')}`;
}

/** The keys that a condition asks for. */
function noeglevilkaar(p: Parametre, { tabel, noegler, fra, til }: Betingelse): string[] {
  const [kolonne, art] = tabel === 'soeg_tekst' ? ['noegle', 'text'] : ['reference', 'uuid'];
  const vilkaar: string[] = [];
  if (noegler?.length === 1) vilkaar.push(`s.${kolonne} = ${p.add(noegler[0]!, art!)}`);
  else if (noegler) vilkaar.push(`s.${kolonne} = any(${p.add(teksterText(noegler), `${art}[]`)})`);
  if (fra !== undefined) vilkaar.push(`s.noegle >= ${p.add(fra, 'text')}`);
  if (til !== undefined) vilkaar.push(`s.noegle < ${p.add(til, 'text')}`);
  return vilkaar;
}

function virkningsvilkaar(p: Parametre, { virkning }: Betingelse): string {
  return `s.virkning_fra < ${p.add(tidspunktText(virkning.til), 'timestamptz')}
    and s.virkning_til > ${p.add(tidspunktText(virkning.fra), 'timestamptz')}`;
}

/**
 * The rows of `s` that fulfil a condition: a `from` and its `where` for each index and each key, so that each has its rows
 * in the order of the UUIDs. Where there are many keys they are in one, each looked up by itself: as a condition the
 * database would rather walk everything of the element and compare it with all of them.
 */
export function kilder(kontekst: Soegekontekst, betingelse: Betingelse): readonly string[] {
  const { noegler = [] } = betingelse;
  if (noegler.length < 2) return kilderOf(kontekst, betingelse);
  if (noegler.length > KEYS_APART_MAX) return kilderOfMange(kontekst, betingelse, noegler);
  return noegler.flatMap((noegle) => kilderOf(kontekst, { ...betingelse, noegler: [noegle] }));
}

function kilderOfMange(kontekst: Soegekontekst, betingelse: Betingelse, noegler: readonly string[]): readonly string[] {
  const [kolonne, art] = betingelse.tabel === 'soeg_tekst' ? ['noegle', 'text'] : ['reference', 'uuid'];
  const { noegler: _, ...uden } = betingelse;
  const alle = kontekst.parametre.add(teksterText(noegler), `${art}[]`);
  return kilderOf(kontekst, uden).map(
    (kilde) => `unnest(${alle}) as n(soegt)
      cross join lateral (select s.uuid from ${kilde} and s.${kolonne} = n.soegt offset 0) s where true`,
  );
}

function kilderOf(kontekst: Soegekontekst, betingelse: Betingelse): readonly string[] {
  const { parametre: p, registrering, objekttype, ejer } = kontekst;
  const { tabel, moenster, rolle, felt, virkning } = betingelse;
  const element = elementvilkaar(kontekst, betingelse);
  const vilkaar = [...noeglevilkaar(p, betingelse), virkningsvilkaar(p, betingelse)];
  if (rolle !== undefined) vilkaar.push(`s.rolle = ${p.add(rolle, 'int')}`);
  const fra = (del: string, ekstra: readonly string[] = []) =>
    `${tabel} s where ${[element, ...vilkaar, del, ...ekstra].join(' and ')}`;
  const dele = registreringsdele(kontekst);
  if (moenster === undefined) return dele.map((del) => fra(del));
  if (!isNuvaerende(registrering) || !HAR_TRIGRAM.test(moenster)) {
    return dele.map((del) => fra(del, [`(s.noegle like ${p.add(moenster, 'text')} or ${IS_LANG})`]));
  }
  const argumenter = [
    p.ejer(ejer),
    p.add(objekttypeNr(objekttype), 'smallint'),
    p.add(felt, 'smallint'),
    p.add(moenster, 'text'),
    p.add(tidspunktText(virkning.fra), 'timestamptz'),
    p.add(tidspunktText(virkning.til), 'timestamptz'),
  ];
  return [`soeg_dele(${argumenter.join(', ')}) s where true`, ...dele.map((del) => fra(del, [IS_LANG]))];
}

/** True where the object `d.uuid` fulfils a group. */
export function opslag(kontekst: Soegekontekst, gruppe: Gruppe): string {
  const led = gruppe.flatMap((b) =>
    kilderOf(kontekst, b).map((kilde) => `exists (select 1 from ${kilde} and s.uuid = d.uuid offset 0)`),
  );
  return `(${led.join(' or ')})`;
}

/** Number of rows that have a group's keys, counted up to a limit. */
export function antalSql(kontekst: Soegekontekst, gruppe: Gruppe, max: number): string {
  const p = kontekst.parametre;
  const led = gruppe.flatMap((b) =>
    registreringsdele(kontekst).map(
      (del) =>
        `select 1 from ${b.tabel} s where ${[elementvilkaar(kontekst, b), ...noeglevilkaar(p, b), del].join(' and ')}`,
    ),
  );
  return `select count(*)::int from (select 1 from (${led.join(' union all ')}) r limit ${p.add(max, 'bigint')}) t`;
}
