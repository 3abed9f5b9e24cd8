/** WS-Trust over SOAP from bytes to bytes: envelope, signature, request, agreement, replay, token, answer. */
import { FkorgError } from '../../base/error.ts';
import { tagEnGang } from '../../identity/gensyn.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import type { Certifikat } from '../../identity/trust/certifikat.ts';
import { IkkeForstaaet } from '../../identity/wss/ikke-forstaaet.ts';
import { parseXml } from '../../xml/parse.ts';
import { type Bevilling, bevil, lavAssertion, type Sts } from './bevilling.ts';
import { skrivFault } from './fault.ts';
import { CONTENT_TYPE, ikkeForstaaet, laesKonvolut, type Soap, type Stskonvolut, soapOf } from './konvolut.ts';
import { laesRst } from './rst.ts';
import { skrivRstr } from './rstr.ts';
import { type Afsender, messageIdOf, verificerRst } from './sikkerhed.ts';
import type { Stsspor, Stssvar } from './spor.ts';

/** A request has some 100 elements. */
const XML_LIMITS = { depthMax: 32, elementsMax: 1000, attributesMax: 32 };
const CONTENT_TYPES: ReadonlySet<string> = new Set(['application/soap+xml', 'text/xml']);

export interface StsRequest {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

function assertContentType(contentType: string | undefined): void {
  if (CONTENT_TYPES.has((contentType ?? '').split(';')[0]!.trim().toLowerCase())) return;
  throw new FkorgError(
    'wrong-content-type',
    'Content-Type skal være application/soap+xml (SOAP 1.2) eller text/xml (SOAP 1.1)',
  );
}

interface Udstedt {
  readonly bevilling: Bevilling;
  readonly xml: string;
}

async function udsted(sts: Sts, konvolut: Stskonvolut, afsender: Afsender): Promise<Udstedt> {
  const ukendt = ikkeForstaaet(konvolut);
  if (ukendt) throw new IkkeForstaaet([ukendt]);
  const rst = laesRst(konvolut.body);
  if (rst.certifikat && rst.certifikat.sha256 !== afsender.certifikat.sha256) {
    throw new Sikkerhedsfejl('FailedAuthentication', 'UseKey is not the certificate of the sender');
  }
  const bevilling = await bevil(sts, {
    certifikat: afsender.certifikat,
    entityId: rst.entityId,
    cvr: rst.cvr,
    ...(rst.oensketTil !== undefined && { oensketTil: rst.oensketTil }),
  });
  const { messageId, certifikat, gensynIndtil } = afsender;
  await tagEnGang(sts.gensyn, `sts ${messageId}`, certifikat.sha256, gensynIndtil);
  const assertion = await lavAssertion(sts, bevilling);
  const { soap } = konvolut;
  const xml = await skrivRstr(sts, { soap, messageId, context: rst.context, bevilling, assertion, now: sts.clock() });
  return { bevilling, xml };
}

/** Answers a request for a token. Never throws: what goes wrong is a fault. */
export async function besvarSoap(sts: Sts, request: StsRequest): Promise<Stssvar> {
  let soap: Soap = soapOf(undefined);
  let messageId: string | undefined;
  let certifikat: Certifikat | undefined;
  const svar = (httpStatus: number, text: string, spor: Stsspor): Stssvar => {
    return { httpStatus, contentType: CONTENT_TYPE[soap], text, spor: { ...spor, ...(certifikat && { certifikat }) } };
  };
  try {
    assertContentType(request.contentType);
    const { rod } = parseXml(request.body, XML_LIMITS, { isRig: true });
    soap = soapOf(rod);
    const konvolut = laesKonvolut(rod);
    messageId = messageIdOf(konvolut.hoved);
    const afsender = verificerRst(konvolut, rod, sts.clock());
    certifikat = afsender.certifikat;
    const { bevilling, xml } = await udsted(sts, konvolut, afsender);
    return svar(200, xml, { bevilling });
  } catch (fejl) {
    return svar(500, skrivFault(soap, messageId, fejl), { fejl });
  }
}
