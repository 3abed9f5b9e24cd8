/** The values of a row of CSV: texts within the limits of the contract, dates, numbers with check digits, classes. */

import { shownValue } from '../base/brud.ts';
import { parseDateTime } from '../base/copenhagen.ts';
import { type Instant, TIL_ALTID } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import { klasserI } from '../data/klasser.ts';
import type { UnikId } from '../register/model.ts';
import { isXmlText } from '../xml/write.ts';
import type { Filbrud } from './emne.ts';

const DAG = /^(\d{4})-(\d{2})-(\d{2})$/;
const DANSK_DAG = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/;

/** The Danish midnight that begins a day, moved by whole days; undefined where the text is no day. */
export function dagOf(tekst: string, dage = 0): Instant | undefined {
  const [, year, month, day] = DAG.exec(tekst) ?? [];
  const [, danskDag, danskMaaned, danskAar] = DANSK_DAG.exec(tekst) ?? [];
  const dele = [year ?? danskAar, month ?? danskMaaned, day ?? danskDag];
  if (dele.includes(undefined)) return undefined;
  const iso = dele.map((del) => del!.padStart(2, '0')).join('-');
  if (parseDateTime(`${iso}T00:00:00`) === undefined) return undefined;
  const flyttet = new Date(Date.parse(`${iso}T00:00:00Z`) + dage * 86_400_000).toISOString().slice(0, 10);
  return parseDateTime(`${flyttet}T00:00:00`);
}

/** True for 13 digits of which the last one checks the others (GLN). */
export function isEan(tekst: string): boolean {
  if (!/^\d{13}$/.test(tekst)) return false;
  const sum = [...tekst].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Reads the fields of one row and collects what is wrong with them. */
export class Felter {
  readonly brud: Filbrud[] = [];
  readonly #felter: ReadonlyMap<string, string>;

  /** @param felter By column; a column that the file has not is absent. */
  constructor(felter: ReadonlyMap<string, string>) {
    this.#felter = felter;
  }

  has(kolonne: string): boolean {
    return this.#felter.has(kolonne);
  }

  afvis(kolonne: string, regel: Filbrud['regel'], forventet: string): void {
    const vaerdi = this.#felter.get(kolonne) ?? '';
    this.brud.push({ regel, sted: kolonne, ...(vaerdi !== '' && { vaerdi: shownValue(vaerdi) }), forventet });
  }

  /** A text, or `''`. */
  tekst(kolonne: string, tegnMax: number): string {
    const tekst = this.#felter.get(kolonne) ?? '';
    if (!isXmlText(tekst)) this.afvis(kolonne, 'fil-form', 'a text without control characters');
    else if ([...tekst].length > tegnMax) this.afvis(kolonne, 'fil-form', `a text of at most ${tegnMax} characters`);
    return tekst;
  }

  /** A text that must be there. */
  paakraevet(kolonne: string, tegnMax: number): string {
    const tekst = this.tekst(kolonne, tegnMax);
    if (tekst === '') this.afvis(kolonne, 'fil-mangler', 'something');
    return tekst;
  }

  /** A text that is right, or `''`. */
  form(kolonne: string, isRight: (tekst: string) => boolean, forventet: string): string {
    const tekst = this.#felter.get(kolonne) ?? '';
    if (tekst !== '' && !isRight(tekst)) this.afvis(kolonne, 'fil-form', forventet);
    return tekst;
  }

  /** The first and the last day as an interval. Without a column for the last day that is not said; empty, it is open. */
  gaelder(): { fra?: Instant; til?: Instant } {
    const fra = this.#dag('Fra', 0);
    const til = this.#dag('Til', 1);
    if (fra !== undefined && til !== undefined && til <= fra) this.afvis('Til', 'fil-form', 'a day not before Fra');
    const aaben = this.has('Til') ? TIL_ALTID : undefined;
    const slut = til ?? aaben;
    return { ...(fra !== undefined && { fra }), ...(slut !== undefined && { til: slut }) };
  }

  #dag(kolonne: string, dage: number): Instant | undefined {
    const tekst = this.#felter.get(kolonne) ?? '';
    if (tekst === '') return undefined;
    const dag = dagOf(tekst, dage);
    if (dag === undefined) this.afvis(kolonne, 'fil-form', 'a day such as 2026-01-31 or 31-01-2026');
    return dag;
  }

  /** A class: the title of one that the register begins with, a UUID, or a URN. */
  klasse(kolonne: string, gruppe: Parameters<typeof klasserI>[0]): UnikId | undefined {
    const tekst = this.tekst(kolonne, 255);
    if (tekst === '') return undefined;
    if (isUuid(tekst)) return { uuid: tekst.toLowerCase() };
    if (/^urn:\S+$/.test(tekst)) return { urn: tekst };
    const kendte = klasserI(gruppe);
    const klasse = kendte.find(({ titel }) => titel.toLowerCase() === tekst.toLowerCase());
    if (klasse) return { uuid: klasse.uuid };
    this.afvis(kolonne, 'fil-form', `${kendte.map(({ titel }) => titel).join(', ')}, a UUID, or a URN`);
    return undefined;
  }
}
