/** The store suite on a PostgreSQL where two of its three owners have partitions of their own. */
import { after, test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { beskederSuite } from './beskeder-suite.ts';
import { laesningerSuite } from './laesninger-suite.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { storeSuite } from './suite.ts';
import { clock } from './verden.ts';

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('the store on PostgreSQL with partitions', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  const servers: PostgresServer[] = [];
  const open = async () => {
    const server = await startPostgres();
    servers.push(server);
    const store = await openStore({ database: server.url, clock });
    for (const cvr of ['11111111', '29189978']) await store.makePartition(cvr);
    return store;
  };
  storeSuite('PostgreSQL with partitions', open);
  laesningerSuite('PostgreSQL with partitions', open);
  beskederSuite('PostgreSQL with partitions', open);
  after(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())));
}
