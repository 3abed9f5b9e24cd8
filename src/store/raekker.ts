/**
 * The search rows of a registration as the store keeps them, and what a new registration changes in them. The store
 * keeps a set: rows that say the same are one.
 */
import { namedUuid } from '../base/uuid.ts';
import type { Registrering } from '../register/model.ts';
import { type Relationsraekke, soegeraekker, type Tekstraekke } from '../register/soegeraekker.ts';
import type { ObjektType } from '../standard/objekttyper.ts';

/** A relation entry in stored form: the reference is a UUID, and the role is shortened (`rolle32`). */
export interface Referenceraekke extends Pick<Relationsraekke, 'nr' | 'reference' | 'fra' | 'til'> {
  /** `rolle32`; 0 where there is none. */
  readonly rolle: number;
}

/** Search rows, each under a text that is equal for equal rows. */
export interface Raekker {
  readonly tekster: ReadonlyMap<string, Tekstraekke>;
  readonly referencer: ReadonlyMap<string, Referenceraekke>;
}

export const INGEN_RAEKKER: Raekker = { tekster: new Map(), referencer: new Map() };

/** The namespace of the UUIDs that stand for URNs; made once for this purpose. */
const URN_NAMESPACE = 'c1a7a4a5-3a53-4f4c-9f0a-0d2f7b5f6a15';

/**
 * The UUID that a reference is stored and searched under: itself, or one made from the URN. `idNoegle` is the text of
 * `register/model.ts`.
 */
export function referenceUuid(idNoegle: string): string {
  return idNoegle.startsWith('urn=') ? namedUuid(URN_NAMESPACE, idNoegle) : idNoegle;
}

/** The first 32 bits of the UUID of a role, as a signed number: roles are few, and documents have the last word. */
export function rolle32(idNoegle: string): number {
  return Number.parseInt(referenceUuid(idNoegle).slice(0, 8), 16) | 0;
}

/** The rows of a registration. */
export function raekkerOf(objekttype: ObjektType, registrering: Registrering): Raekker {
  const tekster = new Map<string, Tekstraekke>();
  const referencer = new Map<string, Referenceraekke>();
  for (const raekke of soegeraekker(objekttype, registrering)) {
    const { nr, fra, til } = raekke;
    if (raekke.art === 'tekst') {
      tekster.set(`${nr} ${fra} ${til} ${raekke.noegle}`, raekke);
    } else {
      const reference = referenceUuid(raekke.reference);
      const rolle = raekke.rolle === undefined ? 0 : rolle32(raekke.rolle);
      referencer.set(`${nr} ${fra} ${til} ${reference} ${rolle}`, { nr, fra, til, reference, rolle });
    }
  }
  return { tekster, referencer };
}

/** Those of `a` that `b` does not have. */
export function raekkerUden(a: Raekker, b: Raekker): Raekker {
  return { tekster: mapUden(a.tekster, b.tekster), referencer: mapUden(a.referencer, b.referencer) };
}

function mapUden<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  if (b.size === 0) return a;
  const rest = new Map<string, T>();
  for (const [key, value] of a) if (!b.has(key)) rest.set(key, value);
  return rest;
}
