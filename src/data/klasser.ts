/**
 * The classes that relations point at as role and type: address roles, function types and so on, with their UUIDs
 * (spec sf1500 §4.4). `noegle` is the label that clients see and select by (§4.6, §4.8): `<what>.<of what>.<which>`, in
 * the style of the real production environment where that is known. A row without `uuid` is one whose real UUID nobody
 * has published; its UUID is made up here.
 */
import { fastUuid } from './navnerum.ts';

/** The groups: each is a Facet, and the beginning of the keys of its classes. */
export const KLASSEGRUPPER = [
  { noegle: 'Adresse.Type', titel: 'Adressetyper' },
  { noegle: 'OrganisationEnhed.Adresse', titel: 'Adresseroller for enheder' },
  { noegle: 'Bruger.Adresse', titel: 'Adresseroller for brugere' },
  { noegle: 'OrganisationFunktion.Adresse', titel: 'Adresseroller for funktioner' },
  { noegle: 'ItSystem.Adresse', titel: 'Adresseroller for it-systemer' },
  { noegle: 'OrganisationFunktion.Type', titel: 'Funktionstyper' },
  { noegle: 'OrganisationEnhed.Type', titel: 'Enhedstyper' },
  { noegle: 'Opgave.Rolle', titel: 'Opgaveroller' },
  { noegle: 'Opgave.Type', titel: 'Opgavetyper' },
  { noegle: 'Mapning.Rolle', titel: 'Mapningsroller' },
  { noegle: 'Bruger.Type', titel: 'Brugertyper' },
  { noegle: 'ItSystem.Type', titel: 'It-systemtyper' },
  { noegle: 'Interessefaellesskab.Type', titel: 'Interessefællesskabstyper' },
] as const;

export interface Klasseraekke {
  readonly noegle: string;
  readonly titel: string;
  readonly uuid?: string;
}

const KLASSER = [
  { noegle: 'Adresse.Type.OrgEnhedAdresse', titel: 'Enhedsadresse', uuid: '9b33c0a0-a566-4ec0-8200-325cb1e5bb9a' },
  { noegle: 'Adresse.Type.BrugerAdresse', titel: 'Brugeradresse', uuid: '71a08d28-3af7-4bb4-9964-bc2b76b93d64' },
  {
    noegle: 'Adresse.Type.OrgFunktionAdresse',
    titel: 'Funktionsadresse',
    uuid: '1a8374f6-0ee8-4201-b27c-0e84d57db0ba',
  },
  { noegle: 'Adresse.Type.ItSystemAdresse', titel: 'It-systemadresse' },
  {
    noegle: 'OrganisationEnhed.Adresse.Postadresse',
    titel: 'Postadresse',
    uuid: '80b610c6-314b-485a-a014-a9a1d7070bc4',
  },
  {
    noegle: 'OrganisationEnhed.Adresse.PostRetur',
    titel: 'Returadresse for post',
    uuid: '3629ce92-594b-4380-9527-81d6e53edc11',
  },
  {
    noegle: 'OrganisationEnhed.Adresse.Henvendelsessted',
    titel: 'Henvendelsessted',
    uuid: '639a3ed9-86b0-4968-825b-434666cf6220',
  },
  { noegle: 'OrganisationEnhed.Adresse.email', titel: 'E-mail', uuid: '2b670843-ce42-411a-8fb5-311dfdd5caf0' },
  {
    noegle: 'OrganisationEnhed.Adresse.emailBemaerkninger',
    titel: 'E-mail, bemærkninger',
    uuid: 'd4939781-f2c4-401c-8c2f-0d08221127b9',
  },
  { noegle: 'OrganisationEnhed.Adresse.EAN', titel: 'EAN-nummer', uuid: '9ccaafe4-c4b2-4d25-942a-2ec5730d4ed8' },
  { noegle: 'OrganisationEnhed.Adresse.URL', titel: 'Hjemmeside', uuid: 'a99c073d-482e-47d3-9275-13c79f453c3a' },
  { noegle: 'OrganisationEnhed.Adresse.Telefon', titel: 'Telefon', uuid: '8dcfa714-5ed3-4000-b551-2ba520e7d8ad' },
  {
    noegle: 'OrganisationEnhed.Adresse.Fastnet',
    titel: 'Fastnettelefon',
    uuid: '02826f64-5613-468e-ace5-3f089cb3ed20',
  },
  {
    noegle: 'OrganisationEnhed.Adresse.LOSKortnavn',
    titel: 'LOS-kortnavn',
    uuid: '47a33082-4687-4a68-b82f-5bf6f9d8ee13',
  },
  { noegle: 'OrganisationEnhed.Adresse.LOSId', titel: 'LOS-id', uuid: 'ee78e99a-6220-48ea-81fe-e4db239ee10a' },
  { noegle: 'OrganisationEnhed.Adresse.Lokation', titel: 'Lokation', uuid: 'ec387d90-263c-4cce-8de2-63b407a0daac' },
  {
    noegle: 'OrganisationEnhed.Adresse.AabningstidTelefon',
    titel: 'Åbningstid, telefon',
    uuid: 'f6fd6117-c718-4254-a6f5-92538ad5a2f4',
  },
  {
    noegle: 'OrganisationEnhed.Adresse.AabningstidHenvendelse',
    titel: 'Åbningstid, personlig henvendelse',
    uuid: 'f37e5877-1549-4b5d-a53b-819491f0b933',
  },
  { noegle: 'OrganisationEnhed.Adresse.DTRId', titel: 'DTR-id', uuid: '81912344-ef86-4cff-a522-a0001607d2ce' },
  { noegle: 'OrganisationEnhed.Adresse.FOA', titel: 'FOA', uuid: '0dac99a2-c419-4113-bb1d-757e00669bf2' },
  { noegle: 'OrganisationEnhed.Adresse.PNummer', titel: 'P-nummer', uuid: '7c6e2a82-ec39-4ec4-a2b7-fdfe667e1d2b' },
  { noegle: 'OrganisationEnhed.Adresse.SOR', titel: 'SOR-kode', uuid: 'b44138cf-72df-45d1-8821-83db39b62093' },
  { noegle: 'Bruger.Adresse.email', titel: 'E-mail', uuid: '5d13e891-162a-456b-abf2-fd9b864df96d' },
  { noegle: 'Bruger.Adresse.Telefon', titel: 'Mobiltelefon', uuid: '5ef6be2d-59f4-4652-a680-585929924ba9' },
  { noegle: 'Bruger.Adresse.Fastnet', titel: 'Fastnettelefon', uuid: '47c05422-5379-4c27-9ddf-e02b52b3d961' },
  { noegle: 'Bruger.Adresse.Lokation', titel: 'Lokation', uuid: 'ad04ac80-e24a-45a5-9dd9-8537a916ac74' },
  { noegle: 'Bruger.Adresse.RACFId', titel: 'RACF-id', uuid: '519a2d12-d099-434a-a3a2-a7397db7c741' },
  { noegle: 'Bruger.Adresse.FMKId', titel: 'FMK-id', uuid: '85760831-0671-4127-93f7-0eee227c5ff9' },
  { noegle: 'OrganisationFunktion.Adresse.URL', titel: 'Hjemmeside', uuid: '560cb83d-386d-43c0-aaa2-986a915b087c' },
  { noegle: 'ItSystem.Adresse.URL', titel: 'Hjemmeside' },
  {
    noegle: 'OrganisationFunktion.Type.Enhedsrolle',
    titel: 'Enhedsrolle (arbejder i)',
    uuid: '02e61900-33e0-407f-a2a7-22f70221f003',
  },
  {
    noegle: 'OrganisationFunktion.Type.Lederrolle',
    titel: 'Lederrolle',
    uuid: '46c73630-f7ad-4000-9624-c06131cde671',
  },
  { noegle: 'OrganisationFunktion.Type.AnsatI', titel: 'Ansat i', uuid: '57553824-5ed0-4a64-b8aa-7e801df264f6' },
  {
    noegle: 'OrganisationFunktion.Type.UdbetalendeEnhed',
    titel: 'Udbetalende enhed',
    uuid: 'faf29ba2-da6d-49c4-8a2f-0739172f4227',
  },
  {
    noegle: 'OrganisationFunktion.Type.Henvendelsessted',
    titel: 'Henvendelsessted',
    uuid: '7368482a-177e-4e04-8574-f558e6f1ef45',
  },
  { noegle: 'OrganisationFunktion.Type.Systemrolle', titel: 'Systemrolle' },
  { noegle: 'OrganisationEnhed.Type.Afdeling', titel: 'Afdeling', uuid: '16bf18c3-ed6f-44b0-b7a1-35f94984e519' },
  { noegle: 'OrganisationEnhed.Type.Team', titel: 'Team', uuid: '2d9710bf-e9cc-465f-8ec7-46d5f2a64412' },
  { noegle: 'Opgave.Rolle.Ansvarlig', titel: 'Ansvarlig', uuid: '2a5f38d8-7092-4b3f-85cc-7e272c3c4bb0' },
  { noegle: 'Opgave.Rolle.Udfoerende', titel: 'Udførende' },
  { noegle: 'Opgave.Rolle.Informeret', titel: 'Informeret' },
  { noegle: 'Opgave.Type.Klasse', titel: 'Klasse', uuid: '9870b51e-3bc0-4f98-8827-eba991dd89a9' },
  { noegle: 'Mapning.Rolle.Mapning', titel: 'Mapning', uuid: '9ef341c6-251b-4820-a077-9071a9070644' },
  { noegle: 'Bruger.Type.Intern', titel: 'Intern', uuid: 'fe5bec29-0709-4b45-b935-2748ff554c7a' },
  { noegle: 'Bruger.Type.Ekstern', titel: 'Ekstern', uuid: '9de1426d-2ffb-4d3b-95aa-2afdec22c133' },
  { noegle: 'Bruger.Type.Robot', titel: 'Robot', uuid: 'fb24bae4-beb1-4970-9a94-cf7ce215f63c' },
  { noegle: 'ItSystem.Type.Fagsystem', titel: 'Fagsystem' },
  { noegle: 'ItSystem.Type.Selvbetjening', titel: 'Selvbetjeningsløsning' },
  { noegle: 'Interessefaellesskab.Type.Netvaerk', titel: 'Netværk' },
] as const satisfies readonly Klasseraekke[];

/** The key of a class of the table: its label. */
export type Klassenoegle = (typeof KLASSER)[number]['noegle'];

/** The classes in the order of the table, every one with its UUID. */
export const klasser: readonly Required<Klasseraekke & { readonly noegle: Klassenoegle }>[] = KLASSER.map((klasse) => ({
  uuid: fastUuid('klasse', klasse.noegle),
  ...klasse,
}));

const uuids = new Map(klasser.map((klasse) => [klasse.noegle, klasse.uuid]));

/** The UUID of a class by its key. */
export function klasseUuid(noegle: Klassenoegle): string {
  const uuid = uuids.get(noegle);
  if (uuid === undefined) throw new Error(`no class ${noegle}`);
  return uuid;
}

/** The classes of a group, by the beginning of their keys. */
export function klasserI(gruppe: (typeof KLASSEGRUPPER)[number]['noegle']): typeof klasser {
  return klasser.filter((klasse) => klasse.noegle.startsWith(`${gruppe}.`));
}
