/**
 * The texts of classes that others are read with: labels over SOAP, titles over GraphQL (docs/decisions/0044). Labels
 * come from what the process remembers, which the change feed keeps true, so that an answer with them costs no statement more.
 */
import type { Instant } from '../base/instant.ts';
import type { Store } from '../store/store.ts';
import { klassetekstOf } from './opslag/klassetekst.ts';

/** The texts of a class that are in force at an instant. */
export interface Klassetekst {
  /** BrugervendtNoegleTekst. */
  readonly noegle?: string;
  /** TitelTekst. */
  readonly titel?: string;
}

export interface Klassetekstvalg {
  /** Milliseconds that what others have written may be unseen; 0: it never is. */
  readonly alderMs: number;
  /** Classes that one question asks for; what comes after them is not looked up. */
  readonly klasserMax: number;
}

/**
 * The texts in force of each class that is known and published at an instant; others are not in the map.
 *
 * @param ejere Whose classes count; of several with one UUID that of the first owner.
 */
export async function findKlassetekster(
  { huskede }: Store,
  uuids: ReadonlySet<string>,
  ejere: readonly string[],
  virkning: Instant,
  { alderMs, klasserMax }: Klassetekstvalg,
): Promise<ReadonlyMap<string, Klassetekst>> {
  const tekster = new Map<string, Klassetekst>();
  if (uuids.size === 0) return tekster;
  await huskede.ajour(ejere, alderMs);
  const spurgte = uuids.size <= klasserMax ? uuids : [...uuids].slice(0, klasserMax);
  for (const [uuid, { registreringer }] of await huskede.hent(ejere, 'Klasse', spurgte)) {
    const tekst = klassetekstOf(registreringer[0]!, virkning);
    if (tekst) tekster.set(uuid, tekst);
  }
  return tekster;
}
