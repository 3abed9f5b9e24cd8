/** The units or the employees of an authority on one day, as CSV with the columns of the templates. */
import { klasseUuid } from '../data/klasser.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Store } from '../store/store.ts';
import { KOLONNER } from './csv-kolonner.ts';
import { Dagsbillede, klassetitel, slaaOp } from './csv-opslag.ts';
import { raekkeTekst } from './csv-tekst.ts';
import type { Eksportvalg, Stykke } from './eksport.ts';
import type { CsvFormat } from './formater.ts';

/** Objects whose relations are looked up together. */
const OBJECTS_PER_BATCH = 200;
const SKILLETEGN = ';';

type Raekke = Readonly<Record<string, string>>;
type Opslag = (type: ObjektType, uuids: readonly (string | undefined)[]) => ReturnType<typeof slaaOp>;

interface Rodenhed {
  readonly rodenhed: string | undefined;
}

/** What rows are of, and how a batch of objects becomes rows. */
interface Csvskriver {
  readonly objekttype: ObjektType;
  readonly raekker: (
    billeder: ReadonlyMap<string, Dagsbillede>,
    opslag: Opslag,
    omgivelser: Rodenhed,
  ) => Promise<Raekke[]>;
}

const SKRIVERE: Readonly<Record<CsvFormat, Csvskriver>> = {
  enheder: { objekttype: 'OrganisationEnhed', raekker: enhedsraekker },
  medarbejdere: { objekttype: 'OrganisationFunktion', raekker: medarbejderraekker },
};

export async function* csvAf(store: Store, valg: Eksportvalg, format: CsvFormat, ejer: string): AsyncGenerator<Stykke> {
  const kolonner = KOLONNER[format].map(({ navn }) => navn);
  yield { tekst: raekkeTekst(kolonner, SKILLETEGN), objekter: 0 };
  const { objekttype, raekker } = SKRIVERE[format];
  const { registrering } = valg;
  const punkt = { dag: valg.virkning ?? valg.idag, ...(registrering !== undefined && { registrering }) };
  const omgivelser = { rodenhed: (await store.myndighed(ejer))?.rodenhedUuid };
  const opslag: Opslag = (type, uuids) => slaaOp(store, ejer, punkt, type, uuids);
  const skriv = async (billeder: ReadonlyMap<string, Dagsbillede>): Promise<Stykke> => {
    const skrevne = await raekker(billeder, opslag, omgivelser);
    const tekster = skrevne.map((raekke) =>
      raekkeTekst(
        kolonner.map((navn) => raekke[navn] ?? ''),
        SKILLETEGN,
      ),
    );
    return { tekst: tekster.join(''), objekter: skrevne.length };
  };
  let billeder = new Map<string, Dagsbillede>();
  const filter = { ejer, objekttype, ...(registrering !== undefined && { registreretSenest: registrering }) };
  for await (const { uuid, registreringer } of store.alle(filter)) {
    billeder.set(uuid, new Dagsbillede(registreringer.at(-1)!, punkt.dag));
    if (billeder.size < OBJECTS_PER_BATCH) continue;
    yield await skriv(billeder);
    billeder = new Map();
  }
  yield await skriv(billeder);
}

const ENHEDSKOLONNER = {
  'E-mail': 'OrganisationEnhed.Adresse.email',
  EAN: 'OrganisationEnhed.Adresse.EAN',
  Telefon: 'OrganisationEnhed.Adresse.Telefon',
} as const;

/** The root unit is left out: it is what units without a parent hang below. */
async function enhedsraekker(
  alle: ReadonlyMap<string, Dagsbillede>,
  opslag: Opslag,
  { rodenhed }: Rodenhed,
): Promise<Raekke[]> {
  const brugte = [...alle].filter(([uuid, billede]) => uuid !== rodenhed && billede.ibrug);
  const billeder = brugte.map(([, billede]) => billede);
  const overordnede = await opslag(
    'OrganisationEnhed',
    billeder.flatMap((billede) => billede.uuids('Overordnet')),
  );
  const roller = [...Object.values(ENHEDSKOLONNER), 'OrganisationEnhed.Adresse.Postadresse'] as const;
  const adresser = await opslag(
    'Adresse',
    billeder.flatMap((billede) => roller.map((rolle) => billede.adresse(rolle))),
  );
  return brugte.map(([uuid, billede]) => {
    const [overordnet] = billede.uuids('Overordnet');
    const tekst = (rolle: (typeof roller)[number]) => adressetekst(adresser, billede.adresse(rolle));
    return {
      Enhedsid: billede.felt('BrugervendtNoegleTekst') || uuid,
      Navn: billede.felt('EnhedNavn'),
      Overordnet: overordnet === undefined || overordnet === rodenhed ? '' : noegle(overordnede, overordnet),
      ...gaelder(billede),
      Enhedstype: klassetitel(billede.relationer('Enhedstype')[0]?.reference),
      ...postadresse(tekst('OrganisationEnhed.Adresse.Postadresse')),
      ...Object.fromEntries(Object.entries(ENHEDSKOLONNER).map(([kolonne, rolle]) => [kolonne, tekst(rolle)])),
    };
  });
}

const BRUGERKOLONNER = { 'E-mail': 'Bruger.Adresse.email', Telefon: 'Bruger.Adresse.Telefon' } as const;

/** One row for each user and unit that a function of the type Enhedsrolle ties together. */
async function medarbejderraekker(alle: ReadonlyMap<string, Dagsbillede>, opslag: Opslag): Promise<Raekke[]> {
  const rolle = klasseUuid('OrganisationFunktion.Type.Enhedsrolle');
  const funktioner = [...alle.values()].filter((en) => en.ibrug && en.uuids('Funktionstype').includes(rolle));
  const alleUuids = (navn: string) => funktioner.flatMap((funktion) => funktion.uuids(navn));
  const brugere = await opslag('Bruger', alleUuids('TilknyttedeBrugere'));
  const enheder = await opslag('OrganisationEnhed', alleUuids('TilknyttedeEnheder'));
  const billeder = [...brugere.values()];
  const personer = await opslag(
    'Person',
    billeder.flatMap((bruger) => bruger.uuids('TilknyttedePersoner').slice(0, 1)),
  );
  const adresser = await opslag(
    'Adresse',
    billeder.flatMap((bruger) => Object.values(BRUGERKOLONNER).map((adresserolle) => bruger.adresse(adresserolle))),
  );
  const raekkeOf = (funktion: Dagsbillede, brugerUuid: string, enhedUuid: string): Raekke => {
    const bruger = brugere.get(brugerUuid);
    const person = personer.get(bruger?.uuids('TilknyttedePersoner')[0] ?? '');
    const kontakt = Object.entries(BRUGERKOLONNER).map(([kolonne, adresserolle]) => [
      kolonne,
      adressetekst(adresser, bruger?.adresse(adresserolle)),
    ]);
    return {
      Brugerid: noegle(brugere, brugerUuid),
      Navn: person?.felt('NavnTekst') ?? '',
      Enhedsid: noegle(enheder, enhedUuid),
      Titel: funktion.felt('FunktionNavn'),
      ...gaelder(funktion),
      ...Object.fromEntries(kontakt),
      CPR: person?.felt('CPR-NummerTekst') ?? '',
    };
  };
  return funktioner.flatMap((funktion) =>
    funktion
      .uuids('TilknyttedeBrugere')
      .flatMap((bruger) => funktion.uuids('TilknyttedeEnheder').map((enhed) => raekkeOf(funktion, bruger, enhed))),
  );
}

function gaelder(billede: Dagsbillede): Raekke {
  return { Fra: billede.ibrug?.fra ?? '', Til: billede.ibrug?.til ?? '' };
}

/** What files call an object: its key, or its UUID where it has none. */
function noegle(billeder: ReadonlyMap<string, Dagsbillede>, uuid: string): string {
  return billeder.get(uuid)?.felt('BrugervendtNoegleTekst') || uuid;
}

function adressetekst(adresser: ReadonlyMap<string, Dagsbillede>, uuid: string | undefined): string {
  return uuid === undefined ? '' : (adresser.get(uuid)?.felt('AdresseTekst') ?? '');
}

/** A text that ends in four digits and a place is parted as the template has it. */
function postadresse(tekst: string): Raekke {
  const [, vej, postnummer, by] = /^(.*), (\d{4}) (.+)$/.exec(tekst) ?? [];
  return vej === undefined ? { Adresse: tekst } : { Adresse: vej, Postnummer: postnummer!, By: by! };
}
