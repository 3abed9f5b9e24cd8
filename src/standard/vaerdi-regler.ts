/**
 * The rules of values: what a simple type demands of a text, with the rule that is broken and what would be right in
 * words. It judges as libxml2 does (see forklaring.parity.test.ts), but for what the last row of tolerancer.ts lets in.
 */
import { charsOf } from '../base/brud.ts';
import type { SimpelType } from './komponenter.ts';
import type { RegelId } from './regler.ts';
import { UUID_MOENSTER } from './skema-sagdok.ts';

export interface Vaerdibrud {
  readonly regel: RegelId;
  /** What would be right, a Danish half-sentence. */
  readonly forventet: string;
}

/** The patterns of the contract in words. */
const MOENSTRE: ReadonlyMap<string, string> = new Map([
  [UUID_MOENSTER, 'et UUID: 8-4-4-4-12 hexadecimale cifre med bindestreger'],
  ['[0-9]{10}', 'præcis 10 cifre'],
  ['[0-9]{8}', 'præcis 8 cifre'],
  ['[0-9]{3}|[0-9]{4}', '3 eller 4 cifre'],
  ['(100)|[1-9]\\d?', 'et helt tal fra 1 til 100'],
]);

/** The words for a pattern; the pattern itself where there are none. */
export function moensterTekst(moenster: string): string {
  return MOENSTRE.get(moenster) ?? `mønsteret ${moenster}`;
}

const udtryk = new Map<string, RegExp>();

/** `\d` of XML Schema is any decimal digit of Unicode. */
function udtrykOf(moenster: string): RegExp {
  let kendt = udtryk.get(moenster);
  if (!kendt) {
    kendt = new RegExp(`^(?:${moenster.replaceAll('\\d', '\\p{Nd}')})$`, 'u');
    udtryk.set(moenster, kendt);
  }
  return kendt;
}

function tekstbrud(type: SimpelType, tekst: string): Vaerdibrud | undefined {
  if (type.tegnMax !== undefined && tekst.length > type.tegnMax) {
    const tegn = charsOf(tekst);
    if (tegn > type.tegnMax)
      return { regel: 'tekst-for-lang', forventet: `højst ${type.tegnMax} tegn (her er ${tegn})` };
  }
  if (type.moenster !== undefined && !udtrykOf(type.moenster).test(tekst)) {
    const luft = udtrykOf(type.moenster).test(tekst.trim()) ? ', uden mellemrum eller linjeskift omkring' : '';
    return { regel: 'vaerdi-moenster', forventet: `${moensterTekst(type.moenster)}${luft}` };
  }
  if (type.koder && !type.koder.includes(tekst)) {
    return { regel: 'kode-ukendt', forventet: `en af ${type.koder.join(', ')}` };
  }
  return undefined;
}

const DATE_TIME =
  /^[ \t\n\r]*(-?(?:[1-9]\d{4,}|\d{4}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:Z|[+-](\d\d):(\d\d))?[ \t\n\r]*$/;
const AAR_MAX = 2_147_483_647;

function isDateTime(tekst: string): boolean {
  const [, aar, maaned, dag, time, minut, sekund, zoneTime = '00', zoneMinut = '00'] = DATE_TIME.exec(tekst) ?? [];
  const y = Number(aar);
  if (aar === undefined || y === 0 || Math.abs(y) > AAR_MAX) return false;
  const m = Number(maaned);
  if (m < 1 || m > 12 || Number(dag) < 1 || Number(dag) > dageI(m, y)) return false;
  const isDoegnslut = time === '24' && minut === '00' && Number(sekund) === 0;
  if (!isDoegnslut && !(Number(time) <= 23 && Number(minut) <= 59 && Number(sekund) < 60)) return false;
  return Number(zoneMinut) <= 59 && Number(zoneTime) * 60 + Number(zoneMinut) <= 14 * 60;
}

function dageI(maaned: number, aar: number): number {
  if (maaned === 2) return (aar % 4 === 0 && aar % 100 !== 0) || aar % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(maaned) ? 30 : 31;
}

const FORMER = {
  dateTime: {
    passer: isDateTime,
    brud: { regel: 'tidspunkt-form', forventet: 'et tidspunkt som 2026-01-01T00:00:00.000+01:00' },
  },
  integer: {
    passer: (tekst: string) => /^[ \t\n\r]*[+-]?\d+[ \t\n\r]*$/.test(tekst),
    brud: { regel: 'tal-form', forventet: 'et helt tal' },
  },
  boolean: {
    passer: (tekst: string) => /^[ \t\n\r]*(?:true|false|0|1)[ \t\n\r]*$/.test(tekst),
    brud: { regel: 'boolsk-form', forventet: 'true eller false' },
  },
} as const;

/** The rule that a text breaks as the value of a type; undefined where it is right. */
export function vaerdibrudOf(type: SimpelType, tekst: string): Vaerdibrud | undefined {
  if (type.base === 'string') return tekstbrud(type, tekst);
  const form = FORMER[type.base];
  return form.passer(tekst) ? undefined : form.brud;
}

/** True where a text is true as xs:boolean. */
export function isTrue(tekst: string): boolean {
  return /^[ \t\n\r]*(?:true|1)[ \t\n\r]*$/.test(tekst);
}

/** As vaerdibrudOf, for an element whose only value is `fast`: a boolean that is true. An empty element has that value. */
export function fastbrudOf(fast: string, tekst: string): Vaerdibrud | undefined {
  if (tekst === '' || isTrue(tekst)) return undefined;
  return { regel: 'graenseindikator-true', forventet: fast };
}
