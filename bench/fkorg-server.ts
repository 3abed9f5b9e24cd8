/**
 * A real server as a process of its own, for measuring: the master data in the database that is named, the port
 * told to the parent. Started as `fkorg-server.ts <database> [folder of keys]`; with keys it asks for tokens, signs its
 * answers, and keeps the audit log.
 */
import { laesNoegler } from '../src/administration/pki/noegler.ts';
import { systemClock } from '../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../src/base/limits.ts';
import { indlaesSuperOrg } from '../src/data/indlaes.ts';
import { type Adgang, aabenAdgang } from '../src/server/adgang.ts';
import { tokenAdgang } from '../src/server/adgang-token.ts';
import { startForgetting } from '../src/server/glemsel.ts';
import { startServer } from '../src/server/server.ts';
import { openStore } from '../src/store/open.ts';
import { UDSTEDER } from '../test/security/klient.ts';

const [database, keys] = process.argv.slice(2);
const log = { info: () => undefined, error: (fields: object) => console.error(fields) };
const store = await openStore({ database: database!, clock: systemClock });
await indlaesSuperOrg(store, systemClock());

function withTokens(folder: string): Adgang {
  const { sts, service } = laesNoegler(folder, systemClock());
  startForgetting(store, systemClock, log);
  return tokenAdgang({
    store,
    clock: systemClock,
    tillid: { certifikater: sts.map(({ certifikat }) => certifikat), udstedere: () => [UDSTEDER] },
    noegler: service,
    isStreng: false,
    faellesData: '2018',
    klientcertifikat: 'match',
  });
}

const server = await startServer({
  adgang: keys === undefined ? aabenAdgang(store) : withTokens(keys),
  ...(keys !== undefined && { revision: store.revision }),
  store,
  clock: systemClock,
  limits: DEFAULT_LIMITS,
  udeladte: 'fjernes',
  environment: 'test',
  host: '127.0.0.1',
  port: 0,
  log,
});
// Ended from itself, so that a profile of it (node --cpu-prof) is written; and when the parent is gone.
for (const end of ['SIGTERM', 'disconnect']) process.once(end, () => process.exit(0));
process.send?.({ url: server.url });
