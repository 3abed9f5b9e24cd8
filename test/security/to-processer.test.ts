/** A message that one process has taken is refused by another one: two servers, each with its own connections, on one PostgreSQL. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { FAMILIER, skrivBesked } from './klient.ts';
import { nySikkerVerden, udfaldOf } from './verden.ts';

const skip = postgresPrograms() ? false : 'no PostgreSQL is installed';

test('PostgreSQL: replayed to another process, and to both at once', { skip }, async () => {
  await using server = await startPostgres();
  await using en = await nySikkerVerden({ database: server.url });
  await using anden = await nySikkerVerden({ database: server.url, sts: en.sts });
  for (const familie of FAMILIER) {
    const besked = skrivBesked(en.klient, en.kald(), familie);
    assert.equal(udfaldOf(await en.send(besked)), 44);
    assert.equal(udfaldOf(await anden.send(besked)), 'InvalidSecurity');
    assert.equal(anden.afvist.at(-1)?.kontrol, 'the message has been taken before');
  }
  const samtidig = skrivBesked(en.klient, en.kald());
  const svar = await Promise.all([en, anden, en, anden, en, anden].map((verden) => verden.send(samtidig)));
  assert.deepEqual(svar.map(udfaldOf).sort(), [44, ...Array(5).fill('InvalidSecurity')]);
});
