import { after, test } from 'node:test';
import pg from 'pg';
import { openStore } from '../../src/store/open.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { samletSuite } from './samlet.ts';
import { clock } from './verden.ts';

samletSuite('PGlite', () => openStore({ database: ':memory:', clock }));

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('work in one transaction on PostgreSQL', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  let server: PostgresServer | undefined;
  let databases = 0;
  samletSuite('PostgreSQL', async () => {
    server ??= await startPostgres();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const navn = `d${++databases}`;
    await client.query(`create database ${navn}`);
    await client.end();
    return openStore({ database: server.url.replace(/[^/]+$/, navn), clock });
  });
  after(() => server?.[Symbol.asyncDispose]());
}
