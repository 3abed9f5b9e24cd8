/** The addresses of the token service, as clients of the platform have them (spec security §1.1), and what answers there. */
import { FkorgError } from '../../base/error.ts';
import type { Sts } from './bevilling.ts';
import { jwks, pem, stsWsdl } from './metadata.ts';
import type { HttpRequest } from './mtls.ts';
import { besvarOauth } from './oauth.ts';
import { besvarRest } from './rest.ts';
import { besvarSoap } from './soap.ts';
import type { Stssvar } from './spor.ts';

export interface StsKald extends HttpRequest {
  /** Scheme, host and port that the caller uses, without a last slash. */
  readonly base: string;
}

export interface StsRute {
  readonly sti: string;
  readonly metode: 'GET' | 'POST';
  /** How calls are counted. */
  readonly navn: string;
  readonly besvar: (sts: Sts, kald: StsKald) => Promise<Stssvar>;
}

/** Bytes of a request; the largest of a known client has some 12,000. */
export const STS_BODY_BYTES_MAX = 131_072;

const SOAP_STI = '/runtime/services/kombittrust/14/certificatemixed';
const OAUTH_STI = '/runtime/api/rest/oauth/v1/issue';

const dokument = (svar: { contentType: string; text: string }): Stssvar => ({ httpStatus: 200, ...svar, spor: {} });

export const stsRuter: readonly StsRute[] = [
  { sti: SOAP_STI, metode: 'POST', navn: 'wstrust', besvar: besvarSoap },
  { sti: '/runtime/api/rest/wstrust/v1/issue', metode: 'POST', navn: 'rest', besvar: besvarRest },
  { sti: OAUTH_STI, metode: 'POST', navn: 'oauth', besvar: besvarOauth },
  {
    sti: '/runtime/services/kombittrust/mex',
    metode: 'GET',
    navn: 'mex',
    besvar: async (_sts, { base }) => dokument(stsWsdl(base + SOAP_STI)),
  },
  {
    sti: '/runtime/oauth2/certs.idp',
    metode: 'GET',
    navn: 'certs',
    async besvar({ noegler }, { query }) {
      const certifikater = noegler.map(({ certifikat }) => certifikat);
      const isPem = new URLSearchParams(query).get('format') === 'pem';
      return dokument(isPem ? pem(certifikater) : jwks(certifikater));
    },
  },
];

/** The address with this path, in any case; a last slash may be there. */
export function findStsRute(sti: string): StsRute | undefined {
  const navn = sti.toLowerCase().replace(/\/$/, '');
  return stsRuter.find((rute) => rute.sti === navn);
}

/** Throws FkorgError where the address is not asked with this method. */
export function assertMetode({ metode, sti }: StsRute, method: string | undefined): void {
  if (method === metode || (metode === 'GET' && method === 'HEAD')) return;
  throw new FkorgError('wrong-method', `${(method ?? '').slice(0, 20)} bruges ikke her; ${sti} kaldes med ${metode}`);
}
