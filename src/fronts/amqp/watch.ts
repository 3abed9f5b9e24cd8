/** What happens on a connection by the clock: heartbeats, a token that expires, a message that never ends. */
import type { Clock } from '../../base/clock.ts';
import type { Instant } from '../../base/instant.ts';
import { AmqpBreach } from './breach.ts';
import type { Channels } from './channels.ts';
import type { Inbox } from './inbox.ts';
import type { Out } from './out.ts';

const TICK_MS = 250;

export interface Watched {
  readonly inbox: Inbox;
  readonly out: Out;
  readonly channels: Channels;
  /** 0: neither side sends any. */
  readonly heartbeatSeconds: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly udloeber: Instant;
  /** Closes with a reason. */
  readonly end: (breach: AmqpBreach) => void;
  /** Closes without: nobody is there to hear it. */
  readonly cut: () => void;
}

/** Looks after a connection until the function given back is called. */
export function watch(watched: Watched): () => void {
  const timer = setInterval(() => look(watched), TICK_MS).unref();
  return () => clearInterval(timer);
}

function look({ inbox, out, channels, heartbeatSeconds, timeoutMs, clock, udloeber, end, cut }: Watched): void {
  const now = performance.now();
  const intervalMs = heartbeatSeconds * 1000;
  if (intervalMs > 0 && now - out.lastMs >= intervalMs / 2) out.heartbeat();
  if (intervalMs > 0 && inbox.isWaiting && now - inbox.lastMs > 2 * intervalMs) cut();
  const since = channels.incomingSinceMs;
  if (since !== undefined && inbox.isWaiting && now - since > timeoutMs) {
    end(new AmqpBreach('RESOURCE_ERROR', 'a message did not come whole in time'));
  }
  if (clock() >= udloeber) end(new AmqpBreach('CONNECTION_FORCED', 'the token has expired'));
}
