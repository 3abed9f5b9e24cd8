/**
 * A real server as a process of its own, on a database that has its data, with the audit log on. It tells its address, and, asked
 * by its parent, how many statements have gone to the database. Started as `server.ts <database> [bytes of answers]`.
 */
import { systemClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { aabenAdgang } from '../../src/server/adgang.ts';
import { startServer } from '../../src/server/server.ts';
import { openStore } from '../../src/store/open.ts';

let statements = 0;
const watch = {
  begin({ text }: { readonly text: string }) {
    // Every few seconds it is looked whether partitions have come; that is nobody's question.
    if (!text.includes('pg_inherits')) statements += 1;
    return () => undefined;
  },
};
const [database, answersBytes = DEFAULT_LIMITS.graphqlAnswersBytesMax] = process.argv.slice(2);
const store = await openStore({ database: database!, clock: systemClock, watch });
const server = await startServer({
  adgang: aabenAdgang(store),
  revision: store.revision,
  store,
  clock: systemClock,
  limits: { ...DEFAULT_LIMITS, graphqlAnswersBytesMax: Number(answersBytes) },
  udeladte: 'fjernes',
  environment: 'test',
  host: '127.0.0.1',
  port: 0,
  log: { info: () => undefined, error: (fields: object) => console.error(fields) },
});
process.on('message', () => process.send?.({ statements }));
// Ended from itself, so that a profile of it (node --cpu-prof) is written; and when the parent is gone.
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => void store.close().finally(() => process.exit(0)));
process.send?.({ url: server.url });
