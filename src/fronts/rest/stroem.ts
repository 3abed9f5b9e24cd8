/**
 * Events as server-sent events (the EventSource of HTML): `id` is the position to come back with, `event` the kind of
 * message, `data` the CloudEvent. One reader at a time, at its own pace: nothing is read before the last is on its way.
 */

export const STROEM_CONTENT_TYPE = 'text/event-stream; charset=utf-8';

/** An event as a reader is told of it. */
export interface Stroemhaendelse {
  /** Several events can have one. */
  readonly position: number;
  /** `ORG_Bruger`, `ORG_OrgEnhed`. */
  readonly type: string;
  readonly cloudEvent: object;
}

export interface Stroemside {
  readonly haendelser: readonly Stroemhaendelse[];
  /** Where to go on. */
  readonly position: number;
  readonly flere: boolean;
}

/** Where the events come from that the reader may be told of. */
export interface Stroemkilde {
  /** Undefined where it may be told of nothing any more. */
  efter(siden: number): Promise<Stroemside | undefined>;
  /** Resolves when there may be more than up to the position, when the signal comes, and after the time at the latest. */
  vent(position: number, hoejstMs: number, signal: AbortSignal): Promise<void>;
}

/** Where a reader takes them. */
export interface Stroemmodtager {
  /** Resolves when there is room for more, or the reader is gone. */
  skriv(tekst: string): Promise<void>;
}

export interface Stroem {
  readonly kilde: Stroemkilde;
  readonly modtager: Stroemmodtager;
  readonly siden: number;
  /** The reader is gone, its time is out, or the server stops. */
  readonly signal: AbortSignal;
  /** How long nothing may be said: a proxy must not take the connection for a dead one. */
  readonly hjerteslagMs: number;
}

/** When a reader comes back that was cut off. */
const IGEN_MS = 2000;

function linjerOf({ position, type, cloudEvent }: Stroemhaendelse, isSidste: boolean): string {
  // The id comes with the last event of a position: whoever is cut off between them gets all of them again.
  const id = isSidste ? `id: ${position}\n` : '';
  return `${id}event: ${type}\ndata: ${JSON.stringify(cloudEvent)}\n\n`;
}

/** Tells of events until the signal comes, the reader is gone, or may be told of none. */
export async function stroem({ kilde, modtager, siden, signal, hjerteslagMs }: Stroem): Promise<void> {
  await modtager.skriv(`retry: ${IGEN_MS}\nid: ${siden}\n\n`);
  let position = siden;
  let fortalt = siden;
  let slagMs = performance.now();
  while (!signal.aborted) {
    const side = await kilde.efter(position);
    if (!side) return;
    for (const [nr, haendelse] of side.haendelser.entries()) {
      if (signal.aborted) return;
      const isSidste = side.haendelser[nr + 1]?.position !== haendelse.position;
      await modtager.skriv(linjerOf(haendelse, isSidste));
      if (isSidste) fortalt = haendelse.position;
      slagMs = performance.now();
    }
    position = side.position;
    const tilSlag = hjerteslagMs - (performance.now() - slagMs);
    if (tilSlag <= 0) {
      // A block without data is no event, but the reader remembers its id: what others wrote is not read again.
      await modtager.skriv(position > fortalt ? `: ok\nid: ${position}\n\n` : ': ok\n\n');
      fortalt = position;
      slagMs = performance.now();
    } else if (!side.flere) await kilde.vent(position, tilSlag, signal);
  }
}
