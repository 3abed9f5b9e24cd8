/**
 * The texts of classes that others are read with: labels over SOAP, titles over GraphQL (docs/decisions/0044). They come
 * from what the process remembers, which the change feed keeps true, so that an answer with labels costs no statement more.
 */
import type { Instant } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import type { LagretObjekt, Store } from '../store/store.ts';
import { klassetekstOf } from './opslag/klassetekst.ts';

/** The texts of a class that are in force at an instant. */
export interface Klassetekst {
  /** BrugervendtNoegleTekst. */
  readonly noegle?: string;
  /** TitelTekst. */
  readonly titel?: string;
}

export interface Klassetekster {
  /**
   * The texts in force of each class that is known and published then; others are not in the map.
   *
   * @param ejere Whose classes count; of several with one UUID that of the first owner.
   * @param registrering What is known now where it is absent.
   */
  find(
    uuids: Iterable<string>,
    ejere: readonly string[],
    virkning: Instant,
    registrering?: Instant,
  ): Promise<ReadonlyMap<string, Klassetekst>>;
}

export interface Klassetekstvalg {
  /** Milliseconds that what others have written may be unseen; 0: it never is. */
  readonly alderMs: number;
  /** Classes that one question asks for; what comes after them is not looked up. */
  readonly klasserMax: number;
}

/** The first of what may be asked for. What is no UUID is no class: the database would refuse the whole question. */
function spurgte(uuids: Iterable<string>, klasserMax: number): readonly string[] {
  const hele = new Set<string>();
  for (const uuid of uuids) {
    if (hele.size >= klasserMax) break;
    if (isUuid(uuid)) hele.add(uuid);
  }
  return [...hele];
}

export function klasseteksterOf(store: Store, { alderMs, klasserMax }: Klassetekstvalg): Klassetekster {
  const nuvaerende = async (ejere: readonly string[], uuids: readonly string[]): Promise<Iterable<LagretObjekt>> => {
    await store.huskede.ajour(ejere, alderMs);
    return (await store.huskede.hent(ejere, 'Klasse', uuids)).values();
  };
  return {
    async find(alle, ejere, virkning, registrering) {
      const tekster = new Map<string, Klassetekst>();
      const uuids = spurgte(alle, klasserMax);
      if (uuids.length === 0) return tekster;
      const klasser = await (registrering === undefined
        ? nuvaerende(ejere, uuids)
        : store.reads.hent(ejere, 'Klasse', uuids, { fra: registrering, til: registrering + 1 }));
      for (const { uuid, registreringer } of klasser) {
        const tekst = klassetekstOf(registreringer[0]!, virkning);
        if (tekst) tekster.set(uuid, tekst);
      }
      return tekster;
    },
  };
}
