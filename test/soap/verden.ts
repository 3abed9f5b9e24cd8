/**
 * A world of its own for a test file: a store in memory, the shared master data, a real server on a free port, and a
 * small SOAP caller that reads answers with the project's parser and, where the received contract is there, holds each
 * of them against it.
 */
import assert from 'node:assert/strict';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/base/limits.ts';
import { indlaesKorsbaek, indlaesSuperOrg } from '../../src/data/indlaes.ts';
import type { Environment } from '../../src/operations/kontekst.ts';
import { type Labelvalg, STANDARD_LABELS } from '../../src/operations/labels.ts';
import { aabenAdgang } from '../../src/server/adgang.ts';
import type { TlsKeys } from '../../src/server/listen.ts';
import { startServer } from '../../src/server/server.ts';
import { NS } from '../../src/standard/namespaces.ts';
import type { StatementWatch } from '../../src/store/drivers/watch.ts';
import { openStore } from '../../src/store/open.ts';
import { parseXml, type XmlElement } from '../../src/xml/parse.ts';
import { assertSvarPasser } from './modtaget-skema.ts';

export const KORSBAEK = '11111111';
export const SYDDJURS = '29189978';
export const KOMBIT = '19435075';
/** When the world stands: a winter day, so that Danish midnight is 23:00 UTC. */
export const NU = Date.parse('2026-11-24T12:00:00.000Z');

export interface Svar {
  readonly httpStatus: number;
  readonly tekst: string;
  readonly konvolut: XmlElement;
  /** The body element of the answer, or the Fault. */
  readonly body: XmlElement;
  /** The StatusKode, or 0 for a fault. */
  readonly kode: number;
}

export interface Verden extends AsyncDisposable {
  readonly url: string;
  readonly ur: ReturnType<typeof fixedClock>;
  /** Posts a body element to a path; `cvr` goes into X-Anvenderkontekst. */
  kald(sti: string, body: string, cvr?: string): Promise<Svar>;
  /** Posts anything. */
  post(sti: string, indhold: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
}

export function konvolut(body: string, header = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${NS.soap12}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** The first element with a local name below another, at any depth. */
export function find(element: XmlElement, navn: string): XmlElement | undefined {
  for (const child of element.boern) {
    const fundet = child.navn === navn ? child : find(child, navn);
    if (fundet) return fundet;
  }
  return undefined;
}

/** All elements with a local name below another. */
export function findAlle(element: XmlElement, navn: string): XmlElement[] {
  return element.boern.flatMap((child) => [...(child.navn === navn ? [child] : []), ...findAlle(child, navn)]);
}

export function laesSvar(httpStatus: number, tekst: string): Svar {
  const { rod } = parseXml(Buffer.from(tekst), { depthMax: 64, elementsMax: 10_000_000, attributesMax: 64 });
  const body = rod.boern.find((e) => e.navn === 'Body')!.boern[0]!;
  const kode = Number(find(body, 'StatusKode')?.tekst ?? 0);
  return { httpStatus, tekst, konvolut: rod, body, kode };
}

/** Posts SOAP 1.2 to addresses of a server. */
export const posterTil =
  (url: string) =>
  (sti: string, indhold: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + sti, {
      method: 'POST',
      body: indhold,
      headers: { 'content-type': 'application/soap+xml; charset=utf-8', ...headers },
    });

export async function nyVerden(
  options: {
    database?: string;
    environment?: Environment;
    limits?: Partial<Limits>;
    udeladte?: 'fjernes' | 'beholdes';
    tls?: TlsKeys;
    labels?: Partial<Labelvalg>;
    /** Whether the demo is in it. */
    korsbaek?: boolean;
    graphiql?: boolean;
    /** Told of each line of the log that is no error. */
    logget?: (fields: object) => void;
    /** Told of each line that is one; absent: there may be none. */
    fejlet?: (fields: object) => void;
    watch?: StatementWatch;
  } = {},
): Promise<Verden> {
  const ur = fixedClock(NU);
  const store = await openStore({
    database: options.database ?? ':memory:',
    clock: ur,
    ...(options.watch && { watch: options.watch }),
  });
  await indlaesSuperOrg(store, NU);
  if (options.korsbaek) await indlaesKorsbaek(store, { now: NU });
  const server = await startServer({
    adgang: aabenAdgang(store),
    store,
    clock: ur,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    udeladte: options.udeladte ?? 'fjernes',
    environment: options.environment ?? 'test',
    labels: { ...STANDARD_LABELS, ...options.labels },
    ...(options.tls && { tls: options.tls }),
    host: '127.0.0.1',
    port: 0,
    graphiql: options.graphiql ?? false,
    log: {
      info: options.logget ?? (() => undefined),
      error: options.fejlet ?? ((fields) => assert.fail(`the server failed: ${JSON.stringify(fields)}`)),
    },
  });
  const post = posterTil(server.url);
  return {
    url: server.url,
    ur,
    post,
    async kald(sti, body, cvr = KORSBAEK) {
      const response = await post(sti, konvolut(body), { 'x-anvenderkontekst': cvr });
      const tekst = await response.text();
      if (response.status === 200) assertSvarPasser(tekst, sti.endsWith('/7') ? 7 : 6);
      return laesSvar(response.status, tekst);
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await store.close();
    },
  };
}
