/**
 * The envelope of a message, element by element (spec neighbours §1.7): from this table its schema is written, and by it
 * messages are judged and explained.
 */
import { BESKED_NS } from './besked-namespaces.ts';
import { aktoerType, HELTAL, TEKST, tidspunktType, unikIdType } from './besked-sagdok.ts';
import type { ElementKomponent, KompleksType, Partikel, SimpelType } from './komponenter.ts';
import { type Antal, elementOf, ref, sekvens } from './skema-dele.ts';

/** Name, how often, and what it holds: a type, or rows of its own. A name that stands in two places is one element. */
type Raekke = readonly [navn: string, antal: Antal, hvad: SimpelType | KompleksType | readonly Raekke[]];

const NS = BESKED_NS.kuvert;

const signatur: ElementKomponent = elementOf(BESKED_NS.dsig, 'Signature', {
  art: 'kompleks',
  model: 'fri',
  indhold: [],
});

/** A signature of XML-DSig, which only those look into who verify it. */
function signaturType(navn: string): KompleksType {
  return sekvens({ ns: NS, navn: `${navn}Type` }, [ref(signatur, '1')]);
}

/** An extension: what the envelope names itself, and then whatever other namespaces have. */
function udvidelse(navn: string, foerst: string, type: SimpelType | KompleksType): KompleksType {
  return { ...sekvens({ ns: NS, navn: `${navn}Type` }, [ref(elementOf(NS, foerst, type), '?')]), enhver: '##other' };
}

function udvidelseMedSignatur(navn: string, foerst: string): KompleksType {
  return udvidelse(navn, foerst, signaturType(foerst));
}

const RELATERET_OBJEKT: readonly Raekke[] = [
  ['ObjektId', '1', unikIdType],
  ['ObjektType', '1', unikIdType],
  ['ObjektRolle', '?', unikIdType],
];

const OBJEKT_REGISTRERING: readonly Raekke[] = [
  ['ObjektRegistreringId', '?', unikIdType],
  ['RegistreringsAktoer', '?', aktoerType],
  ['Registreringstidspunkt', '?', tidspunktType],
  ['ObjektAnsvarligMyndighed', '?', unikIdType],
  ['ObjektId', '?', unikIdType],
  ['ObjektType', '?', unikIdType],
  ['ObjektHandling', '?', unikIdType],
  ['OpgaveEmne', '?', unikIdType],
  [
    'ObjektRegistreringLokalUdvidelse',
    '?',
    udvidelseMedSignatur('ObjektRegistreringLokalUdvidelse', 'AfsenderSystemSignatur'),
  ],
];

const FILTRERINGSDATA: readonly Raekke[] = [
  ['Beskedtype', '1', unikIdType],
  ['BeskedAnsvarligAktoer', '?', aktoerType],
  ['TilladtModtager', '*', unikIdType],
  ['RelateretObjekt', '*', RELATERET_OBJEKT],
  ['ObjektRegistrering', '*', OBJEKT_REGISTRERING],
  ['TvaergaaendeProces', '*', unikIdType],
];

const LEVERANCERUTE: readonly Raekke[] = [
  ['Fordelingssystem', '?', unikIdType],
  ['ModtagelsesTidspunkt', '?', tidspunktType],
  ['LeveranceTidspunkt', '?', tidspunktType],
  ['ModtagetFraSystem', '?', aktoerType],
  ['ErLeveretIHenholdTil', '?', unikIdType],
  ['LeveranceruteLokalUdvidelse', '?', udvidelse('LeveranceruteLokalUdvidelse', 'AntalLeveranceforsoeg', HELTAL)],
];

/** In order; also what is filled in for a sender is put where this says. */
const LEVERANCEINFORMATION: readonly Raekke[] = [
  ['Dannelsestidspunkt', '?', tidspunktType],
  ['TransaktionsId', '?', unikIdType],
  ['Kildesystem', '?', aktoerType],
  ['KildesystemIPAdresse', '?', TEKST],
  ['KildesystemAkkreditiver', '?', TEKST],
  ['Sikkerhedsklassificering', '?', unikIdType],
  ['Leveranceruter', '?', [['Leverancerute', '*', LEVERANCERUTE]]],
  [
    'LeveranceinformationLokalUdvidelse',
    '?',
    udvidelseMedSignatur('LeveranceinformationLokalUdvidelse', 'BeskedfordelerSignatur'),
  ],
];

const BESKEDKUVERT: readonly Raekke[] = [
  ['Filtreringsdata', '1', FILTRERINGSDATA],
  ['Leveranceinformation', '1', LEVERANCEINFORMATION],
  [
    'Modtagerhandling',
    '?',
    [
      ['Handling', '?', unikIdType],
      ['Responsmodtager', '?', aktoerType],
    ],
  ],
  ['GyldighedFra', '?', tidspunktType],
  ['GyldighedTil', '?', tidspunktType],
];

const beskeddataType: KompleksType = { ...sekvens({ ns: NS, navn: 'BeskeddataType' }, []), enhver: '##any' };

const HAENDELSESBESKED: readonly Raekke[] = [
  ['BeskedId', '1', unikIdType],
  ['BeskedVersion', '1', TEKST],
  ['Beskedkuvert', '1', BESKEDKUVERT],
  ['Beskeddata', '*', beskeddataType],
];

const elementer = new Map<string, ElementKomponent>();

function elementAf(navn: string, hvad: Raekke[2]): ElementKomponent {
  const kendt = elementer.get(navn);
  if (kendt) return kendt;
  const type = 'art' in hvad ? hvad : sekvens({ ns: NS, navn: `${navn}Type` }, hvad.map(partikelAf));
  const element = elementOf(NS, navn, type);
  elementer.set(navn, element);
  return element;
}

function partikelAf([navn, antal, hvad]: Raekke): Partikel {
  return ref(elementAf(navn, hvad), antal);
}

/** The whole message, as it stands on the wires. */
export const haendelsesbesked: ElementKomponent = elementAf('Haendelsesbesked', HAENDELSESBESKED);

/** The names of the fields of Leveranceinformation in order. */
export const LEVERANCEFELTER: readonly string[] = LEVERANCEINFORMATION.map(([navn]) => navn);
