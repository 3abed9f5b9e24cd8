/**
 * The five changes of an object: importer, opret, ret, passiver and slet (spec sf1500 §2.1 to §2.5). Each gives new
 * registrations in stored form, or every breach of the rules; nothing is ever taken out of the history.
 */
import type { Instant } from '../base/instant.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import type { Usagt } from '../standard/versioner.ts';
import type { Udeladte } from './fler-relation.ts';
import type { IndsendtAendring, IndsendtIndhold, IndsendtRegistrering } from './indsendt.ts';
import { lagretForm } from './lagret-form.ts';
import { type Registrering, TOMT_INDHOLD, type UnikId } from './model.ts';
import { livscyklus } from './regler/livscyklus.ts';
import type { Regelbrud } from './regler/regel.ts';
import { registreringIFremtiden } from './regler/registrering-i-fremtiden.ts';
import { validateSendt } from './regler/sendt.ts';
import { ret } from './ret.ts';
import { udfyld } from './udfyld.ts';

/** A change as a caller asks for it. `uuid` is what the breaches call the object. */
export type Aendringskald = { readonly objekttype: ObjektType; readonly uuid: string } & (
  | { readonly verbum: 'importer'; readonly registreringer: readonly IndsendtRegistrering[] }
  | { readonly verbum: 'opret'; readonly noteTekst?: string; readonly indhold: IndsendtIndhold }
  | { readonly verbum: 'ret'; readonly noteTekst?: string; readonly aendring: IndsendtAendring }
  | { readonly verbum: 'passiver' | 'slet'; readonly noteTekst?: string }
);

export interface Omstaendigheder {
  /** The newest registration of the object; absent where there is no object. */
  readonly nuvaerende?: Registrering;
  readonly now: Instant;
  /** Who signs what the server writes. */
  readonly brugerRef?: UnikId;
  readonly udeladte: Udeladte;
  /** Fields that the sender of a `ret` does not see: they stay as they are stored. */
  readonly bevarede?: readonly string[];
  /** What the sender of a `ret` has no words for. */
  readonly usagt?: Usagt;
}

/** The new registrations, oldest first, each later than the one before; or the breaches, at least one. */
export type Resultat = { readonly registreringer: readonly Registrering[] } | { readonly brud: readonly Regelbrud[] };

/** The time of a registration: never at or before the one that it follows. */
function efter(forrige: Registrering | undefined, oensket: Instant): Instant {
  return forrige === undefined ? oensket : Math.max(oensket, forrige.tidspunkt + 1);
}

/** Changes an object; pure. Registration times are whole milliseconds. */
export function apply(kald: Aendringskald, omstaendigheder: Omstaendigheder): Resultat {
  const { nuvaerende } = omstaendigheder;
  const sted = `${kald.objekttype}/UUIDIdentifikator`;
  const brud = livscyklus(kald.verbum, nuvaerende?.livscyklusKode ?? 'ingen', sted, kald.uuid);
  if (brud.length > 0) return { brud };
  if (kald.verbum === 'importer') return importer(kald.objekttype, kald.registreringer, omstaendigheder);
  return skriv(kald, omstaendigheder);
}

/** One registration, at the server's time and in the caller's name. */
function skriv(kald: Exclude<Aendringskald, { verbum: 'importer' }>, omstaendigheder: Omstaendigheder): Resultat {
  const { nuvaerende, now, brugerRef } = omstaendigheder;
  const type = objekttyper[kald.objekttype];
  const hoved = {
    ...(kald.noteTekst !== undefined && { noteTekst: kald.noteTekst }),
    tidspunkt: efter(nuvaerende, now),
    ...(brugerRef && { brugerRef }),
  };
  switch (kald.verbum) {
    case 'opret': {
      const sendt = udfyld(kald.indhold, hoved.tidspunkt, '', type.tilstand);
      const brud = validateSendt({ type, sendt, isEgenskabKraevet: !type.isListerValgfriVedOpret });
      if (brud.length > 0) return { brud };
      return { registreringer: [{ ...hoved, livscyklusKode: 'Opstaaet', ...lagretForm(type, sendt) }] };
    }
    case 'ret': {
      const sendt = udfyld(kald.aendring, hoved.tidspunkt, '', type.tilstand);
      const rettet = ret(type, nuvaerende!, sendt, omstaendigheder);
      if ('brud' in rettet) return rettet;
      return { registreringer: [{ ...hoved, livscyklusKode: nuvaerende!.livscyklusKode, ...rettet.indhold }] };
    }
    case 'passiver': {
      const { egenskaber, tilstande, relationer } = nuvaerende!;
      return { registreringer: [{ ...hoved, livscyklusKode: 'Passiveret', egenskaber, tilstande, relationer }] };
    }
    case 'slet':
      return { registreringer: [{ ...hoved, livscyklusKode: 'Slettet', ...TOMT_INDHOLD }] };
  }
}

/** The registrations of a message in the order of their times, and where in it each stands. */
export function iTidsorden(
  indsendte: readonly IndsendtRegistrering[],
  now: Instant,
): readonly { readonly indsendt: IndsendtRegistrering; readonly sted: string }[] {
  return indsendte
    .map((indsendt, i) => ({ indsendt, sted: indsendte.length > 1 ? `Registrering[${i + 1}]/` : 'Registrering/' }))
    .sort((a, b) => (a.indsendt.tidspunkt ?? now) - (b.indsendt.tidspunkt ?? now));
}

/** The registrations of a caller's own master, in the order of their times. */
function importer(
  objekttype: ObjektType,
  indsendte: readonly IndsendtRegistrering[],
  { nuvaerende, now, brugerRef }: Omstaendigheder,
): Resultat {
  const type = objekttyper[objekttype];
  const brud: Regelbrud[] = [];
  const registreringer: Registrering[] = [];
  for (const { indsendt, sted } of iTidsorden(indsendte, now)) {
    const { egenskaber, tilstande, relationer, tidspunkt: oensket = now, ...hoved } = indsendt;
    const { livscyklusKode = 'Importeret' } = hoved;
    const tidspunkt = efter(registreringer.at(-1) ?? nuvaerende, oensket);
    const sendt = udfyld({ egenskaber, tilstande, relationer }, tidspunkt, sted, type.tilstand);
    brud.push(
      ...registreringIFremtiden(oensket, sted, now),
      ...validateSendt({ type, sendt, isEgenskabKraevet: livscyklusKode !== 'Slettet' }),
    );
    registreringer.push({
      ...(brugerRef && { brugerRef }),
      ...hoved,
      tidspunkt,
      livscyklusKode,
      ...lagretForm(type, sendt),
    });
  }
  return brud.length > 0 ? { brud } : { registreringer };
}
