/**
 * A distributor and an AMQP server with open access as a process of its own. It tells its address, and distributes what is
 * registered when its parent asks. Started as `server.ts <database>`.
 */
import { systemClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { beskedpost } from '../../src/server/amqp/post.ts';
import { startAmqp } from '../../src/server/amqp.ts';
import { BufferedBytes } from '../../src/server/body.ts';
import { openStore } from '../../src/store/open.ts';
import { nyFordeler } from './register.ts';

const CONNECTIONS = 200;

const store = await openStore({ database: process.argv[2]!, clock: systemClock });
const fordeler = nyFordeler(store);
const amqp = await startAmqp({
  post: beskedpost({
    ...{ store, fordeler, limits: DEFAULT_LIMITS, proces: newUuid(), clock: systemClock },
    fordelingssystem: ORGVALG_STANDARD.anvendersystem,
  }),
  limits: {
    ...{ frameMax: 131_072, initialFrameMax: 131_072, channelsMax: 8, heartbeatSeconds: 60, timeoutMs: 30_000 },
    ...{ connectionsMax: CONNECTIONS, connectionsPerSystemMax: CONNECTIONS, bodyBytesMax: 1_048_576, waitMs: 1000 },
  },
  budget: new BufferedBytes(DEFAULT_LIMITS.bufferedBytesMax),
  clock: systemClock,
  log: { info: () => undefined, error: console.error },
  ...{ host: '127.0.0.1', port: 0 },
});
process.on('message', async () => {
  while (await fordeler.runde());
  process.send!({});
});
// Ended from itself, so that a profile of it (node --cpu-prof) is written; and when the parent is gone.
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.send!({ url: amqp.url });
