/**
 * Replacing the registrations of objects in place, search rows included, so that nothing of what was there is left in
 * the tables. Only `anonymiser` does this; everything else adds.
 */
import type { ObjektNoegle, Registrering } from '../../register/model.ts';
import type { Verbum } from '../../standard/tjenester.ts';
import { dokumentOf, registreringOf } from '../dokument.ts';
import type { Driver, Laeser, Parameter, Statement } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { arrayText, teksterText, tidspunkterText, tidspunktText } from '../parametre.ts';
import { indsaetReferencer, indsaetTekster } from './historik-parametre.ts';
import { historikRaekker } from './historik-raekker.ts';
import { medEjer } from './parametre.ts';
import { iEnTransaktion, Opgivet } from './transaktion.ts';

export interface Omskrivning extends ObjektNoegle {
  readonly forventetNr: number;
  readonly verbum: Verbum;
  /** All registrations of the object, oldest first. */
  readonly registreringer: readonly Registrering[];
}

const LAAS = `update objekt set registreret_fra = $5::timestamptz, livscyklus = $6::smallint
    where ejer = $1::int and objekttype = $2::smallint and uuid = $3::uuid and nr = $4::int returning nr`;

const DOKUMENTER = `select dokument from registrering
    where ejer = $1::int and objekttype = $2::smallint and uuid = $3::uuid order by nr`;

const ERSTAT = `update registrering r set registreret_fra = l.fra, livscyklus = l.livscyklus, dokument = l.dokument
    from unnest($4::int[], $5::timestamptz[], $6::smallint[], $7::text[]) as l(nr, fra, livscyklus, dokument)
    where r.ejer = $1::int and r.objekttype = $2::smallint and r.uuid = $3::uuid and r.nr = l.nr`;

/** What is so now and what was so once are in different indexes, and each is found by its own alone. */
const HVORNAAR = [`s.registreret_til = 'infinity'`, `s.registreret_til < 'infinity'`] as const;

const SLET_TEKSTER = `delete from soeg_tekst s using unnest($4::smallint[], $5::text[]) as l(felt, noegle)
    where s.ejer = $1::int and s.objekttype = $2::smallint and s.felt = l.felt and s.noegle = l.noegle and s.uuid = $3::uuid`;

const SLET_REFERENCER = `delete from soeg_reference s using unnest($4::smallint[], $5::uuid[]) as l(felt, reference)
    where s.ejer = $1::int and s.objekttype = $2::smallint and s.felt = l.felt and s.reference = l.reference
      and s.uuid = $3::uuid`;

const UDBAKKE: Statement = {
  text: `insert into udbakke (ejer, objekttype, uuid, nr, verbum, tidspunkt, livscyklus)
    values ($1::int, $2::smallint, $3::uuid, $4::int, $5::smallint, $6::timestamptz, $7::smallint)`,
};

/** Deletes the search rows that a history has, found by their own keys. */
async function sletSoegeraekker(
  session: Laeser,
  { ejer, objekttype, uuid }: ObjektNoegle,
  historik: readonly Registrering[],
): Promise<void> {
  const { tekster, referencer } = historikRaekker(objekttype, historik);
  const noegle: Parameter[] = [Number(ejer), objekttypeNr(objekttype), uuid];
  const slet = async (text: string, raekker: readonly Parameter[]) => {
    for (const hvornaar of HVORNAAR) {
      await session.query(medEjer(`${text} and ${hvornaar}`, session, ejer), [...noegle, ...raekker]);
    }
  };
  await slet(SLET_TEKSTER, [
    arrayText(tekster.map(({ raekke }) => raekke.nr)),
    teksterText(tekster.map(({ raekke }) => raekke.noegle)),
  ]);
  await slet(SLET_REFERENCER, [
    arrayText(referencer.map(({ raekke }) => raekke.nr)),
    arrayText(referencer.map(({ raekke }) => raekke.reference)),
  ]);
}

async function omskrivEt(session: Laeser, omskrivning: Omskrivning): Promise<void> {
  const { ejer, objekttype, uuid, forventetNr, registreringer, verbum } = omskrivning;
  const nyeste = registreringer.at(-1);
  if (!nyeste || registreringer.length !== forventetNr) throw new Error('omskriv needs every registration');
  const noegle: Parameter[] = [Number(ejer), objekttypeNr(objekttype), uuid];
  const tidspunkt = tidspunktText(nyeste.tidspunkt);
  const laast = await session.query(medEjer(LAAS, session, ejer), [
    ...noegle,
    forventetNr,
    tidspunkt,
    livscyklusNr[nyeste.livscyklusKode],
  ]);
  if (laast.length === 0) throw new Opgivet();
  const gamle = (await session.query<[string]>(medEjer(DOKUMENTER, session, ejer), noegle)).map(([dokument]) =>
    registreringOf(dokument),
  );
  await sletSoegeraekker(session, omskrivning, gamle);
  await session.query(medEjer(ERSTAT, session, ejer), [
    ...noegle,
    arrayText(registreringer.map((_, index) => index + 1)),
    tidspunkterText(registreringer.map((registrering) => registrering.tidspunkt)),
    arrayText(registreringer.map(({ livscyklusKode }) => livscyklusNr[livscyklusKode])),
    teksterText(registreringer.map((registrering) => dokumentOf(registrering))),
  ]);
  const raekker = historikRaekker(objekttype, registreringer);
  const objekter = [{ ejer: Number(ejer), objekttype: objekttypeNr(objekttype), uuid, raekker }];
  await session.query(...indsaetTekster('soeg_tekst', objekter));
  await session.query(...indsaetReferencer('soeg_reference', objekter));
  await session.query(UDBAKKE, [
    ...noegle,
    forventetNr,
    verbumNr[verbum],
    tidspunkt,
    livscyklusNr[nyeste.livscyklusKode],
  ]);
}

/** True where everything is replaced, false where nothing is, because an object is not as its `forventetNr` says. */
export function omskriv(driver: Driver, omskrivninger: readonly Omskrivning[]): Promise<boolean> {
  const ordered = [...omskrivninger].sort(
    (a, b) =>
      Number(a.ejer) - Number(b.ejer) ||
      objekttypeNr(a.objekttype) - objekttypeNr(b.objekttype) ||
      (a.uuid < b.uuid ? -1 : Number(a.uuid > b.uuid)),
  );
  return iEnTransaktion(driver, async ({ query }) => {
    const session: Laeser = { query, isOpdelt: driver.isOpdelt };
    for (const omskrivning of ordered) await omskrivEt(session, omskrivning);
  });
}
