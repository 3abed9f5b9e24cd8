/**
 * What is to become of one object of a file, given what the register has of it: new, changed, the same, or refused by the
 * rules that hold for every caller.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Kalder } from '../access/kalder.ts';
import { type Instant, isCalendarInstant } from '../base/instant.ts';
import type { Kontekst, Register } from '../operations/kontekst.ts';
import { beslut } from '../operations/skriv.ts';
import { apply } from '../register/apply.ts';
import type { IndsendtObjekt } from '../register/indsendt.ts';
import type { Registrering } from '../register/model.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { objekttyper } from '../standard/objekttyper.ts';
import type { LagretObjekt, Skrivning } from '../store/store.ts';
import type { Filbrud, Objektemne } from './emne.ts';
import { aendringOf, type Hvem, nytIndhold, type Oensket, slut } from './oensket.ts';

export type Afgoerelse =
  | { readonly art: 'ny' | 'aendret'; readonly skrivning: Skrivning }
  | { readonly art: 'samme' }
  | { readonly art: 'afvist' | 'borte'; readonly brud: readonly Filbrud[] };

/** What an import is made for. */
export interface Miljoe extends Register {
  /** For whom objects are written that do not name their owner themselves. */
  readonly kalder?: Kalder;
  /** The day from which rows of CSV are true where they do not say it. */
  readonly dag: Instant;
}

const SAMME: Afgoerelse = { art: 'samme' };

/**
 * @param lagret The object as the register has it, with its whole history; absent where it has none that the caller sees.
 * @param now Registration time of what is written.
 */
export function afgoer(miljoe: Miljoe, emne: Objektemne, lagret: LagretObjekt | undefined, now: Instant): Afgoerelse {
  switch (emne.art) {
    case 'historik':
      return historik(emne.objekt, lagret);
    case 'importer':
      return importer(kontekstOf(miljoe), emne.objekttype, emne.objekt, lagret, now);
    case 'oensket':
      return oensket(kontekstOf(miljoe), emne.objekt, lagret, now, miljoe.dag);
    case 'borte':
      return borte(kontekstOf(miljoe), emne, lagret, now);
  }
}

/** What an operation is given, where the import is made for an owner. */
export function kontekstOf(miljoe: Miljoe): Kontekst {
  if (!miljoe.kalder) throw new Error('these objects need an owner');
  return { ...miljoe, kalder: miljoe.kalder };
}

function afvist(brud: readonly Filbrud[]): Afgoerelse {
  return { art: 'afvist', brud };
}

/** What the file has beyond the stored history; undefined where the stored one is another. */
function fortsaettelse(
  nye: readonly Registrering[],
  lagrede: readonly Registrering[],
): readonly Registrering[] | undefined {
  if (nye.length < lagrede.length) return undefined;
  return lagrede.every((en, i) => isDeepStrictEqual(en, nye[i])) ? nye.slice(lagrede.length) : undefined;
}

function historik(skrivning: Skrivning, lagret: LagretObjekt | undefined): Afgoerelse {
  if (!lagret) return { art: 'ny', skrivning };
  const nye = fortsaettelse(skrivning.nye, lagret.registreringer);
  if (!nye) {
    const { objekttype, uuid } = skrivning;
    const forventet = 'an object that is not there, or one with the same history up to where the register knows it';
    return afvist([{ regel: 'fil-historik', sted: objekttype, vaerdi: uuid, forventet }]);
  }
  if (nye.length === 0) return SAMME;
  const forrige = lagret.registreringer.at(-1)!;
  return { art: 'aendret', skrivning: { ...skrivning, forventetNr: lagret.nr, forrige, nye } };
}

/** What is there already in the same form is left alone; else it is as by `importer` over the wire. */
function importer(
  kontekst: Kontekst,
  objekttype: ObjektType,
  objekt: IndsendtObjekt,
  lagret: LagretObjekt | undefined,
  now: Instant,
): Afgoerelse {
  if (lagret && lagret.ejer === kontekst.kalder.cvr) {
    const kendt = kendtHistorik(kontekst, objekttype, objekt, lagret, now);
    if (kendt) return kendt;
  }
  const besluttet = beslut(kontekst, { verbum: 'importer', objekttype, ...objekt }, objekt.uuid, lagret, now);
  if ('status' in besluttet) return afvist(besluttet.brud);
  return { art: besluttet.forventetNr === 0 ? 'ny' : 'aendret', skrivning: besluttet };
}

/**
 * An object that is here and whose history the file tells as the register knows it, or tells further. Registrations
 * without a time are taken to be the newest ones that are stored.
 */
function kendtHistorik(
  kontekst: Kontekst,
  objekttype: ObjektType,
  { uuid, registreringer }: IndsendtObjekt,
  lagret: LagretObjekt,
  now: Instant,
): Afgoerelse | undefined {
  const { cvr: ejer, brugerRef } = kontekst.kalder;
  const hasTider = registreringer.every(({ tidspunkt }) => tidspunkt !== undefined);
  const resultat = apply(
    { verbum: 'importer', objekttype, uuid, registreringer },
    {
      now: hasTider ? now : lagret.registreringer.at(-1)!.tidspunkt,
      udeladte: kontekst.udeladte,
      ...(brugerRef && { brugerRef }),
    },
  );
  if ('brud' in resultat) return undefined;
  const alle = resultat.registreringer;
  if (!hasTider) return isDeepStrictEqual(alle, lagret.registreringer.slice(-alle.length)) ? SAMME : undefined;
  if (!alle.every(({ tidspunkt }) => isCalendarInstant(tidspunkt))) return undefined;
  const nye = fortsaettelse(alle, lagret.registreringer);
  if (!nye) return undefined;
  if (nye.length === 0) return SAMME;
  const skrivning: Skrivning = {
    ejer,
    objekttype,
    uuid,
    verbum: 'importer',
    forventetNr: lagret.nr,
    forrige: lagret.registreringer.at(-1)!,
    nye,
  };
  return { art: 'aendret', skrivning };
}

/** Who vouches for what is made of rows: the authority. */
function hvemOf({ kalder: { brugerRef } }: Kontekst): Hvem {
  return brugerRef ? { aktoerRef: brugerRef, aktoerTypeKode: 'Organisation' } : {};
}

function borte(
  kontekst: Kontekst,
  { objekttype, uuid, til, forventet }: Extract<Objektemne, { art: 'borte' }>,
  lagret: LagretObjekt | undefined,
  now: Instant,
): Afgoerelse {
  const nuvaerende = lagret?.registreringer.at(-1);
  if (til === undefined || !nuvaerende) {
    return { art: 'borte', brud: [{ regel: 'fil-borte', sted: 'the file', forventet }] };
  }
  const isEndt = nuvaerende.tilstande.every(({ vaerdi, virkning }) => vaerdi !== 'Aktiv' || virkning.til <= til);
  if (isEndt) return SAMME;
  const aendring = { tilstande: slut(nuvaerende.tilstande, til, hvemOf(kontekst)) };
  const besluttet = beslut(kontekst, { verbum: 'ret', objekttype, uuid, aendring }, uuid, lagret, now);
  return 'status' in besluttet ? afvist(besluttet.brud) : { art: 'aendret', skrivning: besluttet };
}

function oensket(
  kontekst: Kontekst,
  objekt: Oensket,
  lagret: LagretObjekt | undefined,
  now: Instant,
  dag: Instant,
): Afgoerelse {
  const { objekttype, uuid } = objekt;
  const hvem = hvemOf(kontekst);
  const nuvaerende = lagret?.registreringer.at(-1);
  const isLevende = nuvaerende && nuvaerende.livscyklusKode !== 'Slettet' && nuvaerende.livscyklusKode !== 'Passiveret';
  if (!isLevende) {
    const indhold = nytIndhold(objekt, objekttyper[objekttype].tilstand !== undefined, dag, hvem);
    const kald = { verbum: 'importer' as const, objekttype, uuid, registreringer: [indhold] };
    const besluttet = beslut(kontekst, kald, uuid, lagret, now);
    if ('status' in besluttet) return afvist(besluttet.brud);
    return { art: lagret ? 'aendret' : 'ny', skrivning: besluttet };
  }
  const aendring = aendringOf(objekt, nuvaerende, dag, hvem);
  if (aendring === undefined) return SAMME;
  if ('regel' in aendring) return afvist([aendring]);
  const besluttet = beslut(kontekst, { verbum: 'ret', objekttype, uuid, aendring }, uuid, lagret, now);
  if ('status' in besluttet) return afvist(besluttet.brud);
  return { art: 'aendret', skrivning: besluttet };
}
