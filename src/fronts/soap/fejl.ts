/**
 * From an error to a SOAP 1.2 fault and its HTTP status. Faults are for what is no message of the contract, for callers
 * who are not let in, and for our own mistakes; what a rule of the register refuses is a `StandardRetur` instead
 * (spec sf1500 §3).
 */
import { type ErrorCode, FkorgError } from '../../base/error.ts';
import { HTTP_STATUS } from '../../base/http-status.ts';
import { NS as SIKKERHED } from '../../identity/navnerum.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { IkkeForstaaet } from '../../identity/wss/ikke-forstaaet.ts';
import { NS } from '../../standard/namespaces.ts';
import { escapeAttribute, escapeText } from '../../xml/write.ts';
import { VersionMismatch } from './konvolut.ts';
import { PREFIKS } from './prefikser.ts';

/** An unknown authority is a fault of the service: the status that clients of the real one know (spec sf1500 §3.2, scenario A2). */
const FAULT_STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, 'unknown-authority': 500 };

/** The reason that clients look for where the authority is not known (spec sf1500 §3.2, scenario A2). */
const UKENDT_MYNDIGHED = 'ServiceAgreementNotFound';

export interface Fejlsvar {
  readonly httpStatus: number;
  /** The fault element, as XML text. */
  readonly body: string;
  /** A header block that belongs to it, as XML text. */
  readonly hoved?: string;
}

/** True where the mistake is ours and belongs in the log as an error. */
export function isOurs(error: unknown): boolean {
  if (error instanceof Sikkerhedsfejl || error instanceof IkkeForstaaet) return false;
  return !(error instanceof FkorgError) || !error.isCallersFault;
}

/** One fault for all that security refuses: the subcode says of what kind it is, and no more (spec security §4.3). */
function sikkerhedssvar({ art, message }: Sikkerhedsfejl): Fejlsvar {
  const S = PREFIKS.soap12;
  const ns = art === 'MessageExpired' ? SIKKERHED.wsu : SIKKERHED.wsse;
  const body =
    `<${S}:Fault><${S}:Code><${S}:Value>${S}:Sender</${S}:Value>` +
    `<${S}:Subcode><${S}:Value xmlns:a="${ns}">a:${art}</${S}:Value></${S}:Subcode></${S}:Code>` +
    `<${S}:Reason><${S}:Text xml:lang="en">${escapeText(message)}</${S}:Text></${S}:Reason></${S}:Fault>`;
  return { httpStatus: 500, body };
}

/** SOAP 1.2 part 1, §5.4.8: the fault, and a block for each one that was not understood. */
function ikkeForstaaetSvar(error: IkkeForstaaet): Fejlsvar {
  const S = PREFIKS.soap12;
  const body =
    `<${S}:Fault><${S}:Code><${S}:Value>${S}:MustUnderstand</${S}:Value></${S}:Code><${S}:Reason>` +
    `<${S}:Text xml:lang="da">${escapeText(ikkeForstaaetTekst(error))}</${S}:Text>` +
    `</${S}:Reason></${S}:Fault>`;
  const hoved = error.blokke.map(
    ({ ns, navn }) => `<${S}:NotUnderstood qname="x:${navn}" xmlns:x="${escapeAttribute(ns)}"></${S}:NotUnderstood>`,
  );
  return { httpStatus: 500, body, hoved: hoved.join('') };
}

/** What a fault says of an error, whichever the version of SOAP. */
interface Sagt {
  readonly fejl: FkorgError;
  readonly reason: string;
  readonly sprog: 'da' | 'en';
  /** The element of ours in the detail, as XML text. */
  readonly detalje: string;
  readonly httpStatus: number;
}

/** Errors that are not FkorgErrors are ours, and say nothing of themselves to the caller. */
export function sagtOm(error: unknown): Sagt {
  const fejl = error instanceof FkorgError ? error : new FkorgError('internal', 'Der skete en fejl i fkorg');
  const isUkendtMyndighed = fejl.code === 'unknown-authority';
  return {
    fejl,
    reason: isUkendtMyndighed ? UKENDT_MYNDIGHED : fejl.message,
    sprog: isUkendtMyndighed ? 'en' : 'da',
    detalje: `<fejl xmlns="urn:fkorg:fejl:1"><kode>${fejl.code}</kode><tekst>${escapeText(fejl.message)}</tekst></fejl>`,
    httpStatus: FAULT_STATUS[fejl.code],
  };
}

/** What a fault says of header blocks that were not understood. */
export function ikkeForstaaetTekst({ blokke }: IkkeForstaaet): string {
  const navne = blokke.map(({ ns, navn }) => `{${ns}}${navn}`).join(', ');
  return `Dele af hovedet skal forstås og forstås ikke her${navne && `: ${navne}`}`;
}

/** The fault for an error. */
export function fejlsvar(error: unknown): Fejlsvar {
  if (error instanceof Sikkerhedsfejl) return sikkerhedssvar(error);
  if (error instanceof IkkeForstaaet) return ikkeForstaaetSvar(error);
  const { fejl, reason, sprog, detalje, httpStatus } = sagtOm(error);
  const S = PREFIKS.soap12;
  const kode = fejl instanceof VersionMismatch ? 'VersionMismatch' : fejl.isCallersFault ? 'Sender' : 'Receiver';
  const body =
    `<${S}:Fault><${S}:Code><${S}:Value>${S}:${kode}</${S}:Value></${S}:Code>` +
    `<${S}:Reason><${S}:Text xml:lang="${sprog}">${escapeText(reason)}</${S}:Text></${S}:Reason>` +
    `<${S}:Detail>${detalje}</${S}:Detail></${S}:Fault>`;
  return { httpStatus, body };
}

/** The header block that tells a SOAP 1.1 client which envelope is understood here (SOAP 1.2 part 1, §5.4.7). */
export const UPGRADE = `<${PREFIKS.soap12}:Upgrade><${PREFIKS.soap12}:SupportedEnvelope qname="e:Envelope" xmlns:e="${NS.soap12}"/></${PREFIKS.soap12}:Upgrade>`;
