/**
 * The attribute fields of the object types: what may stand in an `Egenskab` after `Virkning` (spec sf1500 §1.4, §1.5).
 *
 * `nr` names the field in stored search rows. It is for ever: a number is never changed and never used again.
 */
import type { NS } from './namespaces.ts';

export interface Felt {
  /** The local name of the element, as in the XSD. */
  readonly navn: string;
  /** Number in stored search rows. */
  readonly nr: number;
  /** Key in `NS`; `objekt` is the namespace of the object type itself. */
  readonly namespace: keyof typeof NS | 'objekt';
  /** `tekst` is a string; `soegeord` is the three-part Soegeord of Klasse. */
  readonly art: 'tekst' | 'soegeord';
  readonly tegnMax?: number;
  /** An XSD pattern over the whole value. */
  readonly moenster?: string;
  /** The name of the simple type where the XSD gives it one, in the namespace `sts`. */
  readonly navngivenType?: string;
}

const FELTER = [
  { navn: 'BrugervendtNoegleTekst', nr: 1, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'AdresseTekst', nr: 2, namespace: 'sts', art: 'tekst', tegnMax: 200 },
  { navn: 'CPR-NummerTekst', nr: 3, namespace: 'sts', art: 'tekst', moenster: '[0-9]{10}' },
  { navn: 'CVR-NummerTekst', nr: 4, namespace: 'sts', art: 'tekst', moenster: '[0-9]{8}' },
  { navn: 'SE-NummerTekst', nr: 5, namespace: 'sts', art: 'tekst', moenster: '[0-9]{8}' },
  { navn: 'P-NummerTekst', nr: 6, namespace: 'sts', art: 'tekst', moenster: '[0-9]{10}' },
  { navn: 'NavnTekst', nr: 7, namespace: 'sts', art: 'tekst', tegnMax: 200 },
  { navn: 'MyndighedsKode', nr: 8, namespace: 'sts', art: 'tekst', moenster: '[0-9]{3}|[0-9]{4}' },
  { navn: 'BrugerNavn', nr: 9, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'BrugerTypeTekst', nr: 10, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'EnhedNavn', nr: 11, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'FunktionNavn', nr: 12, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'OrganisationNavn', nr: 13, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'ItSystemNavn', nr: 14, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'ItSystemTypeTekst', nr: 15, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'KonfigurationReference', nr: 16, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'InteressefaellesskabNavn', nr: 17, namespace: 'sd', art: 'tekst', tegnMax: 200 },
  { navn: 'InteressefaellesskabTypeTekst', nr: 18, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'BeskrivelseTekst', nr: 19, namespace: 'sd', art: 'tekst', tegnMax: 10000 },
  { navn: 'EksempelTekst', nr: 20, namespace: 'sd', art: 'tekst', tegnMax: 4096 },
  { navn: 'OmfangTekst', nr: 21, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'TitelTekst', nr: 22, namespace: 'sd', art: 'tekst', tegnMax: 300 },
  { navn: 'RetskildeTekst', nr: 23, namespace: 'sd', art: 'tekst', tegnMax: 4096 },
  { navn: 'AendringsnotatTekst', nr: 24, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'OpbygningTekst', nr: 25, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'OphavsretTekst', nr: 26, namespace: 'sd', art: 'tekst', tegnMax: 4096 },
  { navn: 'PlanIdentifikator', nr: 27, namespace: 'sd', art: 'tekst', moenster: '(100)|[1-9]\\d?' },
  { navn: 'SupplementTekst', nr: 28, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'KaldenavnTekst', nr: 29, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'Soegeord', nr: 30, namespace: 'objekt', art: 'soegeord' },
  { navn: 'SoegeordIdentifikator', nr: 31, namespace: 'sd', art: 'tekst', tegnMax: 50 },
  { navn: 'SoegeordKategoriTekst', nr: 32, namespace: 'sd', art: 'tekst', tegnMax: 1024 },
  { navn: 'Gyldighed', nr: 33, namespace: 'orgfaelles', art: 'tekst' },
  { navn: 'PubliceretStatus', nr: 34, namespace: 'objekt', art: 'tekst' },
  { navn: 'Sortering', nr: 35, namespace: 'sd', art: 'tekst', moenster: '(100)|[1-9]\\d?' },
] as const satisfies readonly Felt[];

/** Names of attribute fields (and, for their search numbers, of the two states). */
export type Feltnavn = (typeof FELTER)[number]['navn'];

/** The fields by name. */
export const felter: ReadonlyMap<Feltnavn, Felt> = new Map(FELTER.map((felt) => [felt.navn, felt]));

/** A field of Person that shares its name with the one in `sts` but stands in Person's own namespace (spec sf1500 §1.6 no 11). */
export const PERSON_NAVN: Felt = {
  navn: 'NavnTekst',
  nr: 7,
  namespace: 'objekt',
  art: 'tekst',
  tegnMax: 100,
  navngivenType: 'ShortNavnTekst',
};

/** The parts of a Soegeord, in order (`klasse:SoegeordType`). */
export const SOEGEORD_DELE = ['SoegeordIdentifikator', 'BeskrivelseTekst', 'SoegeordKategoriTekst'] as const;
