/**
 * What the token service says no with: faults without a signature, as the product behind the platform writes them
 * (spec security §1.4). Its event numbers stand as codes in the namespace of the envelope, where WCF clients look for them.
 */
import { FkorgError } from '../../base/error.ts';
import { NS } from '../../identity/navnerum.ts';
import { SIKKERHEDSFEJL_TEKST, Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { IkkeForstaaet } from '../../identity/wss/ikke-forstaaet.ts';
import { kanoniskTekst } from '../../xml/kanonisk-tegn.ts';
import { type Soap, skrivKonvolut } from './konvolut.ts';
import { Stsfejl } from './stsfejl.ts';
import { ACTION, WST } from './wstrust.ts';

interface Fault {
  /** As a name in the envelope's own namespace. */
  readonly kode: string;
  readonly underkode?: { readonly ns: string; readonly navn: string };
  readonly tekst: string;
  readonly sprog: 'en-US' | 'da';
}

function faultOf(fejl: unknown): Fault {
  if (fejl instanceof Sikkerhedsfejl) {
    const ns = fejl.art === 'MessageExpired' ? NS.wsu : NS.wsse;
    return { kode: 'Sender', underkode: { ns, navn: fejl.art }, tekst: SIKKERHEDSFEJL_TEKST, sprog: 'en-US' };
  }
  if (fejl instanceof Stsfejl) {
    if (typeof fejl.kode === 'number') return { kode: String(fejl.kode), tekst: fejl.message, sprog: 'en-US' };
    return { kode: 'Sender', underkode: { ns: WST, navn: fejl.kode }, tekst: fejl.message, sprog: 'da' };
  }
  if (fejl instanceof IkkeForstaaet) {
    return { kode: 'MustUnderstand', tekst: 'Et hovedelement, som skal forstås, forstås ikke her', sprog: 'da' };
  }
  if (fejl instanceof FkorgError && fejl.isCallersFault) {
    return { kode: 'Sender', underkode: { ns: WST, navn: 'InvalidRequest' }, tekst: fejl.message, sprog: 'da' };
  }
  const tekst = fejl instanceof FkorgError ? fejl.message : 'Der skete en fejl i fkorg';
  return { kode: 'Receiver', tekst, sprog: 'da' };
}

/** The codes of SOAP 1.2 that have other names in 1.1. */
const KODE_11: Readonly<Record<string, string>> = { Sender: 'Client', Receiver: 'Server' };

/** The body of a fault in SOAP 1.1, where a subcode takes the place of the code. */
function fault11({ kode, underkode, tekst }: Fault): string {
  const navn = underkode ? `c:${underkode.navn}` : `s:${KODE_11[kode] ?? kode}`;
  const ns = underkode ? ` xmlns:c="${underkode.ns}"` : '';
  return `<s:Fault><faultcode${ns}>${navn}</faultcode><faultstring>${kanoniskTekst(tekst)}</faultstring></s:Fault>`;
}

function fault12({ kode, underkode, tekst, sprog }: Fault): string {
  const under = underkode
    ? `<s:Subcode><s:Value xmlns:c="${underkode.ns}">c:${underkode.navn}</s:Value></s:Subcode>`
    : '';
  return (
    `<s:Fault><s:Code><s:Value>s:${kode}</s:Value>${under}</s:Code>` +
    `<s:Reason><s:Text xml:lang="${sprog}">${kanoniskTekst(tekst)}</s:Text></s:Reason></s:Fault>`
  );
}

/** The fault for an error; `messageId` is the request's, where it has one. Always HTTP 500 (spec security §4.3). */
export function skrivFault(soap: Soap, messageId: string | undefined, fejl: unknown): string {
  const fault = faultOf(fejl);
  const hoved =
    `<a:Action xmlns:a="${NS.wsa}" s:mustUnderstand="1">${ACTION.fault}</a:Action>` +
    (messageId === undefined ? '' : `<a:RelatesTo xmlns:a="${NS.wsa}">${kanoniskTekst(messageId)}</a:RelatesTo>`);
  return skrivKonvolut(soap, hoved, `<s:Body>${soap === NS.soap11 ? fault11(fault) : fault12(fault)}</s:Body>`);
}
