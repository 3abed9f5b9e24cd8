import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { openStore } from '../../src/store/open.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { samletSuite, skrivninger } from './samlet.ts';
import { clock } from './verden.ts';

samletSuite('PGlite', () => openStore({ database: ':memory:', clock }));

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('work in one transaction on PostgreSQL', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  let server: PostgresServer | undefined;
  let databases = 0;
  const open = async () => {
    server ??= await startPostgres();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const navn = `d${++databases}`;
    await client.query(`create database ${navn}`);
    await client.end();
    return openStore({ database: server.url.replace(/[^/]+$/, navn), clock });
  };
  samletSuite('PostgreSQL', open);

  test('PostgreSQL: what is read at one moment stands still while others write', async () => {
    const store = await open();
    try {
      await store.gem(skrivninger(1, 700));
      const sete = await store.fastholdt(async (fast) => {
        const uuids: string[] = [];
        for await (const { uuid } of fast.alle({})) {
          if (uuids.length === 0) assert.equal(await store.gem(skrivninger(5000, 700)), true);
          uuids.push(uuid);
        }
        return uuids;
      });
      assert.deepEqual(
        sete,
        skrivninger(1, 700)
          .map(({ uuid }) => uuid)
          .sort(),
      );
    } finally {
      await store.close();
    }
  });
  after(() => server?.[Symbol.asyncDispose]());
}
