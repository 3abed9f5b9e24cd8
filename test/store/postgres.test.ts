/** The store suite on a real PostgreSQL; left out where none is installed, unless FKORG_REQUIRE_POSTGRES=1 demands it. */
import { after, test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { beskederSuite } from './beskeder-suite.ts';
import { laesningerSuite } from './laesninger-suite.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { storeSuite } from './suite.ts';
import { clock } from './verden.ts';

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('the store on PostgreSQL', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  const servers: PostgresServer[] = [];
  const open = async () => {
    const server = await startPostgres();
    servers.push(server);
    return openStore({ database: server.url, clock });
  };
  storeSuite('PostgreSQL', open);
  laesningerSuite('PostgreSQL', open);
  beskederSuite('PostgreSQL', open);
  after(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())));
}
