/**
 * One object as the auditor believes it to be, and what a write should make of it: the new registrations or the status
 * of the refusal (spec sf1500 §2.1 to §2.5, §3.1).
 */
import {
  gaelder,
  type Indhold,
  isNavnKraevet,
  listerOf,
  moedes,
  NAVNEFELT,
  type Post,
  type Registrering,
  type Type,
} from './former.ts';
import { bliver, ensHelt, ensRolle, listeEfterRet, sorteret, staarIVejen } from './naiv-aendring.ts';

export interface Sendt {
  /** `Tidspunkt` of an imported registration; absent: the time of the call. */
  readonly tid?: number;
  readonly indhold: Indhold;
}

/** A write of one object. The note of each of its registrations is its id, so that every one of them can be told. */
export interface Skrivning {
  readonly id: string;
  readonly cvr: string;
  readonly type: Type;
  readonly uuid: string;
  readonly verbum: 'importer' | 'opret' | 'ret' | 'passiver' | 'slet';
  /** importer: one or more; opret and ret: one; passiver and slet: none. */
  readonly sendte: readonly Sendt[];
}

/** The note of a registration that a write makes. */
export const noteOf = ({ id, sendte }: Skrivning, i: number) => (sendte.length > 1 ? `${id}/${i + 1}` : id);

export type Dom = { readonly status: 20; readonly nye: readonly Registrering[] } | { readonly status: number };

/** The status that wins where several rules are broken. */
const VAEGT = [44, 41, 49, 40, 45, 47];
const afvist = (statusser: readonly number[]): Dom => ({ status: VAEGT.find((status) => statusser.includes(status))! });

const fyldt = (indhold: Indhold, tid: number): Indhold =>
  Object.fromEntries(
    Object.entries(indhold).map(([navn, poster]) => [
      navn,
      poster.map(({ isUdenFra, ...post }) => (isUdenFra ? { ...post, fra: tid } : post)),
    ]),
  );

/** The statuses of the rules that a message breaks by itself. */
function beskedbrud(type: Type, sendt: Indhold, isHel: boolean, gamle: readonly Post[]): number[] {
  const brud: number[] = [];
  const egenskaber = sendt.Egenskab ?? [];
  if (isNavnKraevet(type)) {
    if (egenskaber.some(({ dele }) => (dele[NAVNEFELT[type]] ?? '').trim() === '')) brud.push(40);
    if (isHel && egenskaber.every(({ fra, til }) => fra === til)) brud.push(40);
  }
  for (const { navn, isFler } of listerOf(type)) {
    const poster = sendt[navn] ?? [];
    if (poster.some(({ fra, til }) => til < fra)) brud.push(47);
    if (!isFler && poster.some((a, i) => poster.slice(0, i).some((b) => moedes(a, b)))) brud.push(47);
  }
  const adresser = sendt.Adresser ?? [];
  const kendt = (post: Post) => gamle.some((gammel) => ensHelt(gammel, post));
  for (const [i, a] of adresser.entries()) {
    for (const b of adresser.slice(0, i)) {
      const isSammeIndeks = a.dele.indeks !== '' && a.dele.indeks === b.dele.indeks;
      if (isSammeIndeks && !ensHelt(a, b) && !(kendt(a) && kendt(b))) brud.push(40);
      if (ensRolle(a, b) && moedes(a, b)) brud.push(40);
    }
  }
  return brud;
}

function livscyklusbrud(verbum: Skrivning['verbum'], kode: string | undefined): number[] {
  const isAfsluttet = kode === 'Passiveret' || kode === 'Slettet';
  if (verbum === 'importer' || verbum === 'opret')
    return kode === undefined || (isAfsluttet && verbum === 'importer') ? [] : [49];
  if (kode === undefined) return [44];
  return (verbum === 'slet' ? kode === 'Slettet' : isAfsluttet) ? [49] : [];
}

const efter = (forrige: Registrering | undefined, oensket: number) =>
  forrige ? Math.max(oensket, forrige.tid + 1) : oensket;

/** What a write makes of an object with this history, decided at `now`. `bruger` is who signs it. */
export function doem(historik: readonly Registrering[], skrivning: Skrivning, now: number, bruger: string): Dom {
  const { verbum, type, sendte } = skrivning;
  const gammel = historik.at(-1);
  const lukket = livscyklusbrud(verbum, gammel?.kode);
  if (lukket.length > 0) return afvist(lukket);
  const hoved = { note: noteOf(skrivning, 0), bruger, tid: efter(gammel, now) };
  if (verbum === 'slet') return { status: 20, nye: [{ ...hoved, kode: 'Slettet', indhold: {} }] };
  if (verbum === 'passiver') return { status: 20, nye: [{ ...hoved, kode: 'Passiveret', indhold: gammel!.indhold }] };
  if (verbum === 'ret') return ret(gammel!, skrivning, now, hoved);
  const nye: Registrering[] = [];
  const brud: number[] = [];
  for (const [i, { tid: oensket = now, indhold }] of sendte.entries()) {
    if (oensket > now) brud.push(45);
    const tid = efter(nye.at(-1) ?? gammel, oensket);
    const sendt = fyldt(indhold, tid);
    brud.push(...beskedbrud(type, sendt, true, []));
    const lister = listerOf(type).map(({ navn }) => [navn, sorteret(sendt[navn] ?? [])] as const);
    const kode = verbum === 'opret' ? 'Opstaaet' : 'Importeret';
    nye.push({ note: noteOf(skrivning, i), bruger, tid, kode, indhold: Object.fromEntries(lister) });
  }
  return brud.length > 0 ? afvist(brud) : { status: 20, nye };
}

function ret(
  gammel: Registrering,
  { type, sendte }: Skrivning,
  now: number,
  hoved: Omit<Registrering, 'kode' | 'indhold'>,
): Dom {
  const sendt = fyldt(sendte[0]!.indhold, hoved.tid);
  const lagret = (navn: string) => gammel.indhold[navn] ?? [];
  const brud = beskedbrud(type, sendt, false, lagret('Adresser'));
  const adresser = sendt.Adresser ?? [];
  if (adresser.length > 0) {
    const staaende = bliver(lagret('Adresser'), adresser, now);
    if (staaende.some((a) => adresser.some((b) => ensRolle(a, b) && moedes(a, b)))) brud.push(40);
  }
  for (const { navn, isFler } of listerOf(type)) {
    if (!isFler && staarIVejen(lagret(navn), sendt[navn] ?? [], now)) brud.push(47);
  }
  if (brud.length > 0) return afvist(brud);
  const lister = listerOf(type).map(
    (liste) => [liste.navn, listeEfterRet(liste, lagret(liste.navn), sendt[liste.navn] ?? [], now)] as const,
  );
  return { status: 20, nye: [{ ...hoved, kode: gammel.kode, indhold: Object.fromEntries(lister) }] };
}

/** What is seen of a registration through a period of the virkning axis. The wire has room for one entry of a 0..1 relation. */
export function syn(
  type: Type,
  registrering: Registrering,
  virkning: { fra: number; til: number },
  now: number,
): Registrering {
  const lister = listerOf(type).map(({ navn, isFler }) => {
    const sete = (registrering.indhold[navn] ?? []).filter((post) => moedes(post, virkning));
    if (isFler || navn === 'Egenskab' || navn === 'Gyldighed' || sete.length < 2) return [navn, sete] as const;
    return [navn, [sete.find((post) => gaelder(post, now)) ?? sete.at(-1)!]] as const;
  });
  return { ...registrering, indhold: Object.fromEntries(lister) };
}

/** The registrations in force somewhere in a period of the registrering axis. */
export function registreredeI(
  historik: readonly Registrering[],
  { fra, til }: { fra: number; til: number },
): readonly Registrering[] {
  return historik.filter(({ tid }, i) =>
    moedes({ fra: tid, til: historik[i + 1]?.tid ?? Number.POSITIVE_INFINITY }, { fra, til }),
  );
}
