/** The closed code lists of the contract (spec sf1500 §1.4) and the status codes (§3.1). */

export const LIVSCYKLUSKODER = ['Opstaaet', 'Importeret', 'Passiveret', 'Slettet'] as const;
export type LivscyklusKode = (typeof LIVSCYKLUSKODER)[number];

export const AKTOERTYPEKODER = [
  'Organisation',
  'OrganisationEnhed',
  'OrganisationFunktion',
  'Bruger',
  'ItSystem',
  'Interessefaellesskab',
] as const;
export type AktoerTypeKode = (typeof AKTOERTYPEKODER)[number];

export const GYLDIGHEDSTATUSKODER = ['Aktiv', 'Inaktiv'] as const;

/** The status codes that fkorg answers with, by what they mean. */
export const STATUS = {
  ok: 20,
  ugyldigtInput: 40,
  ikkeAutoriseret: 41,
  /** Of messages: senders take 41 to mean that their token has expired, and try again. */
  afsendelseAfvist: 43,
  ikkeFundet: 44,
  registreringstidIFremtiden: 45,
  ugyldigVirkning: 47,
  findesAlleredeEllerAfsluttet: 49,
  internFejl: 50,
} as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

/** KOMBIT's CVR: owner of the objects that all authorities share (spec sf1500 §4.1; SuperOrg). */
export const KOMBIT_CVR = '19435075';

/** The fictional test municipality of several public samples (spec sf1500 §4.5). */
export const KORSBAEK_CVR = '11111111';
