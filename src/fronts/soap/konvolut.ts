/**
 * The envelope: what the fronts take from a request's and how they write an answer's (spec sf1500 §1.1). SOAP 1.2, and 1.1 for
 * those that are told to speak it.
 *
 * The header is optional and its contents are not demanded: clients call without it, with a TransactionUUID that is no
 * UUID, and with headers of other standards (scenarios T5, T6, T8).
 */
import { FkorgError } from '../../base/error.ts';
import { newUuid } from '../../base/uuid.ts';
import { NS } from '../../standard/namespaces.ts';
import type { XmlElement } from '../../xml/parse.ts';
import { escapeText } from '../../xml/write.ts';
import { PREFIKS } from './prefikser.ts';

/** A version of SOAP, by the namespace of its envelope. */
export type Soap = typeof NS.soap12 | typeof NS.soap11;

const KUN_12: readonly Soap[] = [NS.soap12];

/** What the header of a request says of the call. */
export interface Konvolut {
  /** Absent: SOAP 1.2. */
  readonly soap?: Soap;
  /** Free text; what the caller sent, or a new UUID. It stands in the answer's header and in the log. */
  readonly transactionUuid: string;
  /** `wsa:MessageID`, where the caller sent one. */
  readonly messageId?: string;
}

/** A SOAP version that is not spoken here; answered with the fault that SOAP 1.2 §5.4.7 names. */
export class VersionMismatch extends FkorgError {
  constructor() {
    super('malformed-request', 'Konvolutten er ikke SOAP 1.2 (http://www.w3.org/2003/05/soap-envelope)');
  }
}

const TRANSACTION_CHARS_MAX = 256;

function headerTekst(header: XmlElement | undefined, ns: string, sti: readonly string[]): string | undefined {
  let her = header;
  for (const navn of sti) her = her?.boern.find((e) => e.ns === ns && e.navn === navn);
  const tekst = her?.tekst.trim();
  return tekst ? tekst.slice(0, TRANSACTION_CHARS_MAX) : undefined;
}

/** The one element in the body of an envelope of either version. Throws FkorgError where the body holds other than one. */
export function indholdOf(rod: XmlElement): XmlElement {
  const body = rod.boern.find((e) => e.ns === rod.ns && e.navn === 'Body');
  const indhold = body?.boern[0];
  if (body && indhold && body.boern.length === 1) return indhold;
  const antal = body ? `${body.boern.length} elementer` : 'ikke der';
  throw new FkorgError('malformed-request', `Envelope/Body skal indeholde præcis ét element; den er ${antal}`);
}

/** Reads the header of an envelope. Throws FkorgError where the document is no envelope of these versions. */
export function laesKonvolut(rod: XmlElement, versioner: readonly Soap[] = KUN_12): Konvolut {
  if (rod.navn !== 'Envelope') {
    throw new FkorgError(
      'malformed-request',
      `Rodelementet er ${rod.navn.slice(0, 100)}; det skal være en SOAP 1.2 Envelope`,
    );
  }
  const soap = versioner.find((version) => version === rod.ns);
  if (soap === undefined) throw new VersionMismatch();
  const header = rod.boern.find((e) => e.ns === soap && e.navn === 'Header');
  const messageId = headerTekst(header, NS.wsa, ['MessageID']);
  return {
    soap,
    transactionUuid: headerTekst(header, NS.header, ['RequestHeader', 'TransactionUUID']) ?? newUuid(),
    ...(messageId !== undefined && { messageId }),
  };
}

function aabn(soap: Soap): string {
  const S = PREFIKS.soap12;
  return `<?xml version="1.0" encoding="UTF-8"?><${S}:Envelope xmlns:${S}="${soap}"><${S}:Header>`;
}

const HDR = PREFIKS.header;
const WSA = PREFIKS.wsa;

/** What an answer's header says of the request that it answers. */
export interface Svarhoved {
  /** Absent: SOAP 1.2. */
  readonly soap?: Soap;
  readonly transactionUuid?: string;
  readonly messageId?: string;
  /** The action of the answer, written only where the request used WS-Addressing. */
  readonly action?: string;
  /** A further header block, as XML text. */
  readonly ekstra?: string;
}

/** The header block that tells of which call an answer is. */
export function requestHeader(transactionUuid: string): string {
  return (
    `<${HDR}:RequestHeader xmlns:${HDR}="${NS.header}"><${HDR}:TransactionUUID>` +
    `${escapeText(transactionUuid)}</${HDR}:TransactionUUID></${HDR}:RequestHeader>`
  );
}

/** An envelope round a body that is XML text already; both in pieces. */
export function skrivKonvolut(hoved: Svarhoved, body: readonly string[]): readonly string[] {
  let ud = aabn(hoved.soap ?? NS.soap12) + (hoved.ekstra ?? '');
  if (hoved.transactionUuid !== undefined) ud += requestHeader(hoved.transactionUuid);
  if (hoved.messageId !== undefined) {
    if (hoved.action) ud += `<${WSA}:Action xmlns:${WSA}="${NS.wsa}">${escapeText(hoved.action)}</${WSA}:Action>`;
    ud += `<${WSA}:MessageID xmlns:${WSA}="${NS.wsa}">urn:uuid:${newUuid()}</${WSA}:MessageID>`;
    ud += `<${WSA}:RelatesTo xmlns:${WSA}="${NS.wsa}">${escapeText(hoved.messageId)}</${WSA}:RelatesTo>`;
  }
  const S = PREFIKS.soap12;
  return [`${ud}</${S}:Header><${S}:Body>`, ...body, `</${S}:Body></${S}:Envelope>`];
}
