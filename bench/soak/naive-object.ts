/**
 * One object as the auditor believes it to be, and what a write should make of it: the new registrations or the status
 * of the refusal (spec sf1500 §2.1 to §2.5, §3.1).
 */
import {
  type Entry,
  holds,
  type Indhold,
  isNameRequired,
  listsOf,
  meet,
  NAME_FIELD,
  type Registrering,
  type Type,
} from './forms.ts';
import { isInTheWay, isSameInAll, isSameRole, listAfterRet, sorted, staying } from './naive-change.ts';

export interface Sent {
  /** `Tidspunkt` of an imported registration; absent: the time of the call. */
  readonly time?: number;
  readonly indhold: Indhold;
}

/** A write of one object. The note of each of its registrations is its id, so that every one of them can be told. */
export interface Write {
  readonly id: string;
  readonly cvr: string;
  readonly type: Type;
  readonly uuid: string;
  readonly verbum: 'importer' | 'opret' | 'ret' | 'passiver' | 'slet';
  /** importer: one or more; opret and ret: one; passiver and slet: none. */
  readonly submitted: readonly Sent[];
}

/** The note of a registration that a write makes. */
export const noteOf = ({ id, submitted }: Write, i: number) => (submitted.length > 1 ? `${id}/${i + 1}` : id);

export type Verdict = { readonly status: 20; readonly added: readonly Registrering[] } | { readonly status: number };

/** The status that wins where several rules are broken. */
const PRECEDENCE = [44, 41, 49, 40, 45, 47];
const refused = (statuses: readonly number[]): Verdict => ({
  status: PRECEDENCE.find((status) => statuses.includes(status))!,
});

const filled = (indhold: Indhold, time: number): Indhold =>
  Object.fromEntries(
    Object.entries(indhold).map(([navn, entries]) => [
      navn,
      entries.map(({ isWithoutFra, ...entry }) => (isWithoutFra ? { ...entry, fra: time } : entry)),
    ]),
  );

/** The statuses of the rules that a message breaks by itself. */
function messageBreaches(type: Type, sent: Indhold, isWhole: boolean, stored: readonly Entry[]): number[] {
  const breaches: number[] = [];
  const egenskaber = sent.Egenskab ?? [];
  if (isNameRequired(type)) {
    if (egenskaber.some(({ parts }) => (parts[NAME_FIELD[type]] ?? '').trim() === '')) breaches.push(40);
    if (isWhole && egenskaber.every(({ fra, til }) => fra === til)) breaches.push(40);
  }
  for (const { navn, isMany } of listsOf(type)) {
    const entries = sent[navn] ?? [];
    if (entries.some(({ fra, til }) => til < fra)) breaches.push(47);
    if (!isMany && entries.some((a, i) => entries.slice(0, i).some((b) => meet(a, b)))) breaches.push(47);
  }
  const adresser = sent.Adresser ?? [];
  const known = (entry: Entry) => stored.some((old) => isSameInAll(old, entry));
  for (const [i, a] of adresser.entries()) {
    for (const b of adresser.slice(0, i)) {
      const isSameIndeks = a.parts.indeks !== '' && a.parts.indeks === b.parts.indeks;
      if (isSameIndeks && !isSameInAll(a, b) && !(known(a) && known(b))) breaches.push(40);
      if (isSameRole(a, b) && meet(a, b)) breaches.push(40);
    }
  }
  return breaches;
}

function lifecycleBreaches(verbum: Write['verbum'], kode: string | undefined): number[] {
  const isEnded = kode === 'Passiveret' || kode === 'Slettet';
  if (verbum === 'importer' || verbum === 'opret')
    return kode === undefined || (isEnded && verbum === 'importer') ? [] : [49];
  if (kode === undefined) return [44];
  return (verbum === 'slet' ? kode === 'Slettet' : isEnded) ? [49] : [];
}

const after = (previous: Registrering | undefined, wanted: number) =>
  previous ? Math.max(wanted, previous.time + 1) : wanted;

/** What a write makes of an object with this history, decided at `now`. `bruger` is who signs it. */
export function judge(history: readonly Registrering[], write: Write, now: number, bruger: string): Verdict {
  const { verbum, type, submitted } = write;
  const old = history.at(-1);
  const closed = lifecycleBreaches(verbum, old?.kode);
  if (closed.length > 0) return refused(closed);
  const head = { note: noteOf(write, 0), bruger, time: after(old, now) };
  if (verbum === 'slet') return { status: 20, added: [{ ...head, kode: 'Slettet', indhold: {} }] };
  if (verbum === 'passiver') return { status: 20, added: [{ ...head, kode: 'Passiveret', indhold: old!.indhold }] };
  if (verbum === 'ret') return ret(old!, write, now, head);
  const added: Registrering[] = [];
  const breaches: number[] = [];
  for (const [i, { time: wanted = now, indhold }] of submitted.entries()) {
    if (wanted > now) breaches.push(45);
    const time = after(added.at(-1) ?? old, wanted);
    const sent = filled(indhold, time);
    breaches.push(...messageBreaches(type, sent, true, []));
    const lists = listsOf(type).map(({ navn }) => [navn, sorted(sent[navn] ?? [])] as const);
    const kode = verbum === 'opret' ? 'Opstaaet' : 'Importeret';
    added.push({ note: noteOf(write, i), bruger, time, kode, indhold: Object.fromEntries(lists) });
  }
  return breaches.length > 0 ? refused(breaches) : { status: 20, added };
}

function ret(
  old: Registrering,
  { type, submitted }: Write,
  now: number,
  head: Omit<Registrering, 'kode' | 'indhold'>,
): Verdict {
  const sent = filled(submitted[0]!.indhold, head.time);
  const storedOf = (navn: string) => old.indhold[navn] ?? [];
  const breaches = messageBreaches(type, sent, false, storedOf('Adresser'));
  const adresser = sent.Adresser ?? [];
  if (adresser.length > 0) {
    const standing = staying(storedOf('Adresser'), adresser, now);
    if (standing.some((a) => adresser.some((b) => isSameRole(a, b) && meet(a, b)))) breaches.push(40);
  }
  for (const { navn, isMany } of listsOf(type)) {
    if (!isMany && isInTheWay(storedOf(navn), sent[navn] ?? [], now)) breaches.push(47);
  }
  if (breaches.length > 0) return refused(breaches);
  const lists = listsOf(type).map(
    (kind) => [kind.navn, listAfterRet(kind, storedOf(kind.navn), sent[kind.navn] ?? [], now)] as const,
  );
  return { status: 20, added: [{ ...head, kode: old.kode, indhold: Object.fromEntries(lists) }] };
}

/** What is seen of a registration through a period of the virkning axis. The wire has room for one entry of a 0..1 relation. */
export function view(
  type: Type,
  registrering: Registrering,
  virkning: { fra: number; til: number },
  now: number,
): Registrering {
  const lists = listsOf(type).map(({ navn, isMany }) => {
    const shown = (registrering.indhold[navn] ?? []).filter((entry) => meet(entry, virkning));
    if (isMany || navn === 'Egenskab' || navn === 'Gyldighed' || shown.length < 2) return [navn, shown] as const;
    return [navn, [shown.find((entry) => holds(entry, now)) ?? shown.at(-1)!]] as const;
  });
  return { ...registrering, indhold: Object.fromEntries(lists) };
}

/** The registrations in force somewhere in a period of the registrering axis. */
export function registeredIn(
  history: readonly Registrering[],
  { fra, til }: { fra: number; til: number },
): readonly Registrering[] {
  return history.filter(({ time }, i) =>
    meet({ fra: time, til: history[i + 1]?.time ?? Number.POSITIVE_INFINITY }, { fra, til }),
  );
}
