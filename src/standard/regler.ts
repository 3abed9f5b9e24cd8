/**
 * The rules that a message or a change can break. The id is stable: it stands in `FejlbeskedTekst`, and each has a page
 * in docs/reference/rules that is written from this table.
 */
import { FORDELING_REGLER } from './fordeling-regler.ts';
import { KLASSIFIKATION_REGLER } from './klassifikation-regler.ts';
import { STATUS, type Status } from './koder.ts';
import { PARAMETER_REGLER } from './parameter-regler.ts';

export interface Regel {
  readonly status: Status;
  /** Danish, one sentence without a full stop: what the rule demands. */
  readonly tekst: string;
  /** English, for the page: why the rule is there, and its source. */
  readonly why: string;
}

const ugyldig = STATUS.ugyldigtInput;

const REGLER = {
  'element-ukendt': {
    status: ugyldig,
    tekst: 'elementet findes ikke her i kontrakten',
    why: 'The content model of the contract has no such element at this place; a common cause is a wrong namespace.',
  },
  'element-mangler': {
    status: ugyldig,
    tekst: 'et påkrævet element mangler',
    why: 'The content model of the contract demands the element.',
  },
  'element-raekkefoelge': {
    status: ugyldig,
    tekst: 'elementerne står i forkert rækkefølge',
    why: 'The contract fixes the order of the elements, also of those that may be left out (spec sf1500 §1.3).',
  },
  'element-for-mange': {
    status: ugyldig,
    tekst: 'elementet står her for mange gange',
    why: 'The contract limits how often the element may stand here.',
  },
  'valg-mangler': {
    status: ugyldig,
    tekst: 'præcis ét af flere mulige elementer skal være der',
    why: 'The content model is a choice: exactly one of its elements must be there.',
  },
  'tekst-uventet': {
    status: ugyldig,
    tekst: 'der må ikke stå tekst direkte i elementet',
    why: 'The element holds other elements only.',
  },
  'attribut-ukendt': {
    status: ugyldig,
    tekst: 'attributten findes ikke i kontrakten',
    why: 'The elements of the contract have no attributes.',
  },
  'tekst-for-lang': {
    status: ugyldig,
    tekst: 'teksten er for lang',
    why: 'The contract limits the length of the text (spec sf1500 §1.4).',
  },
  'vaerdi-moenster': {
    status: ugyldig,
    tekst: 'værdien har ikke den form, som kontrakten kræver',
    why: 'The contract gives a pattern for the value, such as the digits of a number or the form of a UUID.',
  },
  'kode-ukendt': {
    status: ugyldig,
    tekst: 'værdien er ikke en af kontraktens koder',
    why: 'The contract lists the values that the element may have.',
  },
  'tidspunkt-form': {
    status: ugyldig,
    tekst: 'værdien er ikke et tidspunkt (xs:dateTime)',
    why: 'Times are xs:dateTime such as 2026-01-01T00:00:00.000+01:00.',
  },
  'tal-form': {
    status: ugyldig,
    tekst: 'værdien er ikke et helt tal',
    why: 'The contract demands an integer.',
  },
  'boolsk-form': {
    status: ugyldig,
    tekst: 'værdien er ikke true eller false',
    why: 'The contract demands a boolean.',
  },
  'graenseindikator-true': {
    status: ugyldig,
    tekst: 'GraenseIndikator kan kun være true',
    why: 'The contract fixes the value; leave the element out where there is no open end (spec sf1500 §1.6 no 18).',
  },
  'skema-brudt': {
    status: ugyldig,
    tekst: 'beskeden passer ikke til kontraktens skema',
    why: 'The schema refuses the message for a reason that no other rule names.',
  },
  'felt-udfyldt': {
    status: ugyldig,
    tekst: 'et felt, som objekttypen kræver, er ikke udfyldt',
    why: 'The naming field of the object type must be filled in every Egenskab (spec sf1500 §2.3, §4.2).',
  },
  'indeks-entydigt': {
    status: ugyldig,
    tekst: 'to adresser har samme Indeks',
    why: 'Indeks is unique among the Adresser of one payload, ended ones included (spec sf1500 §2.3).',
  },
  'adresse-gentaget': {
    status: ugyldig,
    tekst: 'samme adresse er nævnt to gange i samme rolle i samme periode',
    why: 'A duplicate address reference is refused, and never returned (spec sf1500 §2.3, R13).',
  },
  'reference-mangler': {
    status: ugyldig,
    tekst: 'relationen peger ikke på noget',
    why: 'A relation without ReferenceID says nothing; to end a relation, send it with a TilTidspunkt.',
  },
  'virkning-omvendt': {
    status: STATUS.ugyldigVirkning,
    tekst: 'TilTidspunkt ligger før FraTidspunkt',
    why: 'A period is half-open, [FraTidspunkt, TilTidspunkt); the two may be equal (an empty period) but not reversed.',
  },
  'virkning-overlap': {
    status: STATUS.ugyldigVirkning,
    tekst: 'to perioder overlapper hinanden',
    why: 'The periods of the attributes, of the state and of a relation that can be there once must not overlap.',
  },
  'virkning-raekkefoelge': {
    status: STATUS.ugyldigVirkning,
    tekst: 'en ændring med et senere FraTidspunkt er allerede registreret',
    why: 'A period that begins before one that is already in force must be sent together with it (spec sf1500 §2.3, R12).',
  },
  'registrering-i-fremtiden': {
    status: STATUS.registreringstidIFremtiden,
    tekst: 'registreringens Tidspunkt er senere end serverens ur',
    why: 'What is registered is registered now or earlier; a fast client clock is the usual cause (spec sf1500 §2.1).',
  },
  'objekt-findes': {
    status: STATUS.findesAlleredeEllerAfsluttet,
    tekst: 'objektet findes allerede',
    why: 'importer makes new objects, or revives passive and deleted ones; use ret for the others (spec sf1500 §2.1).',
  },
  'objekt-afsluttet': {
    status: STATUS.findesAlleredeEllerAfsluttet,
    tekst: 'objektet er passiveret eller slettet',
    why: 'A passive or deleted object cannot be changed; importer revives it (spec sf1500 §2.3 to §2.5).',
  },
  'objekt-ukendt': {
    status: STATUS.ikkeFundet,
    tekst: 'objektet findes ikke',
    why: 'There is no object of this type with this UUID that the caller may see.',
  },
  'ingen-fundet': {
    status: STATUS.ikkeFundet,
    tekst: 'ingen objekter passer',
    why: 'A search without a (further) hit, or a list in which no UUID is known (spec sf1500 §2.7, §2.8).',
  },
  'faelles-objekt': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'fælles objekter kan kun ændres af deres ejer',
    why: 'Shared objects are kept by KOMBIT and are read-only to the municipalities (spec sf1500 §4.1).',
  },
  'rolle-mangler': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'kalderen har ikke den rolle, som kaldet kræver',
    why: 'Reading needs the role udstil or rediger, writing rediger, anonymiser and fysiskslet their data restriction too (spec security §6); value lists and /haendelser need an agreement about beskedmodtag.',
  },
  'dataafgraensning-mangler': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'personers navn og CPR kræver en dataafgrænsning, som kalderen ikke har',
    why: 'Names and CPR of persons are read, searched for and written with SeNavn and SeCPR alone (spec security §2.1, §6).',
  },
  'kun-testmiljoe': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'operationen findes kun i et testmiljø',
    why: 'fysiskslet deletes for good and exists in test environments alone (spec sf1500 §2.10).',
  },
  'sideantal-ugyldigt': {
    status: ugyldig,
    tekst: 'tallet skal være nul eller større',
    why: 'FoersteResultatReference is a zero-based offset and MaksimalAntalKvantitet a number of hits (spec sf1500 §2.8).',
  },
  'liste-for-lang': {
    status: ugyldig,
    tekst: 'for mange UUIDIdentifikator i ét kald',
    why: 'A limit of this server (setting list-uuids-max): the answer must fit in memory.',
  },
  'soegevaerdier-for-mange': {
    status: ugyldig,
    tekst: 'for mange søgeværdier i ét kald',
    why: 'A limit of this server (setting soeg-vaerdier-max): the database looks for each value, and some thousand stop an embedded one.',
  },
  ...KLASSIFIKATION_REGLER,
  ...PARAMETER_REGLER,
  ...FORDELING_REGLER,
} as const satisfies Record<string, Regel>;

export type RegelId = keyof typeof REGLER;

/** The rules by id. */
export const regler: Readonly<Record<RegelId, Regel>> = REGLER;
