/** The envelope of a request: SOAP 1.2 or 1.1, its header blocks, its one body; and how an answer is put into one. */
import { FkorgError } from '../../base/error.ts';
import { alle, er } from '../../identity/element.ts';
import { NS } from '../../identity/navnerum.ts';
import type { RigtAttribut, RigtElement } from '../../xml/rig.ts';

export type Soap = typeof NS.soap12 | typeof NS.soap11;

export const CONTENT_TYPE: Readonly<Record<Soap, string>> = {
  [NS.soap12]: 'application/soap+xml; charset=utf-8',
  [NS.soap11]: 'text/xml; charset=utf-8',
};

export interface Stskonvolut {
  readonly soap: Soap;
  readonly hoved: readonly RigtElement[];
  readonly body: RigtElement;
}

function ugyldig(tekst: string): never {
  throw new FkorgError('malformed-request', tekst);
}

/** The version of an envelope; SOAP 1.2 where it is none, for the answer. */
export function soapOf(rod: RigtElement | undefined): Soap {
  return rod?.ns === NS.soap11 ? NS.soap11 : NS.soap12;
}

/** Reads an envelope. Throws FkorgError where it is none. */
export function laesKonvolut(rod: RigtElement): Stskonvolut {
  const soap = soapOf(rod);
  if (!er(rod, soap, 'Envelope')) ugyldig('Rodelementet skal være en Envelope i SOAP 1.2 eller 1.1');
  const [hoved, ...flereHoveder] = alle(rod, soap, 'Header');
  const [body, ...flereBodies] = alle(rod, soap, 'Body');
  if (!hoved || !body || flereHoveder.length + flereBodies.length > 0 || rod.boern.length !== 2) {
    ugyldig('Envelope skal have præcis én Header og én Body');
  }
  return { soap, hoved: hoved.boern, body };
}

/** Blocks that are understood here, or that nobody needs to understand. */
const FORSTAAET: ReadonlySet<string> = new Set([NS.wsa, NS.wsse, NS.sbf]);

function mustUnderstand({ attributter }: RigtElement, soap: Soap): boolean {
  const isTrue = ({ ns, navn, vaerdi }: RigtAttribut) =>
    ns === soap && navn === 'mustUnderstand' && ['1', 'true'].includes(vaerdi.trim());
  return attributter.some(isTrue);
}

/** A header block that the sender demands to be understood and that is not (SOAP 1.2 part 1, §2.4). */
export function ikkeForstaaet({ hoved, soap }: Stskonvolut): RigtElement | undefined {
  return hoved.find((blok) => !FORSTAAET.has(blok.ns) && mustUnderstand(blok, soap));
}

/** An envelope round header blocks and body that are XML text already. */
export function skrivKonvolut(soap: Soap, hoved: string, body: string): string {
  return `<s:Envelope xmlns:s="${soap}"><s:Header>${hoved}</s:Header>${body}</s:Envelope>`;
}
