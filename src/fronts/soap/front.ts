/**
 * One SOAP call from bytes to bytes: envelope, dispatch on the body element, request schema, caller, operation, answer
 * (spec sf1500 §1; scenarios T1 to T14). The body element decides; a soapAction that says otherwise is passed over
 * (docs/decisions).
 */
import { udenSkjulteVaerdier } from '../../access/personfelter.ts';
import { FkorgError } from '../../base/error.ts';
import { isUuid, newUuid } from '../../base/uuid.ts';
import type { Register } from '../../operations/kontekst.ts';
import { afvistVedDoeren } from '../../operations/krav.ts';
import type { Outcome } from '../../operations/operation.ts';
import { run } from '../../operations/run.ts';
import { type Sag, type Sagsspor, sagssporOf } from '../../operations/sag.ts';
import { afvistMed } from '../../operations/udfald.ts';
import type { Anmodningsskema } from '../../standard/anmodningsskema.ts';
import type { OperationRaekke, Tjeneste, Verbum } from '../../standard/tjenester.ts';
import { tjenester } from '../../standard/tjenester.ts';
import { type XmlElement, xmlLimitsOf } from '../../xml/parse.ts';
import { afkod } from './afkod.ts';
import { AfkodningsFejl } from './afkod-vaerdier.ts';
import { fejlsvar, UPGRADE } from './fejl.ts';
import type { Indgang, Indladt } from './indgang.ts';
import { indkod } from './indkod.ts';
import {
  indholdOf,
  type Konvolut,
  laesKonvolut,
  requestHeader,
  type Svarhoved,
  skrivKonvolut,
  VersionMismatch,
} from './konvolut.ts';
import { erklaeringer } from './prefikser.ts';

export const SOAP_CONTENT_TYPE = 'application/soap+xml; charset=utf-8';

/** The action of a fault (WS-Addressing 1.0 SOAP binding §5.2). */
const FAULT_ACTION = 'http://www.w3.org/2005/08/addressing/soap/fault';

export interface SoapRequest {
  readonly tjeneste: Tjeneste;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  /** The most bytes that a body at this address may have; the limits of its XML grow with it. */
  readonly bytesMax: number;
}

export interface SoapSvar {
  readonly httpStatus: number;
  /** The answer, in pieces. */
  readonly xml: readonly string[];
  /** What the log may know: no names, no numbers of persons. */
  readonly spor: {
    readonly verbum?: Verbum;
    readonly status?: number;
    readonly transactionUuid?: string;
    readonly regler?: readonly string[];
    readonly fejl?: unknown;
  };
  /** What the audit log may know besides. */
  readonly sag: Sagsspor;
}

export interface SoapFront {
  readonly register: Register;
  readonly skema: Anmodningsskema;
  readonly indgang: Indgang;
}

/** Refuses what is not SOAP 1.2 in UTF-8; a missing action parameter is fine (scenario T3). */
function assertContentType(contentType: string | undefined): void {
  const [medietype, ...parametre] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((del) => del.trim());
  if (medietype !== 'application/soap+xml') {
    throw new FkorgError(
      'wrong-content-type',
      `Content-Type er ${contentType ? `»${contentType.slice(0, 100)}«` : 'ikke angivet'}; SOAP 1.2 sendes som application/soap+xml`,
    );
  }
  const charset = parametre
    .find((del) => del.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') {
    throw new FkorgError('wrong-content-type', `Tegnsættet er ${charset.slice(0, 40)}; beskeder sendes i UTF-8`);
  }
}

/** The operation that a body element names on this service. The error tells where the element belongs, if anywhere. */
function operationOf(tjeneste: Tjeneste, indhold: XmlElement): OperationRaekke {
  const her = tjeneste.operationer.find((op) => op.input === indhold.navn);
  if (her && indhold.ns === tjeneste.namespace) return her;
  const andetsteds = tjenester.find(
    (t) => t.namespace === indhold.ns && t.operationer.some((op) => op.input === indhold.navn),
  );
  const raad = andetsteds
    ? `det hører til adressen ${andetsteds.sti}`
    : `her kendes ${tjeneste.operationer.map((op) => op.input).join(', ')} i namespace ${tjeneste.namespace}`;
  throw new FkorgError(
    'unknown-operation',
    `Elementet {${indhold.ns.slice(0, 200)}}${indhold.navn.slice(0, 100)} kan ikke behandles på ${tjeneste.sti}: ${raad}`,
  );
}

async function udfald(
  front: SoapFront,
  tjeneste: Tjeneste,
  operation: OperationRaekke,
  { kalder, bytes, dokument }: Indladt,
  sag: Sag,
): Promise<Outcome> {
  const kontekst = { ...front.register, kalder };
  const afvist = afvistVedDoeren(kontekst, operation);
  if (afvist) return afvist;
  const { rod, brud } = front.skema.valider(bytes, dokument);
  if (brud.length > 0) return afvistMed(udenSkjulteVaerdier(kalder, brud));
  try {
    sag.kald = afkod(indholdOf(rod), tjeneste, operation);
    return await run(kontekst, sag.kald);
  } catch (fejl) {
    if (fejl instanceof AfkodningsFejl) return afvistMed([fejl.brud]);
    throw fejl;
  }
}

function hovedOf({ transactionUuid, messageId }: Konvolut, operation: OperationRaekke | undefined): Svarhoved {
  return {
    transactionUuid,
    ...(messageId !== undefined && { messageId, ...(operation && { action: `${operation.soapAction}Response` }) }),
  };
}

/** Writes an answer, signed where the caller is to have it signed. */
async function skrivSvar(
  { underskriv }: Indladt,
  konvolut: Konvolut,
  operation: OperationRaekke,
  tjeneste: Tjeneste,
  indhold: readonly string[],
): Promise<readonly string[]> {
  const hoved = hovedOf(konvolut, operation);
  if (!underskriv) return skrivKonvolut(hoved, indhold);
  const svar = await underskriv({
    action: hoved.action ?? '',
    relatesTo: konvolut.messageId ?? '',
    usigneret: requestHeader(konvolut.transactionUuid),
    indhold,
    prefikser: erklaeringer(tjeneste).map(([prefiks]) => prefiks),
  });
  return [svar];
}

/** Answers a call. Never throws: what goes wrong is a fault. */
export async function besvar(front: SoapFront, request: SoapRequest): Promise<SoapSvar> {
  let konvolut: Konvolut = { transactionUuid: newUuid() };
  let operation: OperationRaekke | undefined;
  const sag: Sag = {};
  const kendt = () => ({
    ...(operation && { verbum: operation.verbum }),
    ...(isUuid(konvolut.transactionUuid) && { transactionUuid: konvolut.transactionUuid }),
  });
  try {
    assertContentType(request.contentType);
    const besked = front.indgang.laes(request.body, xmlLimitsOf(front.register.limits, request.bytesMax));
    konvolut = laesKonvolut(besked.dokument.rod);
    const indladt = await besked.lukInd();
    sag.kalder = indladt.kalder;
    const { tjeneste } = request;
    operation = operationOf(tjeneste, indholdOf(indladt.dokument.rod));
    const outcome = await udfald(front, tjeneste, operation, indladt, sag);
    sag.outcome = outcome;
    return {
      httpStatus: 200,
      xml: await skrivSvar(indladt, konvolut, operation, tjeneste, indkod(outcome, tjeneste, operation)),
      spor: { ...kendt(), status: outcome.status, regler: [...new Set(outcome.brud.map(({ regel }) => regel))] },
      sag: sagssporOf(sag, request.tjeneste.objekttype),
    };
  } catch (fejl) {
    const svar = fejlsvar(fejl);
    const hoved = {
      ...hovedOf(konvolut, operation),
      ...(konvolut.messageId !== undefined && { action: FAULT_ACTION }),
      ...(fejl instanceof VersionMismatch && { ekstra: UPGRADE }),
      ...(svar.hoved !== undefined && { ekstra: svar.hoved }),
    };
    return {
      httpStatus: svar.httpStatus,
      xml: skrivKonvolut(hoved, [svar.body]),
      spor: { ...kendt(), fejl },
      sag: sagssporOf(sag, request.tjeneste.objekttype),
    };
  }
}
