/**
 * One POST over HTTPS and what came of it, within bounds of time and size. Nothing is followed and nothing is unpacked: a redirect
 * is an answer as any other, and so are compressed bytes.
 */
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, type AgentOptions, request } from 'node:https';
import { createSecureContext } from 'node:tls';
import { kunOffentlige } from './net.ts';

export interface Forbindelse {
  /** The distributor's certificate and its key, PEM; absent where it has none to show. */
  readonly certifikat?: { readonly cert: string; readonly key: string };
  /** Certificates of who may have issued the receivers' certificates, PEM. */
  readonly ca: readonly string[];
  /** True where loopback, private and link-local networks are allowed too. */
  readonly alleNet: boolean;
  /** From the first attempt to connect to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Of the body of an answer. */
  readonly svarBytesMax: number;
}

export interface Forsendelse {
  readonly url: URL;
  readonly hoveder: OutgoingHttpHeaders;
  readonly indhold: Buffer;
}

export interface Svar {
  readonly status: number;
  readonly hoveder: IncomingHttpHeaders;
  /** Or why the body was not received whole. */
  readonly indhold: Buffer | 'for-stort' | 'for-sent' | 'afbrudt';
}

/** No answer came. */
export class IntetSvar extends Error {
  /** `tid`: it took too long; `slut`: we are stopping; `net`, `tls`, `forbindelse`: what failed; `svar`: what came was not HTTP. */
  readonly art: 'tid' | 'slut' | 'net' | 'tls' | 'forbindelse' | 'svar';
  /** What the machine calls it: capital letters and `_`. */
  readonly kode: string;

  constructor(art: IntetSvar['art'], kode: string) {
    super(`${art}: ${kode}`);
    this.name = 'IntetSvar';
    this.art = art;
    this.kode = kode;
  }
}

const TLS_KODE = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|CRL_|UNABLE_TO_|DEPTH_|SELF_SIGNED|INVALID_|PATH_|HOSTNAME_|EPROTO)/;

function intetSvarOf(fejl: NodeJS.ErrnoException): IntetSvar {
  if (fejl instanceof IntetSvar) return fejl;
  const kode = /^[A-Z0-9_]{1,80}$/.test(fejl.code ?? '') ? fejl.code! : 'UKENDT';
  if (kode === 'LUKKET_NET') return new IntetSvar('net', kode);
  if (kode.startsWith('HPE_')) return new IntetSvar('svar', kode);
  return new IntetSvar(TLS_KODE.test(kode) ? 'tls' : 'forbindelse', kode);
}

/** Connections that nobody uses are kept for this long, and so many of them. */
const LEDIG_MS = 15_000;
const LEDIGE_MAX = 256;

/** The messenger: sends, and keeps connections between messages. */
export class Bud {
  readonly #forbindelse: Forbindelse;
  readonly #agent: Agent;
  /** For a message whose connection turned out to be closed: one that is new for certain. */
  readonly #nyAgent: Agent;

  constructor(forbindelse: Forbindelse) {
    this.#forbindelse = forbindelse;
    const { certifikat, ca, alleNet } = forbindelse;
    const tls: AgentOptions = {
      secureContext: createSecureContext({ ...certifikat, ca: [...ca], minVersion: 'TLSv1.2' }),
      ...(!alleNet && { lookup: kunOffentlige }),
    };
    this.#agent = new Agent({ ...tls, keepAlive: true, maxFreeSockets: LEDIGE_MAX, timeout: LEDIG_MS });
    this.#nyAgent = new Agent({ ...tls, keepAlive: false });
  }

  /** Resolves with whatever was answered. Rejects with `IntetSvar`. */
  async send(forsendelse: Forsendelse, slut: AbortSignal): Promise<Svar> {
    const fristMs = performance.now() + this.#forbindelse.timeoutMs;
    try {
      return await this.#foer(forsendelse, this.#agent, fristMs, slut);
    } catch (fejl) {
      if (!(fejl instanceof GenbrugtLukket)) throw fejl;
      return await this.#foer(forsendelse, this.#nyAgent, fristMs, slut);
    }
  }

  luk(): void {
    this.#agent.destroy();
    this.#nyAgent.destroy();
  }

  #foer({ url, hoveder, indhold }: Forsendelse, agent: Agent, fristMs: number, slut: AbortSignal): Promise<Svar> {
    return new Promise((resolve, reject) => {
      const kald = request(url, { agent, method: 'POST', headers: { ...hoveder, 'content-length': indhold.length } });
      let begyndt: IncomingMessage | undefined;
      const frist = setTimeout(() => {
        if (begyndt) resolve(svarOf(begyndt, 'for-sent'));
        kald.destroy(new IntetSvar('tid', 'TIMEOUT'));
      }, fristMs - performance.now());
      const afbryd = () => {
        reject(new IntetSvar('slut', 'SLUT'));
        kald.destroy();
      };
      kald.once('close', () => {
        clearTimeout(frist);
        slut.removeEventListener('abort', afbryd);
        if (!begyndt) reject(new IntetSvar('forbindelse', 'LUKKET'));
      });
      kald.on('error', (fejl: NodeJS.ErrnoException) => {
        const erLukket = kald.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(fejl.code ?? '');
        reject(erLukket ? new GenbrugtLukket() : intetSvarOf(fejl));
      });
      kald.once('response', (svar) => {
        begyndt = svar;
        modtag(svar, this.#forbindelse.svarBytesMax).then(resolve);
      });
      if (slut.aborted) afbryd();
      else slut.addEventListener('abort', afbryd);
      kald.end(indhold);
    });
  }
}

/** The receiver closed a connection just as the next message set out on it; where it took that one all the same, it gets it twice. */
class GenbrugtLukket extends Error {}

function svarOf(svar: IncomingMessage, indhold: Svar['indhold']): Svar {
  return { status: svar.statusCode!, hoveder: svar.headers, indhold };
}

/** Receives a body; what is wrong with it is told with the status, which is good without it. */
function modtag(svar: IncomingMessage, bytesMax: number): Promise<Svar> {
  return new Promise((resolve) => {
    const dele: Buffer[] = [];
    let bytes = 0;
    svar.on('data', (del: Buffer) => {
      bytes += del.length;
      if (bytes <= bytesMax) dele.push(del);
      else {
        resolve(svarOf(svar, 'for-stort'));
        svar.destroy();
      }
    });
    svar.once('end', () => resolve(svarOf(svar, Buffer.concat(dele))));
    for (const slut of ['error', 'close']) svar.once(slut, () => resolve(svarOf(svar, 'afbrudt')));
  });
}
