/**
 * Small builders of what a registration holds, for data that is made here: a stamp that puts the actor on every
 * period, relations, and the history of one object as a first content and the steps that changed it.
 */
import { type Instant, TIL_ALTID } from '../base/instant.ts';
import { apply } from '../register/apply.ts';
import type {
  Egenskab,
  Feltvaerdi,
  Indhold,
  ObjektNoegle,
  Registrering,
  Relation,
  Tilstand,
  UnikId,
  Virkning,
} from '../register/model.ts';
import type { AktoerTypeKode, LivscyklusKode } from '../standard/koder.ts';
import type { Skrivning } from '../store/store.ts';

/** Makes the period [fra, til), said by one actor; without `til` it is open. */
export type Stempel = (fra: Instant, til?: Instant) => Virkning;

/** The stamp of an actor, with the note that its periods carry. */
export function stempelAf(uuid: string, aktoerTypeKode: AktoerTypeKode, noteTekst?: string): Stempel {
  const note = noteTekst === undefined ? {} : { noteTekst };
  return (fra, til = TIL_ALTID) => ({ fra, til, aktoerRef: { uuid }, aktoerTypeKode, ...note });
}

export function egenskab(virkning: Virkning, felter: Readonly<Record<string, Feltvaerdi>>): Egenskab {
  return { virkning, felter };
}

export function tilstand(virkning: Virkning, vaerdi: string): Tilstand {
  return { virkning, vaerdi };
}

/** A relation to the object with a UUID. */
export function relation(virkning: Virkning, uuid: string): Relation {
  return { virkning, reference: { uuid } };
}

/** A content; relation types may have empty lists. */
export function indhold(
  egenskaber: readonly Egenskab[],
  tilstande: readonly Tilstand[] = [],
  relationer: Readonly<Record<string, readonly Relation[]>> = {},
): Indhold {
  return { egenskaber, tilstande, relationer };
}

/** The periods, none of which goes on beyond `til`; those that would be empty vanish. */
export function luk<T extends { readonly virkning: Virkning }>(entries: readonly T[], til: Instant): T[] {
  return entries
    .filter((entry) => entry.virkning.fra < til)
    .map((entry) => (entry.virkning.til > til ? { ...entry, virkning: { ...entry.virkning, til } } : entry));
}

/** One later registration of an object. */
export interface Skridt {
  readonly tidspunkt: Instant;
  readonly noteTekst?: string;
  /** Absent: that of the registration before. */
  readonly livscyklusKode?: LivscyklusKode;
  /** Absent: that of the registration before. */
  readonly brugerRef?: UnikId;
  /** What of the content becomes different; the rest is carried over. */
  readonly aendr?: (foer: Indhold) => Partial<Indhold>;
}

/** The first registration of an object. */
export interface Begyndelse {
  readonly tidspunkt: Instant;
  readonly brugerRef: UnikId;
  readonly livscyklusKode?: LivscyklusKode;
  readonly noteTekst?: string;
  readonly indhold: Indhold;
}

/**
 * An object that is new to the store, with its whole history: imported by the rules of the register.
 *
 * @throws Error where it breaks a rule, which is a mistake in what made it.
 */
export function nytObjekt(noegle: ObjektNoegle, foerste: Begyndelse, skridt: readonly Skridt[] = []): Skrivning {
  const { indhold: begyndelse, livscyklusKode = 'Importeret', ...rest } = foerste;
  const registreringer: Registrering[] = [{ ...rest, livscyklusKode, ...begyndelse }];
  for (const trin of skridt) registreringer.push(naeste(registreringer.at(-1)!, trin));
  const { objekttype, uuid } = noegle;
  const now = registreringer.at(-1)!.tidspunkt;
  const resultat = apply({ verbum: 'importer', objekttype, uuid, registreringer }, { now, udeladte: 'fjernes' });
  if ('brud' in resultat) throw new Error(`${objekttype} ${uuid}: ${JSON.stringify(resultat.brud[0])}`);
  return { ...noegle, verbum: 'importer', forventetNr: 0, nye: resultat.registreringer };
}

function naeste(foer: Registrering, trin: Skridt): Registrering {
  const { aendr, ...given } = trin;
  if (trin.tidspunkt <= foer.tidspunkt) throw new RangeError('a registration must be later than the one before it');
  const { noteTekst: _, ...carried } = foer;
  return { ...carried, ...aendr?.(foer), ...given };
}
