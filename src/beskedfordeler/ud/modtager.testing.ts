/**
 * A receiver of messages for tests: real HTTPS that asks for a client certificate, from a folder of keys that is made once for each
 * process. What it answers is a function of the test's; what came is kept.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { laesFordelerpar, laesTls, type Tlspar } from '../../administration/pki/noegler.ts';
import { opretPki } from '../../administration/pki/opret.ts';

export interface Proevenoegler {
  readonly ca: string;
  /** What the distributor shows. */
  readonly fordeler: Tlspar;
  /** What a receiver on localhost shows. */
  readonly tls: Tlspar;
}

/** Makes a folder of keys as `fkorg pki init` does, and reads it. */
export async function lavNoeglemappe(mappe: string): Promise<Proevenoegler> {
  const now = Date.now();
  await opretPki({ mappe, now, bits: 2048 });
  return {
    ca: readFileSync(join(mappe, 'ca.pem'), 'utf8'),
    fordeler: laesFordelerpar(mappe, now)!,
    tls: laesTls(mappe, now),
  };
}

/** The same in a folder that is removed. */
export async function lavProevenoegler(): Promise<Proevenoegler> {
  const mappe = await mkdtemp(join(tmpdir(), 'fkorg-ud-'));
  try {
    return await lavNoeglemappe(mappe);
  } finally {
    await rm(mappe, { recursive: true, force: true });
  }
}

export interface Modtaget {
  readonly hoveder: IncomingHttpHeaders;
  readonly sti: string;
  readonly tekst: string;
  /** CN of the client certificate. */
  readonly afsender: string | undefined;
}

/** Answers, or does not. */
export type Svarer = (modtaget: Modtaget, svar: ServerResponse) => void;

/** A test that waits for longer than this has failed. */
const VENT_MS = 30_000;

export class Modtager {
  readonly modtagne: Modtaget[] = [];
  /** Connections that came through the handshake. */
  forbindelser = 0;
  svarer: Svarer;
  readonly #server: Server;
  #ventende: (() => void)[] = [];

  private constructor(server: Server, svarer: Svarer) {
    this.#server = server;
    this.svarer = svarer;
    server.on('secureConnection', () => this.forbindelser++);
    server.on('request', (request, svar) => this.#modtag(request, svar));
  }

  /** Listens on a free port of localhost; with client certificates of the CA alone. */
  static async start({ ca, tls }: Proevenoegler, svarer: Svarer, over: ServerOptions = {}): Promise<Modtager> {
    const server = createServer({ ...tls, ca, requestCert: true, rejectUnauthorized: true, ...over });
    const modtager = new Modtager(server, svarer);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return modtager;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get adresse(): string {
    return `https://localhost:${this.port}/push`;
  }

  /** Resolves when so many have come in all. */
  async naaet(antal: number): Promise<void> {
    while (this.modtagne.length < antal) {
      await new Promise<void>((resolve, reject) => {
        const frist = setTimeout(() => reject(new Error(`${this.modtagne.length} have come`)), VENT_MS);
        this.#ventende.push(() => {
          clearTimeout(frist);
          resolve();
        });
      });
    }
  }

  async luk(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  #modtag(request: IncomingMessage, svar: ServerResponse): void {
    const dele: Buffer[] = [];
    request.on('data', (del) => dele.push(del));
    request.on('end', () => {
      const modtaget = {
        hoveder: request.headers,
        sti: request.url!,
        tekst: Buffer.concat(dele).toString(),
        afsender: (request.socket as TLSSocket).getPeerCertificate()?.subject?.CN as string | undefined,
      };
      this.modtagne.push(modtaget);
      for (const vaek of this.#ventende.splice(0)) vaek();
      this.svarer(modtaget, svar);
    });
  }
}

/** A ModtagBeskedOutput. */
export function output(kode: number | string, tekst = ''): string {
  const fejl = tekst === '' ? '' : `<sd:FejlbeskedTekst>${tekst}</sd:FejlbeskedTekst>`;
  return `<?xml version="1.0"?><a:ModtagBeskedOutput xmlns:a="urn:oio:sts:1.0.0" xmlns:sd="urn:oio:sagdok:3.0.0">
    <sd:StandardRetur><sd:StatusKode>${kode}</sd:StatusKode>${fejl}</sd:StandardRetur></a:ModtagBeskedOutput>`;
}

/** Answers with a StatusKode. */
export function medKode(kode: number): Svarer {
  return (_, svar) => svar.setHeader('content-type', 'text/xml;charset=UTF-8').end(output(kode));
}
