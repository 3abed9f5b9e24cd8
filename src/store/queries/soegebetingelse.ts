/**
 * The criteria of a search as conditions on search rows. A condition finds every object that the criterion finds; where
 * it may find more, the search is marked as one that documents have the last word on (`isDokumenteret`).
 */
import { type Interval, isEmptyInterval } from '../../base/instant.ts';
import { idNoegle } from '../../register/model.ts';
import { soegefeltNr } from '../../register/soegefelter.ts';
import type { Kriterium, Relationskriterium, Soegning, Tekstkriterium } from '../../register/soegning.ts';
import { foldet, isHelTekstnoegle, TEKSTNOEGLE_TEGN_MAX, tekstnoegle } from '../../register/tekstnoegle.ts';
import { type ObjektType, objekttyper } from '../../standard/objekttyper.ts';
import { type Relationsnavn, relationer } from '../../standard/relationer.ts';
import { referenceUuid, rolle32 } from '../raekker.ts';

/** What a search row of one element must be. Absent: not looked at. */
export interface Betingelse {
  readonly tabel: 'soeg_tekst' | 'soeg_reference';
  /** Number of the field or relation. */
  readonly felt: number;
  /** Keys (texts or references), one of which the row has: the index finds these rows by object too. */
  readonly noegler?: readonly string[];
  /** The keys from the first on, up to but not including the second. */
  readonly fra?: string;
  readonly til?: string;
  /** A pattern for LIKE that the key fits, unless it stands for a long text, whose end it does not have. */
  readonly moenster?: string;
  /** `rolle32`. */
  readonly rolle?: number;
  readonly virkning: Interval;
}

/** The conditions of one element: one of them must hold. */
export type Gruppe = readonly Betingelse[];

export interface Soegebetingelser {
  /** All of them must hold. */
  readonly grupper: readonly Gruppe[];
  /** True where rows cannot decide alone: `matcher` must look at the document of each candidate. */
  readonly isDokumenteret: boolean;
}

/** True where the index finds the row of a given object at once. */
export function isPunkt(gruppe: Gruppe): boolean {
  return gruppe.every(({ noegler }) => noegler !== undefined);
}

/** The conditions of a search. A group without conditions is one that nothing fits. */
export function betingelserOf({
  objekttype,
  kriterier,
  registrering,
}: Pick<Soegning, 'objekttype' | 'kriterier' | 'registrering'>): Soegebetingelser {
  let isDokumenteret = registrering.brugerRef !== undefined;
  const grupper = [...Map.groupBy(kriterier, ({ navn }) => navn).values()].map((gruppe) => {
    const betingelser: Betingelse[] = [];
    for (const kriterium of gruppe) {
      const { aktoerRef, aktoerTypeKode, noteTekst } = kriterium.virkning;
      const fundet = isEmptyInterval(kriterium.virkning) ? undefined : betingelseOf(objekttype, kriterium);
      if (!fundet) continue;
      betingelser.push(fundet.betingelse);
      if (fundet.isGrov || aktoerRef || aktoerTypeKode !== undefined || noteTekst !== undefined) isDokumenteret = true;
    }
    return samlet(betingelser);
  });
  return { grupper, isDokumenteret };
}

interface Fundet {
  readonly betingelse: Betingelse;
  /** True where the condition lets through more than the criterion. */
  readonly isGrov: boolean;
}

function betingelseOf(objekttype: ObjektType, kriterium: Kriterium): Fundet | undefined {
  if (kriterium.art === 'relation') return relationsbetingelse(kriterium);
  return kriterium.art === 'tilstand' ? tilstandsbetingelse(objekttype, kriterium) : feltbetingelse(kriterium);
}

function tilstandsbetingelse(objekttype: ObjektType, { navn, vaerdi, virkning }: Tekstkriterium): Fundet | undefined {
  if (objekttyper[objekttype].tilstand !== navn) return undefined;
  return {
    betingelse: { tabel: 'soeg_tekst', felt: soegefeltNr(navn)!, noegler: [tekstnoegle(vaerdi)], virkning },
    isGrov: false,
  };
}

const TILSTANDE: ReadonlySet<string> = new Set(Object.values(objekttyper).flatMap(({ tilstand }) => tilstand ?? []));

function feltbetingelse({ navn, vaerdi, virkning }: Tekstkriterium): Fundet | undefined {
  const felt = soegefeltNr(navn);
  if (felt === undefined || TILSTANDE.has(navn)) return undefined;
  const rest = { tabel: 'soeg_tekst', felt, virkning } as const;
  const soegt = foldet(vaerdi);
  if (soegt === '*' || soegt === '**') return { betingelse: rest, isGrov: false };
  if (soegt.startsWith('*')) {
    const moenster = soegt
      .slice(1, soegt.endsWith('*') ? -1 : undefined)
      .replace(/[\\%_]/g, '\\$&')
      .concat(soegt.endsWith('*') ? '%' : '');
    return { betingelse: { ...rest, moenster: `%${moenster}` }, isGrov: true };
  }
  if (!soegt.endsWith('*')) return { betingelse: { ...rest, noegler: [tekstnoegle(vaerdi)] }, isGrov: false };
  const isHel = isHelTekstnoegle(soegt.slice(0, -1));
  const fra = isHel ? soegt.slice(0, -1) : [...soegt].slice(0, TEKSTNOEGLE_TEGN_MAX).join('');
  const til = efterForstavelse(fra);
  return { betingelse: { ...rest, fra, ...(til !== undefined && { til }) }, isGrov: !isHel };
}

/** The least text after all that begin with this one, in the order of code points; undefined where there is none. */
export function efterForstavelse(forstavelse: string): string | undefined {
  const tegn = [...forstavelse];
  while (tegn.length > 0) {
    const sidste = tegn.pop()!.codePointAt(0)!;
    if (sidste === 0x10ffff) continue;
    // The code points between are halves of surrogate pairs, which no text has.
    const naeste = sidste === 0xd7ff ? 0xe000 : sidste + 1;
    return tegn.join('') + String.fromCodePoint(naeste);
  }
  return undefined;
}

function relationsbetingelse({
  navn,
  reference,
  rolle,
  type,
  indeks,
  virkning,
}: Relationskriterium): Fundet | undefined {
  const felt = relationer.get(navn as Relationsnavn)?.nr;
  if (felt === undefined) return undefined;
  return {
    betingelse: {
      tabel: 'soeg_reference',
      felt,
      ...(reference && { noegler: [referenceUuid(idNoegle(reference))] }),
      ...(rolle && { rolle: rolle32(idNoegle(rolle)) }),
      virkning,
    },
    isGrov: rolle !== undefined || type !== undefined || indeks !== undefined,
  };
}

/** Conditions that differ in nothing but their key, made into one. */
function samlet(betingelser: readonly Betingelse[]): Gruppe {
  const grupper = Map.groupBy(betingelser, ({ noegler, virkning: { fra, til }, ...rest }) =>
    noegler ? JSON.stringify([rest, fra, til]) : undefined,
  );
  return [...grupper].flatMap(([ens, gruppe]) =>
    ens === undefined
      ? gruppe
      : { ...gruppe[0]!, noegler: [...new Set(gruppe.flatMap(({ noegler }) => noegler ?? []))] },
  );
}
