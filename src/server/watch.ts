/** Watching the calls of the wire: which service and verb, how it ended, how long, how large; never who or what. */
import type { IncomingMessage } from 'node:http';

/** How a call ended. */
export interface CallEnd {
  readonly verbum?: string;
  /** The StatusKode; absent for a fault. */
  readonly status?: number;
  readonly httpStatus: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
}

export interface CallStart {
  /** The method of HTTP. */
  readonly metode: string;
  /** Name of the service in the table of the contract, or `REST`. */
  readonly tjeneste: string;
  /** `traceparent` of the request (W3C Trace Context). */
  readonly traceparent?: string;
}

export interface CallWatch {
  /** Does the work of a call and is given how it ended. The work must be done exactly once. */
  around(start: CallStart, work: () => Promise<CallEnd>): Promise<CallEnd>;
  /** Told of a request that was refused before it was a call of a service, by its error code. */
  refused?(code: string): void;
}

/** How a call of a service begins; with its trace, where the caller has begun one. */
export function callStart(tjeneste: string, { method, headers }: IncomingMessage): CallStart {
  return {
    tjeneste,
    metode: method ?? '',
    ...(typeof headers.traceparent === 'string' && { traceparent: headers.traceparent }),
  };
}

/** Does the work of a call inside all watches, the first one outermost. */
export function aroundCall(
  watches: readonly CallWatch[],
  start: CallStart,
  work: () => Promise<CallEnd>,
): Promise<CallEnd> {
  return watches.reduceRight((inner, watch) => () => watch.around(start, inner), work)();
}
