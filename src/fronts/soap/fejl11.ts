/** Faults in SOAP 1.1 (§4.4): the same errors as in `fejl.ts`, in the words and the places that the older version has for them. */
import { NS as SIKKERHED } from '../../identity/navnerum.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { IkkeForstaaet } from '../../identity/wss/ikke-forstaaet.ts';
import { escapeText } from '../../xml/write.ts';
import { type Fejlsvar, ikkeForstaaetTekst, sagtOm } from './fejl.ts';
import { PREFIKS } from './prefikser.ts';

const S = PREFIKS.soap12;

function fault(kode: string, xmlns: string, tekst: string, detail = ''): string {
  return (
    `<${S}:Fault><faultcode${xmlns}>${kode}</faultcode><faultstring>${escapeText(tekst)}</faultstring>` +
    `${detail}</${S}:Fault>`
  );
}

/** The fault for an error, as `fejlsvar`. */
export function fejlsvar11(error: unknown): Fejlsvar {
  if (error instanceof Sikkerhedsfejl) {
    const ns = error.art === 'MessageExpired' ? SIKKERHED.wsu : SIKKERHED.wsse;
    return { httpStatus: 500, body: fault(`a:${error.art}`, ` xmlns:a="${ns}"`, error.message) };
  }
  if (error instanceof IkkeForstaaet) {
    return { httpStatus: 500, body: fault(`${S}:MustUnderstand`, '', ikkeForstaaetTekst(error)) };
  }
  const { fejl, reason, detalje, httpStatus } = sagtOm(error);
  const kode = fejl.isCallersFault ? 'Client' : 'Server';
  return { httpStatus, body: fault(`${S}:${kode}`, '', reason, `<detail>${detalje}</detail>`) };
}
