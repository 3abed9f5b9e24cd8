/** JWTs by OAuth 2.0 client credentials over mutual TLS (spec security §5.1; RFC 6749 §4.4, RFC 8705). */
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import type { Certifikat } from '../../identity/trust/certifikat.ts';
import { bevil, lavJwt, type Sts } from './bevilling.ts';
import { besvarJson, type HttpRequest, type Udstedt } from './mtls.ts';
import type { Stssvar } from './spor.ts';
import { Oauthfejl, Stsfejl } from './stsfejl.ts';

const PARAMETRE = ['client_id', 'grant_type', 'scope'] as const;
type Parametre = Readonly<Record<(typeof PARAMETRE)[number], string | undefined>>;
const TEGN_MAX = 8192;

/** The parameters, from the query or a form; each once (RFC 6749 §3.2). */
function laesParametre({ query, body, contentType }: HttpRequest): Parametre {
  const isForm = (contentType ?? '').split(';')[0]!.trim().toLowerCase() === 'application/x-www-form-urlencoded';
  const form = isForm ? new TextDecoder().decode(body) : '';
  if (form.length > TEGN_MAX) throw new Oauthfejl('invalid_request', `Formularen er længere end ${TEGN_MAX} tegn`);
  const kilder = [new URLSearchParams(query), new URLSearchParams(form)];
  const enkelt = (navn: string) => {
    const vaerdier = kilder.flatMap((kilde) => kilde.getAll(navn));
    if (vaerdier.length > 1) throw new Oauthfejl('invalid_request', `${navn} må stå én gang`);
    return vaerdier[0];
  };
  return { client_id: enkelt('client_id'), grant_type: enkelt('grant_type'), scope: enkelt('scope') };
}

interface Scope {
  readonly entityId: string;
  readonly cvr: string | undefined;
}

/** `entityid:<entity id>,anvenderkontekst:<cvr>`; an entity id may hold colons. */
function laesScope(scope: string | undefined): Scope {
  const dele = new Map<string, string>();
  for (const del of (scope ?? '').split(',')) {
    const [, navn = '', vaerdi = ''] = /^\s*([A-Za-z]+):(.*)$/s.exec(del) ?? [];
    const noegle = navn.toLowerCase();
    if (noegle === '' || dele.has(noegle)) {
      throw new Oauthfejl('invalid_scope', 'scope skrives entityid:<entityId>,anvenderkontekst:<cvr>');
    }
    dele.set(noegle, vaerdi.trim());
  }
  if (dele.has('onbehalfof')) throw new Oauthfejl('invalid_scope', 'Et token på vegne af andre udstedes ikke her');
  const entityId = dele.get('entityid');
  if (!entityId) throw new Oauthfejl('invalid_scope', 'scope har intet entityid');
  return { entityId, cvr: dele.get('anvenderkontekst') };
}

async function udsted(sts: Sts, request: HttpRequest, certifikat: Certifikat): Promise<Udstedt> {
  const { client_id, grant_type, scope } = laesParametre(request);
  if (grant_type !== 'client_credentials') {
    throw new Oauthfejl(
      grant_type === undefined ? 'invalid_request' : 'unsupported_grant_type',
      'grant_type skal være client_credentials',
    );
  }
  const { entityId, cvr } = laesScope(scope);
  if (client_id !== entityId)
    throw new Oauthfejl('invalid_request', 'client_id skal være det samme som entityid i scope');
  const bevilling = await bevil(sts, { certifikat, entityId, cvr });
  const svar = {
    access_token: await lavJwt(sts, bevilling),
    token_type: 'Holder-of-key',
    expires_in: Math.floor(bevilling.til / 1000) - Math.floor(bevilling.fra / 1000),
  };
  return { bevilling, svar };
}

function fejlOf(fejl: unknown): { httpStatus: number; error: string; error_description: string } {
  if (fejl instanceof Oauthfejl) return { httpStatus: 400, error: fejl.kode, error_description: fejl.message };
  if (fejl instanceof Sikkerhedsfejl) {
    return { httpStatus: 400, error: 'invalid_client', error_description: fejl.message };
  }
  if (fejl instanceof Stsfejl) {
    const error = fejl.kode === 5607 ? 'invalid_client' : 'invalid_scope';
    return { httpStatus: 400, error, error_description: fejl.message };
  }
  return { httpStatus: 500, error: 'server_error', error_description: 'Der skete en fejl i fkorg' };
}

/** Answers a request for a JWT. Never throws: what goes wrong is `{error, error_description}`. */
export function besvarOauth(sts: Sts, request: HttpRequest): Promise<Stssvar> {
  return besvarJson(request, sts.clock(), (certifikat) => udsted(sts, request, certifikat), fejlOf);
}
