/** WS-Trust as JSON over mutual TLS (spec security §5.1): the same request, the same token in Base64. */
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { type Certifikat, laesCertifikat } from '../../identity/trust/certifikat.ts';
import { bevil, lavAssertion, type Sts } from './bevilling.ts';
import { afvisJson, felt, laesJson, tekst } from './json.ts';
import { besvarJson, type HttpRequest, type Udstedt } from './mtls.ts';
import type { Stssvar } from './spor.ts';
import { Stsfejl, type Trustkode } from './stsfejl.ts';
import { GODTAGET } from './wstrust.ts';

/** The codes of the interface's own list for what is not one of the product's events (spec security §1.4). */
const KODE: Readonly<Record<Trustkode, number>> = {
  BadRequest: 103,
  InvalidRequest: 103,
  InvalidTimeRange: 103,
  RequestFailed: 110,
};
const UVENTET = 100;

/** `MM/dd/yyyy HH:mm:ss` in UTC: a text, because clients compare it as one (spec security §5.1). */
export function lifetime(til: Instant): string {
  const [aar, maaned, dag, ...tid] = new Date(til).toISOString().split(/[-T:.]/);
  return `${maaned}/${dag}/${aar} ${tid.slice(0, 3).join(':')}`;
}

function assertUseKey(json: unknown, certifikat: Certifikat): void {
  const useKey = tekst(json, 'UseKey');
  if (useKey === undefined) return;
  if (laesCertifikat(useKey).sha256 !== certifikat.sha256) {
    throw new Sikkerhedsfejl('FailedAuthentication', 'UseKey is not the certificate of the TLS connection');
  }
}

async function udsted(sts: Sts, request: HttpRequest, certifikat: Certifikat): Promise<Udstedt> {
  const json = laesJson(request.body);
  if (felt(json, 'OnBehalfOf') !== undefined) {
    throw new Stsfejl('RequestFailed', 'Et token på vegne af andre (OnBehalfOf) udstedes ikke her');
  }
  const oensket = { RequestType: '', KeyType: '', TokenType: '' };
  for (const navn of Object.keys(GODTAGET) as (keyof typeof GODTAGET)[]) {
    const [standard] = GODTAGET[navn];
    oensket[navn] = tekst(json, navn) ?? standard!;
    if (!GODTAGET[navn].has(oensket[navn])) afvisJson(`${navn} kendes ikke; det skal være ${standard}`);
  }
  assertUseKey(json, certifikat);
  const entityId = tekst(json, 'AppliesTo', 'EndpointReference', 'Address');
  if (entityId === undefined) return afvisJson('AppliesTo.EndpointReference.Address mangler');
  const bevilling = await bevil(sts, { certifikat, entityId, cvr: tekst(json, 'Anvenderkontekst', 'Cvr') });
  const { xml } = await lavAssertion(sts, bevilling);
  const svar = {
    AppliesTo: { EndpointReference: { Address: entityId } },
    ...oensket,
    Lifetime: lifetime(bevilling.til),
    RequestedSecurityToken: { Assertion: Buffer.from(xml).toString('base64') },
  };
  return { bevilling, svar };
}

function fejlOf(fejl: unknown): { httpStatus: number; code: number; message: string } {
  if (fejl instanceof Sikkerhedsfejl) return { httpStatus: 401, code: 401, message: fejl.message };
  if (fejl instanceof Stsfejl) {
    const { kode, message } = fejl;
    if (typeof kode === 'string') return { httpStatus: 400, code: KODE[kode], message };
    return { httpStatus: kode === 5607 ? 401 : 400, code: kode, message };
  }
  const message = fejl instanceof FkorgError ? fejl.message : 'Der skete en fejl i fkorg';
  return { httpStatus: 500, code: UVENTET, message };
}

/** Answers a request for a token. Never throws: what goes wrong is `{code, message}`. */
export function besvarRest(sts: Sts, request: HttpRequest): Promise<Stssvar> {
  return besvarJson(request, sts.clock(), (certifikat) => udsted(sts, request, certifikat), fejlOf);
}
