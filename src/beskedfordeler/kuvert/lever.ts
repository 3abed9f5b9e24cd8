/**
 * What a message is when it is handed over: as it came, to the letter, but for TilladtModtager, which names only those that
 * this receiver may have it for, the fields that the distributor fills in for the sender, and a Leverancerute.
 */
import type { Instant } from '../../base/instant.ts';
import { LEVERANCEFELTER } from '../../standard/besked-kuvert.ts';
import { BESKED_NS } from '../../standard/besked-namespaces.ts';
import type { XmlElement } from '../../xml/parse.ts';
import { escapeText } from '../../xml/write.ts';
import { elementerPaa, type Haendelsesbesked, vaerdierPaa } from './haendelsesbesked.ts';
import { felt, RUM, tidspunkt, unikId } from './skriveord.ts';
import { type Splejsning, splejs } from './splejs.ts';

/** One delivery of a message to one receiver. */
export interface Leverance {
  /** As they are written in the message; the others are taken out. */
  readonly tilladteModtagere: readonly string[];
  readonly abonnementUuid: string;
  /** From 1. */
  readonly forsoeg: number;
  /** When the distributor had it. */
  readonly modtaget: Instant;
  readonly leveret: Instant;
  /** The UUID of the distributor. */
  readonly fordelingssystem: string;
  /** The UUID of the system that sent it; absent where it is the register's own. */
  readonly modtagetFra?: string;
}

/** What is known of the sending of a message, beside the message. */
export interface Afsendelse {
  readonly transaktionsId?: string | undefined;
  /** The UUID of the system that sent it. */
  readonly kildesystem?: string | undefined;
  readonly ipAdresse?: string | undefined;
}

const INFORMATION = ['Beskedkuvert', 'Leveranceinformation'];

function rute(leverance: Leverance, rum: string): string {
  const { fordelingssystem, modtaget, leveret, modtagetFra, abonnementUuid, forsoeg } = leverance;
  const dele = [
    felt('Fordelingssystem', unikId(fordelingssystem)),
    felt('ModtagelsesTidspunkt', tidspunkt(modtaget)),
    felt('LeveranceTidspunkt', tidspunkt(leveret)),
    modtagetFra === undefined ? '' : felt('ModtagetFraSystem', unikId(modtagetFra)),
    felt('ErLeveretIHenholdTil', unikId(abonnementUuid)),
    felt('LeveranceruteLokalUdvidelse', felt('AntalLeveranceforsoeg', String(forsoeg))),
  ];
  return felt('Leverancerute', dele.join(''), rum);
}

/** Puts a text last into an element, also into one that is written `<a/>`. */
function sidstI({ udstraekninger, tekst }: Haendelsesbesked, element: XmlElement, ny: string): Splejsning {
  const { fra, indreFra, indreTil, til } = udstraekninger.get(element)!;
  if (indreTil >= indreFra) return { fra: indreTil, til: indreTil, tekst: ny };
  const tag = tekst.slice(fra, til);
  const navn = /^<([^\s/>]+)/.exec(tag)![1]!;
  return { fra, til, tekst: `${tag.replace(/\s*\/>$/, '>')}${ny}</${navn}>` };
}

/** Puts a text into an element before the first of its children that has one of the names, or last. */
function foer(besked: Haendelsesbesked, element: XmlElement, navne: readonly string[], ny: string): Splejsning {
  const naeste = element.boern.find(({ ns, navn }) => ns === BESKED_NS.kuvert && navne.includes(navn));
  if (!naeste) return sidstI(besked, element, ny);
  const { fra } = besked.udstraekninger.get(naeste)!;
  return { fra, til: fra, tekst: ny };
}

/** The fields of Leveranceinformation that stand after this one. */
const efter = (navn: string) => LEVERANCEFELTER.slice(LEVERANCEFELTER.indexOf(navn) + 1);

function ruter(besked: Haendelsesbesked, leverance: Leverance): Splejsning[] {
  const [information] = elementerPaa(besked, INFORMATION);
  const [fundne] = elementerPaa(besked, [...INFORMATION, 'Leveranceruter']);
  if (fundne) return [sidstI(besked, fundne, rute(leverance, RUM))];
  return [foer(besked, information!, efter('Leveranceruter'), felt('Leveranceruter', rute(leverance, ''), RUM))];
}

/** Those that are taken out go with the white space before them, so that no empty lines are left. */
function fjernede(besked: Haendelsesbesked, tilladte: ReadonlySet<string>): Splejsning[] {
  const modtagere = elementerPaa(besked, ['Beskedkuvert', 'Filtreringsdata', 'TilladtModtager']);
  return modtagere.flatMap((element) => {
    const [urn = ''] = vaerdierPaa({ rod: element }, []);
    if (tilladte.has(urn)) return [];
    const { fra, til } = besked.udstraekninger.get(element)!;
    let luft = fra;
    while (/[ \t\r\n]/.test(besked.tekst.charAt(luft - 1))) luft--;
    return [{ fra: luft, til, tekst: '' }];
  });
}

/** The delivered copy: the element Haendelsesbesked as text, without an XML declaration. */
export function skrivLeveret(besked: Haendelsesbesked, leverance: Leverance): string {
  const tilladte = new Set(leverance.tilladteModtagere);
  return splejs(besked.tekst, [...fjernede(besked, tilladte), ...ruter(besked, leverance)]);
}

/**
 * A message as it is kept when it has come from a sender: the fields that tell who sent it are filled in where the sender
 * left them out. What it wrote itself stays; Leverancerute has what the distributor knows.
 */
export function medAfsendelse(besked: Haendelsesbesked, afsendelse: Afsendelse): string {
  const { transaktionsId, kildesystem, ipAdresse } = afsendelse;
  const [information] = elementerPaa(besked, INFORMATION);
  const nye: [navn: string, indhold: string | undefined][] = [
    ['TransaktionsId', transaktionsId && unikId(transaktionsId)],
    ['Kildesystem', kildesystem && unikId(kildesystem)],
    ['KildesystemIPAdresse', ipAdresse && escapeText(ipAdresse)],
  ];
  const manglende = nye.flatMap(([navn, indhold]) => {
    const findes = elementerPaa(besked, [...INFORMATION, navn]).length > 0;
    return findes || !indhold ? [] : [{ navn, tekst: felt(navn, indhold, RUM) }];
  });
  if (manglende.length === 0) return besked.tekst;
  if (information!.boern.length === 0) {
    return splejs(besked.tekst, [sidstI(besked, information!, manglende.map(({ tekst }) => tekst).join(''))]);
  }
  return splejs(
    besked.tekst,
    manglende.map(({ navn, tekst }) => foer(besked, information!, efter(navn), tekst)),
  );
}
