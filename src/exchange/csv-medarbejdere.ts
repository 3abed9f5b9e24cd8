/**
 * A row of the file of employees: the user, the person behind it, how it is reached, and the function by which it works in a
 * unit. A user who works in several units has a row for each; the first one says who it is.
 */
import { klasseUuid } from '../data/klasser.ts';
import { adresserOf, enkeltRolle, type Rolle } from './csv-adresser.ts';
import { ansaettelseNoegle, csvUuid, NOEGLE_TEGN_MAX } from './csv-noegler.ts';
import type { CsvRaekke, Raekkelaeser } from './csv-raekker.ts';
import { Felter } from './csv-vaerdier.ts';
import type { Oensket } from './oensket.ts';

const NAVN_TEGN_MAX = 100;
const TITEL_TEGN_MAX = 200;

const BRUGERROLLER: readonly Rolle[] = [
  enkeltRolle('Bruger.Adresse.email', 'E-mail'),
  enkeltRolle('Bruger.Adresse.Telefon', 'Telefon'),
];

export const laesMedarbejder: Raekkelaeser = {
  noegle: ['Brugerid', 'Enhedsid'],
  async laes(raekke: CsvRaekke, { ejer, myndighed, enheder, sete, skrevne }) {
    const felter = new Felter(raekke.felter);
    const brugerid = felter.paakraevet('Brugerid', NOEGLE_TEGN_MAX);
    const enhedsid = felter.paakraevet('Enhedsid', NOEGLE_TEGN_MAX);
    const navn = felter.paakraevet('Navn', NAVN_TEGN_MAX);
    const titel = felter.tekst('Titel', TITEL_TEGN_MAX);
    const cpr = felter.form('CPR', (tekst) => /^\d{6}-?\d{4}$/.test(tekst), '10 digits').replace('-', '');
    const gaelder = felter.gaelder();
    const [bruger, person] = [csvUuid(ejer, 'bruger', brugerid), csvUuid(ejer, 'person', brugerid)];
    const noegle = ansaettelseNoegle(brugerid, enhedsid);
    const uuid = csvUuid(ejer, 'ansaettelse', noegle);
    const adresser = adresserOf(felter, bruger, BRUGERROLLER, 'Adresse.Type.BrugerAdresse', gaelder.fra);
    const enhed = enhedsid === '' ? '' : await enheder.find(enhedsid);
    if (enhed === undefined) felter.afvis('Enhedsid', 'fil-enhed', 'the id of a unit in the register');
    // Also what is refused has been seen: it is not gone.
    sete.add(bruger);
    if (brugerid !== '' && enhedsid !== '' && !sete.add(uuid)) {
      felter.afvis('Brugerid', 'fil-gentaget', 'a user and a unit that stand together in the file once');
    }
    if (felter.brud.length > 0) return { brud: felter.brud, objekttype: 'OrganisationFunktion', uuid };
    const peg = (maal: string) => [{ reference: { uuid: maal } }];
    const ansaettelse: Oensket = {
      objekttype: 'OrganisationFunktion',
      uuid,
      felter: { BrugervendtNoegleTekst: noegle, ...(titel !== '' && { FunktionNavn: titel }) },
      uroerte: felter.has('Titel') ? [] : ['FunktionNavn'],
      gaelder,
      relationer: {
        Funktionstype: peg(klasseUuid('OrganisationFunktion.Type.Enhedsrolle')),
        TilknyttedeBrugere: peg(bruger),
        TilknyttedeEnheder: peg(enhed!),
        TilknyttedeOrganisationer: peg(myndighed.organisationUuid),
      },
      isEgen: () => true,
    };
    if (!skrevne.add(bruger)) return { objekter: [ansaettelse] };
    const personen: Oensket = {
      objekttype: 'Person',
      uuid: person,
      // Never the CPR number (spec sf1500 §4.2).
      felter: { BrugervendtNoegleTekst: brugerid, NavnTekst: navn, ...(cpr !== '' && { 'CPR-NummerTekst': cpr }) },
      uroerte: felter.has('CPR') ? [] : ['CPR-NummerTekst'],
      gaelder: {},
      begynder: gaelder.fra,
      relationer: {},
      isEgen: () => true,
    };
    const brugeren: Oensket = {
      objekttype: 'Bruger',
      uuid: bruger,
      felter: { BrugervendtNoegleTekst: brugerid, BrugerNavn: brugerid },
      gaelder: {},
      begynder: gaelder.fra,
      relationer: {
        Adresser: adresser.poster,
        Tilhoerer: peg(myndighed.organisationUuid),
        TilknyttedePersoner: peg(person),
      },
      isEgen: (post) => !('rolle' in post) || adresser.isEgen(post),
    };
    return { objekter: [personen, ...adresser.objekter, brugeren, ansaettelse] };
  },
};
