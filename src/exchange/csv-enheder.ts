/** A row of the file of units: OrganisationEnhed and its addresses. */
import { adresserOf, enkeltRolle, type Rolle } from './csv-adresser.ts';
import { csvUuid, NOEGLE_TEGN_MAX } from './csv-noegler.ts';
import type { CsvRaekke, Raekkelaeser } from './csv-raekker.ts';
import { Felter, isEan } from './csv-vaerdier.ts';
import type { Oensket, OensketRelation } from './oensket.ts';

const NAVN_TEGN_MAX = 200;

function postadresse(felter: Felter): string {
  const [vej, sted] = [felter.tekst('Adresse', 150), postdistrikt(felter)];
  return [vej, sted].filter((del) => del !== '').join(', ');
}

function postdistrikt(felter: Felter): string {
  const postnummer = felter.form('Postnummer', (tekst) => /^\d{4}$/.test(tekst), '4 digits');
  return `${postnummer} ${felter.tekst('By', 40)}`.trim();
}

/** What rows say of where a unit can be reached. */
const ENHEDSROLLER: readonly Rolle[] = [
  { rolle: 'OrganisationEnhed.Adresse.Postadresse', kolonner: ['Adresse', 'Postnummer', 'By'], tekst: postadresse },
  enkeltRolle('OrganisationEnhed.Adresse.email', 'E-mail'),
  enkeltRolle('OrganisationEnhed.Adresse.EAN', 'EAN', (felter) =>
    felter.form('EAN', isEan, '13 digits, the last of which checks the others'),
  ),
  enkeltRolle('OrganisationEnhed.Adresse.Telefon', 'Telefon'),
];

export const laesEnhed: Raekkelaeser = {
  noegle: ['Enhedsid'],
  async laes(raekke: CsvRaekke, { ejer, myndighed, enheder, sete }) {
    const felter = new Felter(raekke.felter);
    const id = felter.paakraevet('Enhedsid', NOEGLE_TEGN_MAX);
    const navn = felter.paakraevet('Navn', NAVN_TEGN_MAX);
    const uuid = csvUuid(ejer, 'enhed', id);
    const gaelder = felter.gaelder();
    const type = felter.klasse('Enhedstype', 'OrganisationEnhed.Type');
    const adresser = adresserOf(felter, uuid, ENHEDSROLLER, 'Adresse.Type.OrgEnhedAdresse', gaelder.fra);
    const overordnet = await overordnetOf(felter, id, myndighed.rodenhedUuid, enheder);
    if (id !== '' && !sete.add(uuid)) felter.afvis('Enhedsid', 'fil-gentaget', 'an id that the file has once');
    if (felter.brud.length > 0) return { brud: felter.brud, objekttype: 'OrganisationEnhed', uuid };
    const relationer: Record<string, readonly OensketRelation[]> = {
      Adresser: adresser.poster,
      ...(felter.has('Enhedstype') && { Enhedstype: type ? [{ reference: type }] : [] }),
      ...(overordnet !== undefined && { Overordnet: [{ reference: { uuid: overordnet } }] }),
      Tilhoerer: [{ reference: { uuid: myndighed.organisationUuid } }],
    };
    const enhed: Oensket = {
      objekttype: 'OrganisationEnhed',
      uuid,
      felter: { BrugervendtNoegleTekst: id, EnhedNavn: navn },
      gaelder,
      relationer,
      isEgen: (post) => !('rolle' in post) || adresser.isEgen(post),
    };
    return { objekter: [...adresser.objekter, enhed] };
  },
};

/** The unit above: the one that the row names, else the authority's root unit. Undefined without the column. */
async function overordnetOf(
  felter: Felter,
  id: string,
  rodenhed: string,
  enheder: { find(enhedsid: string): Promise<string | undefined> },
): Promise<string | undefined> {
  if (!felter.has('Overordnet')) return undefined;
  const tekst = felter.tekst('Overordnet', NOEGLE_TEGN_MAX);
  if (tekst === '') return rodenhed;
  const fundet = tekst === id ? undefined : await enheder.find(tekst);
  if (fundet === undefined) felter.afvis('Overordnet', 'fil-overordnet', 'the id of another unit, or nothing');
  return fundet;
}
