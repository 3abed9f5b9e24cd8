/**
 * Saving registrations. One registration of one object is one statement that commits for itself; more of them, or one that
 * presupposes others, are a transaction, which takes the objects in one order, so that two of them never wait for each other.
 */
import type { Registrering } from '../../register/model.ts';
import { dokumentOf } from '../dokument.ts';
import type { Driver, Parameter, Session, Statement } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import { INGEN_RAEKKER, type Raekker, raekkerOf, raekkerUden } from '../raekker.ts';
import type { Skrivning } from '../store.ts';
import { forudsatteOf, laasForudsatte } from './forudsatte.ts';
import { gemMange, isAlleNye } from './gem-mange.ts';
import { gemStatement } from './gem-statement.ts';
import { referenceParametre, tekstParametre } from './raekke-parametre.ts';
import { iEnTransaktion, isFlyttet, Opgivet } from './transaktion.ts';
import { isUomskrevet, kanVaereOmskrevet } from './uomskrevet.ts';

interface Kald {
  readonly statement: Statement;
  readonly parameters: readonly Parameter[];
}

/** One call for each new registration of the object, to be made in their order. */
function kaldOf(skrivning: Skrivning, isOpdelt: boolean): Kald[] {
  const { ejer, objekttype, uuid, forventetNr, forrige, nye, verbum } = skrivning;
  if ((forventetNr === 0) !== (forrige === undefined)) throw new Error('forrige goes with forventetNr above 0');
  let foer: Raekker = forrige ? raekkerOf(objekttype, forrige) : INGEN_RAEKKER;
  return nye.map((registrering, index) => {
    const nu = raekkerOf(objekttype, registrering);
    const nr = forventetNr + index + 1;
    const fixed = [Number(ejer), objekttypeNr(objekttype), uuid, nr, ...registreringsParametre(registrering)];
    const kald = kaldMed([...fixed, verbumNr[verbum]], {
      isNy: nr === 1,
      ends: raekkerUden(foer, nu),
      begins: raekkerUden(nu, foer),
      ...(isOpdelt && { ejer: Number(ejer) }),
    });
    foer = nu;
    return kald;
  });
}

function registreringsParametre(registrering: Registrering): Parameter[] {
  const { tidspunkt, livscyklusKode } = registrering;
  return [tidspunktText(tidspunkt), livscyklusNr[livscyklusKode], dokumentOf(registrering)];
}

interface Aendrede {
  readonly isNy: boolean;
  readonly ends: Raekker;
  readonly begins: Raekker;
  /** Where it is to stand in the text of the statement. */
  readonly ejer?: number;
}

function kaldMed(fixed: readonly Parameter[], { isNy, ends, begins, ejer }: Aendrede): Kald {
  const dele = {
    isNy,
    endsTekster: ends.tekster.size > 0,
    endsReferencer: ends.referencer.size > 0,
    beginsTekster: begins.tekster.size > 0,
    beginsReferencer: begins.referencer.size > 0,
  };
  const statement = gemStatement(dele, ejer);
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

/** The same in a transaction of its own. */
async function isSavedNow(driver: Driver, kald: Kald): Promise<boolean> {
  try {
    return await isSaved(driver, kald);
  } catch (error) {
    if (isFlyttet(error)) return false;
    throw error;
  }
}

/**
 * Known objects first, as they are the ones that others lock; then by key as the database orders them, which for UUIDs is the
 * order of their texts.
 */
function byTur(a: Skrivning, b: Skrivning): number {
  return (
    Number(a.forventetNr === 0) - Number(b.forventetNr === 0) ||
    Number(a.ejer) - Number(b.ejer) ||
    objekttypeNr(a.objekttype) - objekttypeNr(b.objekttype) ||
    (a.uuid < b.uuid ? -1 : Number(a.uuid > b.uuid))
  );
}

/** True where all is saved, false where nothing is, because an object is not as its `forventetNr` or what it presupposes says. */
export async function gem(driver: Driver, skrivninger: readonly Skrivning[]): Promise<boolean> {
  const ordnede = [...skrivninger].sort(byTur);
  const forudsatte = forudsatteOf(ordnede);
  if (ordnede.length > 1 && isAlleNye(ordnede)) return gemMange(driver, ordnede, forudsatte);
  const [skrivning] = ordnede;
  if (skrivning === undefined) return true;
  if (ordnede.length === 1 && skrivning.nye.length === 1 && !kanVaereOmskrevet(skrivning) && forudsatte.length === 0) {
    return isSavedNow(driver, kaldOf(skrivning, driver.isOpdelt)[0]!);
  }
  return iEnTransaktion(driver, async (session) => {
    if (!(await laasForudsatte(session, forudsatte))) throw new Opgivet();
    for (const each of ordnede) {
      if (kanVaereOmskrevet(each) && !(await isUomskrevet(session, each))) throw new Opgivet();
      for (const kald of kaldOf(each, driver.isOpdelt)) if (!(await isSaved(session, kald))) throw new Opgivet();
    }
  });
}
