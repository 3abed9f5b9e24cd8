/** A client of a running server: its connection, and the tokens that it fetches there with the key of a client. */
import { existsSync, readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { findService } from '../administration/servicetabel.ts';
import { FkorgError } from '../base/error.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import { caFile, pkiFolder } from './pki-folder.ts';
import type { Settings } from './settings.ts';

/** PEM, as Node takes it. */
export interface Klientnoegler {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** What the TLS of the server is trusted by, where the folder of keys has it, and what the client shows. */
export function klientnoegler(settings: Settings): Klientnoegler {
  const ca = existsSync(caFile(settings)) && { ca: readFileSync(caFile(settings), 'utf8') };
  const { client } = settings;
  if (client === undefined) return { ...ca };
  const fil = join(pkiFolder(settings), 'klienter', client);
  if (!existsSync(`${fil}.pem`) || !existsSync(`${fil}.key`)) {
    const hint = '`fkorg pki client` makes them, and --data or --pki names the folder.';
    throw new FkorgError('bad-setting', `There is no ${fil}.pem with its .key. ${hint}`);
  }
  return { ...ca, cert: readFileSync(`${fil}.pem`, 'utf8'), key: readFileSync(`${fil}.key`, 'utf8') };
}

export interface Kald {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** The answer to a call, of which the headers are there. Throws `store-unavailable` where nothing answers. */
export function kald(settings: Settings, sti: string, { body, signal, ...rest }: Kald): Promise<IncomingMessage> {
  const url = new URL(settings.url);
  const isTls = url.protocol === 'https:';
  const options: RequestOptions = { ...rest, ...(signal && { signal }), ...(isTls && klientnoegler(settings)) };
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(new URL(sti, url), options, resolve);
    request.on('error', (cause: NodeJS.ErrnoException) => {
      const hvorfor = cause.code === 'ECONNREFUSED' ? 'nothing answers there' : cause.message;
      reject(new FkorgError('store-unavailable', `${url.origin} cannot be reached: ${hvorfor}.`, { cause }));
    });
    request.end(body);
  });
}

const SVAR_TEGN_MAX = 1_000_000;

/** The whole of a short answer. */
export async function tekstOf(svar: IncomingMessage): Promise<string> {
  let tekst = '';
  svar.setEncoding('utf8');
  for await (const stykke of svar) {
    tekst += stykke;
    if (tekst.length > SVAR_TEGN_MAX) throw new FkorgError('limit-passed', 'The answer of the server is too long.');
  }
  return tekst;
}

/** The error that an answer tells of, in its own words. */
export function fejlOf(svar: IncomingMessage, tekst: string): FkorgError {
  let sagt = tekst.slice(0, 500);
  try {
    const { detail, message, error_description: oauth } = JSON.parse(tekst) as Record<string, unknown>;
    sagt = String(detail ?? message ?? oauth ?? sagt);
  } catch {
    // Not JSON: it is shown as it is.
  }
  const code = (svar.statusCode ?? 500) >= 500 ? 'busy' : 'bad-setting';
  return new FkorgError(code, `The server refuses (HTTP ${svar.statusCode}): ${sagt}`);
}

async function udstedt(settings: Settings, sti: string, contentType: string, body: string): Promise<unknown> {
  if (!settings.url.startsWith('https:')) {
    throw new FkorgError('bad-setting', '--client needs a server with TLS: --url https://localhost:15000, say.');
  }
  const svar = await kald(settings, sti, { method: 'POST', headers: { 'content-type': contentType }, body });
  const tekst = await tekstOf(svar);
  if (svar.statusCode !== 200) throw fejlOf(svar, tekst);
  return JSON.parse(tekst);
}

const cvrOf = (settings: Settings) => settings.cvr ?? KORSBAEK_CVR;

/** A JWT for what receives messages, as `/haendelser` takes it. */
export async function hentJwt(settings: Settings): Promise<string> {
  const { entityId } = findService('beskedmodtag')!;
  const parametre = new URLSearchParams({
    client_id: entityId,
    grant_type: 'client_credentials',
    scope: `entityid:${entityId},anvenderkontekst:${cvrOf(settings)}`,
  });
  const form = 'application/x-www-form-urlencoded';
  const svar = await udstedt(settings, '/runtime/api/rest/oauth/v1/issue', form, parametre.toString());
  return (svar as { access_token: string }).access_token;
}

/** An assertion for one of the message services. */
export async function hentAssertion(settings: Settings, service: 'beskedafsend' | 'beskedmodtag'): Promise<string> {
  const anmodning = {
    AppliesTo: { EndpointReference: { Address: findService(service)!.entityId } },
    AnvenderKontekst: { Cvr: cvrOf(settings) },
  };
  const sti = '/runtime/api/rest/wstrust/v1/issue';
  const svar = await udstedt(settings, sti, 'application/json', JSON.stringify(anmodning));
  const { Assertion } = (svar as { RequestedSecurityToken: { Assertion: string } }).RequestedSecurityToken;
  return Buffer.from(Assertion, 'base64').toString('utf8');
}
