/** The store suite on a PostgreSQL where two of its three owners have partitions of their own. */
import { after, test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { storeSuite } from './suite.ts';
import { clock } from './verden.ts';

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('the store on PostgreSQL with partitions', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  let server: PostgresServer | undefined;
  storeSuite('PostgreSQL with partitions', async () => {
    server = await startPostgres();
    const store = await openStore({ database: server.url, clock });
    for (const cvr of ['11111111', '29189978']) await store.makePartition(cvr);
    return store;
  });
  after(() => server?.[Symbol.asyncDispose]());
}
