/**
 * A real server as a process of its own, for measuring: the master data in the database that is named, the port
 * told to the parent. Started as `fkorg-server.ts <database>`.
 */
import { systemClock } from '../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../src/base/limits.ts';
import { indlaesSuperOrg } from '../src/data/indlaes.ts';
import { aabenAdgang } from '../src/server/adgang.ts';
import { startServer } from '../src/server/server.ts';
import { openStore } from '../src/store/open.ts';

const [database] = process.argv.slice(2);
const store = await openStore({ database: database!, clock: systemClock });
await indlaesSuperOrg(store, systemClock());
const server = await startServer({
  adgang: aabenAdgang(store),
  store,
  clock: systemClock,
  limits: DEFAULT_LIMITS,
  udeladte: 'fjernes',
  environment: 'test',
  host: '127.0.0.1',
  port: 0,
  log: { info: () => undefined, error: (fields) => console.error(fields) },
});
process.send?.({ url: server.url });
