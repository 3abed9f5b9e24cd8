/**
 * What a change makes of an object, found the slow way: the time between every two instants that are named is a cell,
 * and each rule of spec sf1500 §2.1 to §2.5 is carried out cell by cell, as in test/model/naivt-register.ts. It shares no
 * code with the register.
 */
import { type Entry, FROM_EVER, holds, isEmpty, type ListKind, meet, type Period } from './forms.ts';

/** The beginnings of the cells that these periods cut time into. */
function cells(entries: readonly Period[]): number[] {
  return [...new Set([FROM_EVER, ...entries.flatMap(({ fra, til }) => [fra, til])])].sort((a, b) => a - b);
}

/** The entry that holds in a cell after the sent ones were laid over the stored ones; undefined where there is none. */
function afterRet(stored: readonly Entry[], submitted: readonly Entry[], cell: number): Entry | undefined {
  const isReplaced = (start: number) => submitted.some(({ fra }) => fra === start);
  const stands = stored.find((entry) => holds(entry, cell));
  const isCutShort = submitted.some(
    (sent) => stands !== undefined && !isEmpty(sent) && sent.fra > stands.fra && sent.fra <= cell,
  );
  if (stands && !isReplaced(stands.fra) && !isCutShort) return stands;
  const fresh = submitted.find((entry) => holds(entry, cell));
  const isStopped = stored.some(({ fra }) => fresh !== undefined && fra > fresh.fra && fra <= cell && !isReplaced(fra));
  return isStopped ? undefined : fresh;
}

/** A timeline after a `ret`: each entry as long as its cells run. */
export function timelineAfterRet(stored: readonly Entry[], submitted: readonly Entry[]): Entry[] {
  const starts = cells([...stored, ...submitted]);
  const ends = new Map<Entry, number>();
  for (const [i, start] of starts.entries()) {
    const entry = afterRet(stored, submitted, start);
    if (entry) ends.set(entry, starts[i + 1] ?? entry.til);
  }
  return [...ends].map(([entry, til]) => ({ ...entry, til })).sort(earliest);
}

export const earliest = (a: Period, b: Period) => (a.fra < b.fra ? -1 : Number(a.fra > b.fra));

/** True where a sent period reaches into a stored one that begins later and is not planned. */
export function isInTheWay(stored: readonly Entry[], submitted: readonly Entry[], now: number): boolean {
  return stored.some(
    (stands) =>
      stands.fra <= now &&
      !submitted.some(({ fra }) => fra === stands.fra) &&
      submitted.some((sent) => stands.fra > sent.fra && meet(sent, stands)),
  );
}

export const isSameRole = (a: Entry, b: Entry) =>
  a.parts.reference === b.parts.reference && (a.parts.rolle ?? '') === (b.parts.rolle ?? '');
export const isSameInAll = (a: Entry, b: Entry) =>
  isSameRole(a, b) && a.parts.type === b.parts.type && a.parts.indeks === b.parts.indeks;
const isSameTime = (a: Period, b: Period) => a.fra === b.fra && a.til === b.til;

/** The stored entries of a 0..n relation that a `ret` with these entries leaves; what is in force gives way. */
export function staying(stored: readonly Entry[], submitted: readonly Entry[], now: number): Entry[] {
  const isEcho = (sent: Entry) => stored.some((old) => isSameInAll(sent, old) && isSameTime(sent, old));
  return stored.filter((old) => {
    if (holds(old, now)) return false;
    return !submitted.some((sent) => {
      if (!isSameInAll(sent, old)) return false;
      return isSameTime(sent, old) || (!isEcho(sent) && (sent.fra === old.fra || meet(sent, old)));
    });
  });
}

/** One list after a `ret`. */
export function listAfterRet(
  { isMany }: ListKind,
  stored: readonly Entry[],
  submitted: readonly Entry[],
  now: number,
): readonly Entry[] {
  if (submitted.length === 0) return stored;
  if (!isMany) return timelineAfterRet(stored, submitted);
  return sorted([...staying(stored, submitted, now), ...submitted]);
}

/** Entries as they are kept: none that is empty, in the order of their beginnings. */
export const sorted = (entries: readonly Entry[]) => entries.filter((entry) => !isEmpty(entry)).sort(earliest);
