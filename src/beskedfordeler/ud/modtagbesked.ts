/**
 * The words of BeskedFåTilsendt: a message goes out in `ModtagBeskedInput`, and its receiver answers `ModtagBeskedOutput` with a
 * StatusKode that says what becomes of the message (spec neighbours §1.5).
 */
import { shownValue } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import { parseXml, type XmlElement, type XmlLimits } from '../../xml/parse.ts';
import type { Udfald } from './udfald.ts';

const STS = 'urn:oio:sts:1.0.0';
const SAGDOK = 'urn:oio:sagdok:3.0.0';

export const INDHOLDSTYPE = 'text/xml;charset=UTF-8';

/** An answer is a handful of elements, whatever the limits of requests are. */
const SVARGRAENSER: XmlLimits = { depthMax: 16, elementsMax: 100, attributesMax: 16 };

const TEKST_CHARS_MAX = 200;

/** The codes that a receiver has for what will not get better by itself. */
const STOPKODER: Readonly<Record<string, string>> = {
  '41': 'modtageren kunne ikke læse beskeden',
  '51': 'modtageren har ikke tjenesten',
  '53': 'modtagerens tjeneste er ikke tilgængelig',
  '55': 'modtageren kender ikke denne version',
};

/** @param haendelsesbesked The delivered copy, with or without its XML declaration. */
export function skrivModtagBesked(haendelsesbesked: string): Buffer {
  const uden = haendelsesbesked.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '');
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<sts:ModtagBeskedInput xmlns:sts="${STS}">${uden}</sts:ModtagBeskedInput>`,
  );
}

/** What an answer says. Whatever is no such answer stops, with a text that says what it was. */
export function laesModtagBeskedOutput(bytes: Buffer): Udfald {
  let svar: Statussvar;
  try {
    svar = statussvarOf(parseXml(bytes, SVARGRAENSER).rod);
  } catch (fejl) {
    if (!(fejl instanceof FkorgError)) throw fejl;
    return { art: 'stop', kode: 'SVARFORM', status: 200, grund: `Svaret er ikke ModtagBeskedOutput: ${fejl.message}` };
  }
  const status = Number(svar.kode);
  if (status === 20) return { art: 'taget', status };
  const grund = `StatusKode ${svar.kode}${svar.tekst}`;
  const kode = 'StatusKode';
  if (status === 40) return { art: 'senere', kode, status, grund };
  const kendt = STOPKODER[svar.kode] ?? 'fkorg kender ikke koden som svar på ModtagBesked';
  return { art: 'stop', kode, status, grund: `${grund} (${kendt})` };
}

interface Statussvar {
  readonly kode: string;
  /** Begins with a colon, or is empty. */
  readonly tekst: string;
}

function statussvarOf(rod: XmlElement): Statussvar {
  if (rod.ns !== STS || rod.navn !== 'ModtagBeskedOutput') {
    throw new FkorgError('malformed-request', `roden er {${shownValue(rod.ns)}}${shownValue(rod.navn)}`);
  }
  const retur = barnOf(rod, 'StandardRetur');
  const kode = retur && barnOf(retur, 'StatusKode')?.tekst.trim();
  if (!retur || kode === undefined || !/^\d{1,6}$/.test(kode)) {
    throw new FkorgError('malformed-request', `der er ingen StatusKode af cifre i StandardRetur i ${SAGDOK}`);
  }
  const tekst = barnOf(retur, 'FejlbeskedTekst')?.tekst;
  return { kode, tekst: tekst ? `: ${vistTekst(tekst)}` : '' };
}

function barnOf({ boern }: XmlElement, navn: string): XmlElement | undefined {
  return boern.find((barn) => barn.ns === SAGDOK && barn.navn === navn);
}

/** The receiver's own words as an operator may see them: short, on one line, without what could be a CPR number. */
function vistTekst(tekst: string): string {
  return tekst
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\d{6}[- ]?\d{4}/g, '…')
    .trim()
    .slice(0, TEKST_CHARS_MAX)
    .replace(/[\uD800-\uDBFF]$/, '');
}
