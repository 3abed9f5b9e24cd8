/**
 * Saving many new objects at once, with whole histories: one statement for each table, so that a thousand objects are five
 * round trips and not thousands. Where the database takes COPY it is used (docs/decisions/0024-bulk.md).
 */
import { dokumentOf } from '../dokument.ts';
import type { Driver, Parameter, Session } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { arrayText, teksterText, tidspunkterText } from '../parametre.ts';
import type { Forudsat, Skrivning } from '../store.ts';
import { laasForudsatte } from './forudsatte.ts';
import { indsaetReferencer, indsaetTekster } from './historik-parametre.ts';
import { historikRaekker } from './historik-raekker.ts';
import { KOPI_REFERENCE, KOPI_REGISTRERING, KOPI_TEKST, KOPI_UDBAKKE, kopitekster } from './kopi-tekst.ts';
import { iEnTransaktion, Opgivet } from './transaktion.ts';

const OBJEKT = `insert into objekt (ejer, objekttype, uuid, nr, registreret_fra, livscyklus)
  select * from unnest($1::int[], $2::smallint[], $3::uuid[], $4::int[], $5::timestamptz[], $6::smallint[])
  on conflict do nothing returning 1`;

const REGISTRERING = `insert into registrering (ejer, objekttype, uuid, nr, registreret_fra, livscyklus, dokument)
  select * from unnest($1::int[], $2::smallint[], $3::uuid[], $4::int[], $5::timestamptz[], $6::smallint[], $7::text[])`;

const UDBAKKE = `insert into udbakke (ejer, objekttype, uuid, nr, tidspunkt, livscyklus, verbum)
  select * from unnest($1::int[], $2::smallint[], $3::uuid[], $4::int[], $5::timestamptz[], $6::smallint[],
    $7::smallint[])`;

/** Registrations with their objects, in the order of the objects. */
function registreringerOf(skrivninger: readonly Skrivning[]) {
  return skrivninger.flatMap(({ nye, ...objekt }) =>
    nye.map((registrering, index) => ({ ...objekt, registrering, nr: index + 1 })),
  );
}

type Raekker = ReturnType<typeof registreringerOf>;

function faelles(raekker: Raekker): Parameter[] {
  return [
    arrayText(raekker.map(({ ejer }) => Number(ejer))),
    arrayText(raekker.map(({ objekttype }) => objekttypeNr(objekttype))),
    arrayText(raekker.map(({ uuid }) => uuid)),
    arrayText(raekker.map(({ nr }) => nr)),
    tidspunkterText(raekker.map(({ registrering }) => registrering.tidspunkt)),
    arrayText(raekker.map(({ registrering }) => livscyklusNr[registrering.livscyklusKode])),
  ];
}

/** True where the writes are all of new objects, each named once. */
export function isAlleNye(skrivninger: readonly Skrivning[]): boolean {
  return (
    skrivninger.every(({ forventetNr, nye }) => forventetNr === 0 && nye.length > 0) &&
    new Set(skrivninger.map(({ ejer, objekttype, uuid }) => `${ejer} ${objekttype} ${uuid}`)).size ===
      skrivninger.length
  );
}

/** The newest registration of each object is its row, which is what two writers of it meet in. */
async function opretObjekter(session: Session, registreringer: Raekker): Promise<void> {
  const nyeste = registreringer.filter(({ nr }, index) => (registreringer[index + 1]?.nr ?? 1) <= nr);
  const indsatte = await session.query({ text: OBJEKT }, faelles(nyeste));
  if (indsatte.length < nyeste.length) throw new Opgivet();
}

async function indsaet(session: Session, skrivninger: readonly Skrivning[], registreringer: Raekker): Promise<void> {
  const fixed = faelles(registreringer);
  const dokumenter = teksterText(registreringer.map(({ registrering }) => dokumentOf(registrering)));
  const verber = arrayText(registreringer.map(({ verbum }) => verbumNr[verbum]));
  const soeg = skrivninger.map(({ ejer, objekttype, uuid, nye }) => ({
    ejer: Number(ejer),
    objekttype: objekttypeNr(objekttype),
    uuid,
    raekker: historikRaekker(objekttype, nye),
  }));
  await session.query({ text: REGISTRERING }, [...fixed, dokumenter]);
  await session.query({ text: UDBAKKE }, [...fixed, verber]);
  await session.query(...indsaetTekster('soeg_tekst', soeg));
  await session.query(...indsaetReferencer('soeg_reference', soeg));
}

async function gemNyeI(
  session: Session,
  skrivninger: readonly Skrivning[],
  forudsatte: readonly Forudsat[],
): Promise<void> {
  if (!(await laasForudsatte(session, forudsatte))) throw new Opgivet();
  const registreringer = registreringerOf(skrivninger);
  await opretObjekter(session, registreringer);
  if (!session.copy) return indsaet(session, skrivninger, registreringer);
  const tekster = kopitekster(skrivninger);
  await session.copy(KOPI_REGISTRERING, tekster.registrering);
  await session.copy(KOPI_UDBAKKE, tekster.udbakke);
  await session.copy(KOPI_TEKST, tekster.tekst);
  await session.copy(KOPI_REFERENCE, tekster.reference);
}

/** True where all are saved, false where nothing is, because one of them is there already or one presupposed is not as it was. */
export function gemMange(
  driver: Driver,
  skrivninger: readonly Skrivning[],
  forudsatte: readonly Forudsat[],
): Promise<boolean> {
  return iEnTransaktion(driver, (session) => gemNyeI(session, skrivninger, forudsatte));
}
