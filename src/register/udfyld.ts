/**
 * From what a caller sends to whole periods (spec sf1500 §2.3, §5 no 2 and 3): a missing beginning is the time of the
 * registration, a missing end is open, and an element that says nothing at all (PHP writes an unset list so) is passed
 * over. Empty periods are still here: they say that a stored period goes.
 */
import { type Instant, TIL_ALTID } from '../base/instant.ts';
import type { IndsendtAendring, IndsendtVirkning, MedIndsendtVirkning } from './indsendt.ts';
import type { Egenskab, Feltvaerdi, Relation, Tilstand, Virkning } from './model.ts';

/** An entry with whole period, and where in the message it stands (see `Brud.sted`). */
export interface Sendt<T> {
  readonly sted: string;
  readonly post: T;
}

/** The lists of one message or registration, filled in. What was absent or empty is an empty list. */
export interface SendtIndhold {
  /** Where the lists stand: empty, or the place of their Registrering and `/`. */
  readonly sted: string;
  readonly egenskaber: readonly Sendt<Egenskab>[];
  readonly tilstande: readonly Sendt<Tilstand>[];
  /** By element name, in the order in which they were sent; only names that have entries. */
  readonly relationer: ReadonlyMap<string, readonly Sendt<Relation>[]>;
}

function helVirkning(virkning: IndsendtVirkning | undefined, tidspunkt: Instant): Virkning {
  const { fra = tidspunkt, til = TIL_ALTID, ...hvem } = virkning ?? {};
  return { fra, til, ...hvem };
}

/** True for an element that has neither a period nor a value. */
function isTom(
  post: MedIndsendtVirkning<{ virkning: Virkning; felter?: Readonly<Record<string, Feltvaerdi>> }>,
): boolean {
  const { felter = {}, ...rest } = post;
  return Object.keys(rest).length === 0 && Object.keys(felter).length === 0;
}

function udfyldListe<T extends { readonly virkning: Virkning }>(
  poster: readonly MedIndsendtVirkning<T>[],
  sted: string,
  tidspunkt: Instant,
): Sendt<T>[] {
  return poster.flatMap((post, i) =>
    isTom(post)
      ? []
      : {
          sted: poster.length > 1 ? `${sted}[${i + 1}]` : sted,
          post: { ...post, virkning: helVirkning(post.virkning, tidspunkt) } as unknown as T,
        },
  );
}

/**
 * The lists of a message with whole periods. `tidspunkt` is the time of the registration that they become part of;
 * `tilstandsnavn` is the element name of the type's state, for the places.
 */
export function udfyld(
  indsendt: IndsendtAendring,
  tidspunkt: Instant,
  sted: string,
  tilstandsnavn: string | undefined,
): SendtIndhold {
  const relationer = new Map<string, readonly Sendt<Relation>[]>();
  for (const [navn, poster] of Object.entries(indsendt.relationer ?? {})) {
    const sendte = udfyldListe<Relation>(poster, `${sted}RelationListe/${navn}`, tidspunkt);
    if (sendte.length > 0) relationer.set(navn, sendte);
  }
  return {
    sted,
    egenskaber: udfyldListe<Egenskab>(indsendt.egenskaber ?? [], `${sted}AttributListe/Egenskab`, tidspunkt),
    tilstande: udfyldListe<Tilstand>(
      indsendt.tilstande ?? [],
      `${sted}TilstandListe/${tilstandsnavn ?? 'Tilstand'}`,
      tidspunkt,
    ),
    relationer,
  };
}
