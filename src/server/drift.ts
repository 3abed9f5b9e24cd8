/**
 * What those who run the server ask it: /health (the process lives), /ready (it can answer calls) and /metrics. They
 * tell the truth: /ready asks the store itself, and says no from the moment that the server begins to stop.
 */
import type { IncomingMessage } from 'node:http';
import { FkorgError } from '../base/error.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { inTime } from './in-time.ts';

const TEXT = 'text/plain; charset=utf-8';
/** The text form of Prometheus. */
export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The addresses; they are answered also while the server stops. */
export const DRIFT_STIER: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics']);

export interface DriftOptions {
  readonly store: Pick<Store, 'assertReady'>;
  readonly isEnding: () => boolean;
  /** Milliseconds within which the store must answer. */
  readonly readyTimeoutMs: number;
  /** What /metrics says to callers on this machine; absent: nothing is there. */
  readonly metrics?: () => Promise<string>;
}

/** Headers that a proxy adds: a call through one comes from this machine, but its caller need not be here. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

/** True where the caller is a process of this machine. */
export function isLocalCaller({ socket, headers }: IncomingMessage): boolean {
  const isLoopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(socket.remoteAddress ?? '');
  return isLoopback && !PROXY_HEADERS.some((name) => name in headers);
}

function text(httpStatus: number, line: string, contentType = TEXT): Answer {
  return { httpStatus, contentType, text: `${line}\n` };
}

/** Gives the answer to a GET of these addresses, or undefined for any other. */
export function driftOf(options: DriftOptions): (sti: string, request: IncomingMessage) => Promise<Answer> | undefined {
  const askStore = inTime(() => options.store.assertReady(), options.readyTimeoutMs);
  const ready = async (): Promise<Answer> => {
    if (options.isEnding()) return text(503, 'Ikke klar: serveren er ved at lukke');
    try {
      await askStore();
      return options.isEnding() ? ready() : text(200, 'Klar');
    } catch (error) {
      const isForm = error instanceof FkorgError && error.code === 'bad-setting';
      return text(503, isForm ? 'Ikke klar: lageret har ikke denne versions form' : 'Ikke klar: lageret svarer ikke');
    }
  };
  return (sti, request) => {
    if (sti === '/health') return Promise.resolve(text(200, 'Processen lever'));
    if (sti === '/ready') return ready();
    const { metrics } = options;
    if (sti !== '/metrics' || !metrics || !isLocalCaller(request)) return undefined;
    return metrics().then(
      (lines) => ({ httpStatus: 200, contentType: METRICS_CONTENT_TYPE, text: lines }),
      () => text(503, 'Tallene kunne ikke samles'),
    );
  };
}
