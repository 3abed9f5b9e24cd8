/**
 * The search rows of a registration as the store keeps them, and what a new registration changes in them. The store
 * keeps a set: rows that say the same are one.
 */
import type { Instant } from '../base/instant.ts';
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
  const tekster: [string, Tekstraekke][] = [];
  const referencer: [string, Referenceraekke][] = [];
  for (const raekke of soegeraekker(objekttype, registrering)) {
    const { nr, fra, til } = raekke;
    if (raekke.art === 'tekst') {
      tekster.push([`${nr} ${raekke.noegle}`, raekke]);
    } else {
      const reference = referenceUuid(raekke.reference);
      const rolle = raekke.rolle === undefined ? 0 : rolle32(raekke.rolle);
      referencer.push([`${nr} ${reference} ${rolle}`, { nr, fra, til, reference, rolle }]);
    }
  }
  return { tekster: samlede(tekster), referencer: samlede(referencer) };
}

/**
 * Rows that say the same of periods that meet or overlap become one. A criterion asks for one value somewhere in an
 * interval, so nothing is found that was not, and a `ret` of one text leaves the rows of the others as they are.
 */
function samlede<T extends { readonly fra: Instant; readonly til: Instant }>(
  raekker: readonly (readonly [ord: string, raekke: T])[],
): ReadonlyMap<string, T> {
  const samlet = new Map<string, T>();
  const efterFra = raekker.length < 2 ? raekker : [...raekker].sort(([, a], [, b]) => a.fra - b.fra);
  const sidste = new Map<string, T>();
  for (const [ord, raekke] of efterFra) {
    const foer = sidste.get(ord);
    const hele = foer && foer.til >= raekke.fra ? { ...foer, til: Math.max(foer.til, raekke.til) } : raekke;
    if (foer && hele !== raekke) samlet.delete(noegleOf(ord, foer));
    samlet.set(noegleOf(ord, hele), hele);
    sidste.set(ord, hele);
  }
  return samlet;
}

function noegleOf(ord: string, { fra, til }: { readonly fra: Instant; readonly til: Instant }): string {
  return `${fra} ${til} ${ord}`;
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
