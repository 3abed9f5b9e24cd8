/** Value lists on a driver. Whoever changes a list holds its row, so that changes of one list come one after the other. */

import { isUuid } from '../../base/uuid.ts';
import type { Vaerdilistekode } from '../../standard/vaerdiliste-koder.ts';
import { isIKraft } from '../../standard/vaerdiliste-koder.ts';
import type { Driver, Parameter, Session, Statement } from '../drivers/driver.ts';
import { cvrOf } from '../numre.ts';
import { arrayText, teksterText, tidspunktText } from '../parametre.ts';
import {
  ALLE,
  ANTAL_LISTER,
  FJERN,
  HENT,
  HENT_DISSE,
  INTET_SYSTEM,
  LAAS,
  LAAS_NYE,
  MEDLEMMER,
  NY,
  RET,
  RETTET,
  SAET_ANTAL,
  TILFOEJ,
  TOEM,
  VAERDIER,
} from './statements.ts';
import type {
  Listeejer,
  Listeindhold,
  Listeskrivning,
  Medlem,
  Vaerdiliste,
  Vaerdilister,
  Vaerdiskift,
} from './vaerdilister.ts';

type Hovedraekke = readonly [
  uuid: string,
  nr: number,
  navn: string,
  kode: string,
  fra: number,
  indhold: string,
  antal: number,
];
type Laastraekke = readonly [id: string, nr: number, kode: string, antal: number];

/** Thrown inside a transaction to undo it and answer what it carries. */
class Afbrudt extends Error {
  readonly svar: string;

  constructor(svar: string) {
    super(svar);
    this.svar = svar;
  }
}

function ejerParametre({ cvr, systemUuid = INTET_SYSTEM }: Listeejer): readonly [number, string] {
  return [Number(cvr), systemUuid];
}

function ejerOf(cvr: number, system: string): Listeejer {
  return { cvr: cvrOf(cvr), ...(system !== INTET_SYSTEM && { systemUuid: system }) };
}

function listeOf([uuid, nr, navn, kode, fra, indhold, antal]: Hovedraekke): Vaerdiliste {
  return { ...(JSON.parse(indhold) as Listeindhold), uuid, nr, navn, kode: kode as Vaerdilistekode, fra, antal };
}

function indholdText({ noegle, noteTekst, brugerRef, virkning }: Listeindhold): string {
  return JSON.stringify({ noegle, noteTekst, brugerRef, virkning });
}

async function antalAf(session: Session, statement: Statement, parametre: readonly Parameter[]): Promise<number> {
  const [row] = await session.query<[number]>(statement, parametre);
  return row![0];
}

/** The row of the list that a change is for, held; made where it is new. */
async function laastTil(session: Session, { ejer, liste, forventetNr, listerMax }: Listeskrivning): Promise<string> {
  const hvis = ejerParametre(ejer);
  const [foer] = await session.query<Laastraekke>(LAAS, [...hvis, liste.uuid]);
  if ((foer?.[1] ?? 0) !== forventetNr) throw new Afbrudt('aendret');
  if (!foer || foer[2] === 'Slettet') {
    await session.query(LAAS_NYE, []);
    if ((await antalAf(session, ANTAL_LISTER, hvis)) >= listerMax) throw new Afbrudt('for-mange-lister');
  }
  const tekster = [liste.navn, liste.kode, tidspunktText(liste.fra), indholdText(liste)];
  if (foer) {
    await session.query(RET, [foer[0], ...tekster]);
    return foer[0];
  }
  const [samtidig] = await session.query<Laastraekke>(LAAS, [...hvis, liste.uuid]);
  if (samtidig) throw new Afbrudt('aendret');
  const [ny] = await session.query<[string]>(NY, [...hvis, liste.uuid, ...tekster]);
  return ny![0];
}

async function gem(session: Session, skrivning: Listeskrivning): Promise<void> {
  const id = await laastTil(session, skrivning);
  if (!skrivning.vaerdier) return;
  await session.query(TOEM, [id]);
  const antal = await antalAf(session, TILFOEJ, [id, teksterText(skrivning.vaerdier)]);
  await session.query(SAET_ANTAL, [id, antal]);
}

async function skift(session: Session, { ejer, uuid, tilfoej, fjern, vaerdierMax, fra }: Vaerdiskift): Promise<void> {
  const [liste] = await session.query<Laastraekke>(LAAS, [...ejerParametre(ejer), uuid]);
  if (!liste || !isIKraft(liste[2] as Vaerdilistekode)) throw new Afbrudt('ingen');
  const [id, , , antal] = liste;
  const fjernede = fjern.length > 0 ? await antalAf(session, FJERN, [id, teksterText(fjern)]) : 0;
  const nye = tilfoej.length > 0 ? await antalAf(session, TILFOEJ, [id, teksterText(tilfoej)]) : 0;
  if (nye > 0 && antal - fjernede + nye > vaerdierMax) throw new Afbrudt('for-mange-vaerdier');
  if (nye + fjernede > 0) await session.query(RETTET, [id, tidspunktText(fra), nye - fjernede]);
}

/** `gemt` where the work was done, else what it was broken off with. */
async function udfoert<T extends string>(
  driver: Driver,
  work: (session: Session) => Promise<void>,
): Promise<'gemt' | T> {
  try {
    await driver.transaction(work);
    return 'gemt';
  } catch (error) {
    if (error instanceof Afbrudt) return error.svar as T;
    throw error;
  }
}

export function sqlVaerdilister(driver: Driver): Vaerdilister {
  return {
    async hent(ejer, uuids) {
      const hvis = ejerParametre(ejer);
      const rows = await (uuids === undefined
        ? driver.query<Hovedraekke>(HENT, hvis)
        : driver.query<Hovedraekke>(HENT_DISSE, [...hvis, arrayText(uuids)]));
      return rows.map(listeOf);
    },
    async alle() {
      const rows = await driver.query<readonly [number, string, ...Hovedraekke]>(ALLE, []);
      return rows.map(([cvr, system, ...hoved]) => ({ ...listeOf(hoved), ejer: ejerOf(cvr, system) }));
    },
    async vaerdier(ejer, uuid) {
      const rows = await driver.query<[string]>(VAERDIER, [...ejerParametre(ejer), uuid]);
      return rows.map(([vaerdi]) => vaerdi);
    },
    async medlemmer(spurgt: readonly Medlem[]) {
      if (spurgt.length === 0) return [];
      const rows = await driver.query<[string, string, number, string]>(MEDLEMMER, [
        teksterText(spurgt.map(({ liste }) => liste)),
        arrayText(spurgt.map(({ liste }) => (isUuid(liste) ? liste : null))),
        teksterText(spurgt.map(({ vaerdi }) => vaerdi)),
      ]);
      return rows.map(([liste, vaerdi, cvr, system]) => ({ liste, vaerdi, ejer: ejerOf(cvr, system) }));
    },
    gem: (skrivning) => udfoert(driver, (session) => gem(session, skrivning)),
    skift: (vaerdiskift) => udfoert(driver, (session) => skift(session, vaerdiskift)),
  };
}
