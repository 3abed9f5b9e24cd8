/**
 * Brings the register from one edition of a classification to the next: all of it or nothing, in one transaction, so that
 * nobody meets half of one. The same edition again changes nothing.
 */
import type { Kalder } from '../../access/kalder.ts';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { bind } from '../../operations/klassifikation/binding.ts';
import type { Register } from '../../operations/kontekst.ts';
import { beslut } from '../../operations/skriv.ts';
import type { Skrivning, Store } from '../../store/store.ts';
import type { Filbrud } from '../emne.ts';
import type { Afvisning } from '../indlaesning.ts';
import { type Forskel, type Forskelsart, forskelOf, ophoerOf } from './forskel.ts';
import { Kendt } from './kendt.ts';
import { aeldrebrud, begyndelseOf, udgavebrud } from './regler.ts';
import type { Udgave } from './udgave.ts';

/** Objects in one call of the store. */
const OBJEKTER_PER_KALD = 500;
/** How often all is decided anew where others change classes meanwhile. */
const TRIES_MAX = 5;

export interface Klasseindlaesning {
  readonly register: Register;
  readonly kalder: Kalder;
  /** From when on the edition counts. */
  readonly dag: Instant;
  readonly isProeve: boolean;
  /** Reads the file; what it says may follow from what the register has. */
  readonly laes: (kendt: Kendt) => Promise<Udgave>;
  readonly onProgress: (gemt: number, ialt: number) => void;
}

export interface Klasseresultat {
  readonly forskelle: readonly Forskel[];
  /** Objects that are as the edition says. */
  readonly samme: number;
  /** Where something is refused, nothing is saved. */
  readonly afviste: readonly Afvisning[];
  readonly oversete: readonly string[];
}

interface Besluttet {
  readonly forskelle: readonly Forskel[];
  readonly skrivninger: readonly Skrivning[];
  readonly afviste: readonly Afvisning[];
  readonly samme: number;
}

/** Thrown in the transaction where somebody else came first. */
class Optaget extends Error {}

export async function indlaesUdgave(indlaesning: Klasseindlaesning): Promise<Klasseresultat> {
  const { register, kalder, dag, laes, isProeve } = indlaesning;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const kendt = await Kendt.af(register.store, kalder.cvr, dag);
    const udgave = await laes(kendt);
    const { skrivninger, ...resultat } = await bundet(indlaesning, udgave, beslutAlle(indlaesning, udgave, kendt));
    const faerdigt = { ...resultat, oversete: udgave.oversete };
    if (isProeve || resultat.afviste.length > 0 || skrivninger.length === 0) return faerdigt;
    try {
      await register.store.samlet((del) => gemAlle(del, skrivninger, indlaesning.onProgress));
      await register.store.opdaterStatistik();
      return faerdigt;
    } catch (error) {
      if (!(error instanceof Optaget)) throw error;
    }
  }
  throw new FkorgError('busy', `The classes were changed by others ${TRIES_MAX} times meanwhile. Try again.`);
}

async function gemAlle(
  store: Store,
  skrivninger: readonly Skrivning[],
  onProgress: Klasseindlaesning['onProgress'],
): Promise<void> {
  let gemt = 0;
  // New ones by themselves: many of them are one statement for each table.
  for (const del of [skrivninger.filter(isNy), skrivninger.filter((en) => !isNy(en))]) {
    for (let nr = 0; nr < del.length; nr += OBJEKTER_PER_KALD) {
      const parcel = del.slice(nr, nr + OBJEKTER_PER_KALD);
      if (!(await store.gem(parcel))) throw new Optaget();
      gemt += parcel.length;
      onProgress(gemt, skrivninger.length);
    }
  }
}

function isNy({ forventetNr }: Skrivning): boolean {
  return forventetNr === 0;
}

function beslutAlle({ register, kalder, dag }: Klasseindlaesning, udgave: Udgave, kendt: Kendt): Besluttet {
  const now = register.clock();
  const hvem = kalder.brugerRef ? { aktoerRef: kalder.brugerRef, aktoerTypeKode: 'Organisation' as const } : {};
  const forskelle: Forskel[] = [];
  const skrivninger: Skrivning[] = [];
  const afviste: Afvisning[] = [
    ...udgave.afviste,
    ...udgavebrud(udgave, kendt, kalder.cvr),
    ...aeldrebrud(udgave, kendt),
  ];
  let samme = 0;
  const tag = (linje: number, uuid: string, forskel: Forskel | readonly Filbrud[] | undefined) => {
    if (forskel === undefined) samme += linje > 0 ? 1 : 0;
    else if (!('art' in forskel)) afviste.push({ linje, objekttype: 'Klasse', uuid, brud: forskel });
    else {
      const { kald, objekttype } = forskel;
      const besluttet = beslut({ ...register, kalder }, kald, uuid, kendt.find(objekttype, uuid), now);
      if ('status' in besluttet) afviste.push({ linje, objekttype, uuid, brud: besluttet.brud });
      else {
        forskelle.push(forskel);
        skrivninger.push(besluttet);
      }
    }
  };
  if (afviste.length === 0) {
    const sete = new Set<string>();
    for (const udgivet of udgave.objekter) {
      const { linje, objekttype, uuid } = udgivet;
      sete.add(uuid);
      const udgivelse = { dag, now, hvem, tidligst: begyndelseOf(udgivet, kendt) };
      tag(linje, uuid, forskelOf(udgivet, kendt.find(objekttype, uuid), udgivelse));
    }
    const udgivelse = { dag, now, hvem, tidligst: dag };
    for (const facet of udgave.facetter) {
      for (const klasse of kendt.klasserI(facet, kalder.cvr)) {
        // What the file does not have has no line in it.
        if (!sete.has(klasse.uuid)) tag(0, klasse.uuid, ophoerOf(klasse, udgivelse));
      }
    }
  }
  return { forskelle, skrivninger, afviste, samme };
}

/** The same, held to the rules between objects as calls are; an edition may name what is not there, where its own rules let it. */
async function bundet(
  { register, kalder }: Klasseindlaesning,
  udgave: Udgave,
  besluttet: Besluttet,
): Promise<Besluttet> {
  const linjer = new Map(udgave.objekter.map(({ uuid, linje }) => [uuid, linje]));
  const forslag = besluttet.skrivninger.map((skrivning) => ({ skrivning, steder: [''] }));
  const svar = await bind({ ...register, kalder }, forslag, 'taales');
  const skrivninger: Skrivning[] = [];
  const afviste = [...besluttet.afviste];
  for (const [i, en] of svar.entries()) {
    const { objekttype, uuid } = besluttet.forskelle[i]!;
    if ('status' in en) afviste.push({ linje: linjer.get(uuid) ?? 0, objekttype, uuid, brud: en.brud });
    else skrivninger.push(en);
  }
  return { ...besluttet, skrivninger, afviste };
}

/** How many of each kind. */
export function antalOf(forskelle: readonly Forskel[]): Readonly<Record<Forskelsart, number>> {
  const antal = { ny: 0, aendret: 0, ophoert: 0, genaabnet: 0 };
  for (const { art } of forskelle) antal[art] += 1;
  return antal;
}
