/** Those who listen to events: how many there may be, until when, and how they are let go of when the server stops. */
import type { ServerResponse } from 'node:http';
import type { Kalder } from '../access/kalder.ts';
import type { Clock } from '../base/clock.ts';
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';
import { STROEM_CONTENT_TYPE, type Stroemkilde, stroem } from '../fronts/rest/stroem.ts';
import { logError, type ServerLog } from './log.ts';

/** A timer takes no more; who listens for that long comes back then. */
const TIMER_MS_MAX = 2 ** 31 - 1;
/** How long a reader that takes nothing may keep the server from stopping. */
const SLUT_MS = 1000;

export interface LaesereOptions {
  /** What a caller is told of. */
  readonly kildeFor: (kalder: Kalder) => Stroemkilde;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: ServerLog;
}

export class Laesere {
  readonly #options: LaesereOptions;
  readonly #prKalder = new Map<string, number>();
  readonly #slut = new AbortController();

  constructor(options: LaesereOptions) {
    this.#options = options;
  }

  /** A place for one more, until it is given back. Throws FkorgError `busy` where there is none. */
  tag({ cvr, identitet }: Kalder): () => void {
    const { haendelserLaesereMax, haendelserLaeserePrKalderMax } = this.#options.limits;
    const hvem = identitet ? `${identitet.certifikatSha256} ${cvr}` : cvr;
    const egne = this.#prKalder.get(hvem) ?? 0;
    const alle = [...this.#prKalder.values()].reduce((sum, antal) => sum + antal, 0);
    if (egne >= haendelserLaeserePrKalderMax || alle >= haendelserLaesereMax) {
      const hvis = egne >= haendelserLaeserePrKalderMax ? `${egne} fra samme kalder` : `${alle} i alt`;
      throw new FkorgError('busy', `Der er for mange læsere af hændelser: ${hvis}. Luk en, eller prøv igen senere`);
    }
    this.#prKalder.set(hvem, egne + 1);
    return () => {
      const antal = this.#prKalder.get(hvem)! - 1;
      if (antal > 0) this.#prKalder.set(hvem, antal);
      else this.#prKalder.delete(hvem);
    };
  }

  /** Tells a reader of events until it is gone, its token has run out or its agreement has ended, or the server stops. */
  async fortael(response: ServerResponse, { kalder, siden }: { kalder: Kalder; siden: number }): Promise<void> {
    const { kildeFor, limits, clock, log } = this.#options;
    const afbryd = new AbortController();
    const slut = () => afbryd.abort();
    const levetidMs = Math.min((kalder.identitet?.udloeber ?? Number.POSITIVE_INFINITY) - clock(), TIMER_MS_MAX);
    const timer = setTimeout(slut, levetidMs);
    response.once('close', slut);
    this.#slut.signal.addEventListener('abort', slut);
    if (this.#slut.signal.aborted || response.destroyed) slut();
    const { signal } = afbryd;
    try {
      response.writeHead(200, {
        'content-type': STROEM_CONTENT_TYPE,
        'cache-control': 'no-store, no-transform',
        // Nginx would keep events back until it has a page of them.
        'x-accel-buffering': 'no',
      });
      const modtager = { skriv: (tekst: string) => skriv(response, tekst, signal, limits.requestTimeoutMs) };
      const { haendelserHjerteslagMs: hjerteslagMs } = limits;
      await stroem({ kilde: kildeFor(kalder), modtager, siden, signal, hjerteslagMs });
    } catch (error) {
      if (!signal.aborted) logError(log, error, { sti: '/haendelser' });
    } finally {
      clearTimeout(timer);
      this.#slut.signal.removeEventListener('abort', slut);
      response.end();
      setTimeout(() => response.destroy(), SLUT_MS).unref();
    }
  }

  /** Ends all of them; nobody is told of anything after this. */
  slut(): void {
    this.#slut.abort();
  }
}

/** Writes; resolves when there is room for more, or nobody to have it. Who takes nothing for so long loses the connection, and comes back. */
async function skriv(response: ServerResponse, tekst: string, signal: AbortSignal, timeoutMs: number): Promise<void> {
  if (response.write(tekst) || signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const go = () => resolve();
  const timer = setTimeout(() => {
    response.destroy();
    resolve();
  }, timeoutMs);
  response.once('drain', go);
  signal.addEventListener('abort', go);
  await promise;
  clearTimeout(timer);
  response.off('drain', go);
  signal.removeEventListener('abort', go);
}
