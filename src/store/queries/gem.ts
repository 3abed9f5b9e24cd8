/**
 * Saving registrations. One registration of one object is one statement that commits for itself; more of them are a
 * transaction, which takes the objects in the order of their keys, so that two of them never wait for each other.
 */
import type { Registrering } from '../../register/model.ts';
import type { Driver, Parameter, Session, Statement } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import { INGEN_RAEKKER, type Raekker, raekkerOf, raekkerUden } from '../raekker.ts';
import type { Skrivning } from '../store.ts';
import { gemStatement } from './gem-statement.ts';
import { referenceParametre, tekstParametre } from './raekke-parametre.ts';
import { iEnTransaktion, Opgivet } from './transaktion.ts';

interface Kald {
  readonly statement: Statement;
  readonly parameters: readonly Parameter[];
}

/** One call for each new registration of the object, to be made in their order. */
function kaldOf(skrivning: Skrivning): Kald[] {
  const { ejer, objekttype, uuid, forventetNr, forrige, nye, verbum } = skrivning;
  if ((forventetNr === 0) !== (forrige === undefined)) throw new Error('forrige goes with forventetNr above 0');
  let foer: Raekker = forrige ? raekkerOf(objekttype, forrige) : INGEN_RAEKKER;
  return nye.map((registrering, index) => {
    const nu = raekkerOf(objekttype, registrering);
    const nr = forventetNr + index + 1;
    const fixed = [Number(ejer), objekttypeNr(objekttype), uuid, nr, ...registreringsParametre(registrering)];
    const kald = kaldMed([...fixed, verbumNr[verbum]], nr === 1, raekkerUden(foer, nu), raekkerUden(nu, foer));
    foer = nu;
    return kald;
  });
}

function registreringsParametre(registrering: Registrering): Parameter[] {
  const { tidspunkt, livscyklusKode } = registrering;
  return [tidspunktText(tidspunkt), livscyklusNr[livscyklusKode], JSON.stringify(registrering)];
}

function kaldMed(fixed: readonly Parameter[], isNy: boolean, ends: Raekker, begins: Raekker): Kald {
  const statement = gemStatement({
    isNy,
    endsTekster: ends.tekster.size > 0,
    endsReferencer: ends.referencer.size > 0,
    beginsTekster: begins.tekster.size > 0,
    beginsReferencer: begins.referencer.size > 0,
  });
  const parameters = [...fixed];
  for (const { tekster, referencer } of [ends, begins]) {
    if (tekster.size > 0) parameters.push(...tekstParametre(tekster));
    if (referencer.size > 0) parameters.push(...referenceParametre(referencer));
  }
  return { statement, parameters };
}

async function isSaved(session: Session, { statement, parameters }: Kald): Promise<boolean> {
  return (await session.query(statement, parameters)).length === 1;
}

/** Compares keys as the database orders them, which for UUIDs is the order of their texts. */
function byKey(a: Skrivning, b: Skrivning): number {
  return (
    Number(a.ejer) - Number(b.ejer) ||
    objekttypeNr(a.objekttype) - objekttypeNr(b.objekttype) ||
    (a.uuid < b.uuid ? -1 : Number(a.uuid > b.uuid))
  );
}

/** True where all is saved, false where nothing is, because an object is not as its `forventetNr` says. */
export async function gem(driver: Driver, skrivninger: readonly Skrivning[]): Promise<boolean> {
  const kald = [...skrivninger].sort(byKey).flatMap(kaldOf);
  const [first] = kald;
  if (first === undefined) return true;
  if (kald.length === 1) return isSaved(driver, first);
  return iEnTransaktion(driver, async (session) => {
    for (const each of kald) if (!(await isSaved(session, each))) throw new Opgivet();
  });
}
