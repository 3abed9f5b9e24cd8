/** A real server on a data folder distributes what is written over its wire, and goes on where it was after it is killed. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { AF_TYPE, dueslag } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../cli/process.ts';
import { EJER, indtil, metric, type Server, Skriver, serve } from './skriver.ts';

const folder = temporaryFolder();
const servere: Server[] = [];
after(async () => {
  for (const { fkorg } of servere) fkorg.child.kill('SIGKILL');
  await Promise.all(servere.map(({ fkorg }) => fkorg.ended));
  folder.remove();
});

test('what is written over the wire waits in the dueslag, once and in order, also after a kill', async () => {
  const database = folder.path('data');
  const foer = await openStore({ database, clock: systemClock });
  const uuid = await dueslag(foer, [AF_TYPE(ORGVALG_STANDARD.Bruger.beskedtype)], { cvr: EJER, maade: 'hent' });
  await foer.close();
  const skriver = new Skriver();
  const [a, b] = [newUuid(), newUuid()];
  for (const nr of [1, 2]) {
    const server = await serve(['--data', database]);
    servere.push(server);
    for (const bruger of [a, b, a]) assert.ok(await skriver.skriv(server.url, bruger));
    if (nr === 2) await indtil('messages wait', async () => (await metric(server.url, 'fkorg_messages_waiting')) === 6);
    server.fkorg.child.kill('SIGKILL');
    await server.fkorg.ended;
  }
  const store = await openStore({ database, clock: systemClock });
  try {
    const venter = await store.beskeder.naeste(uuid, 100);
    assert.equal(new Set(venter.map(({ beskedId }) => beskedId)).size, 6);
    const objekter = venter.map(({ indhold }) => /ObjektId>.*?([0-9a-f-]{36})</.exec(indhold)![1]);
    assert.deepEqual(objekter, [a, b, a, a, b, a]);
    for await (const linje of store.kontroller()) assert.fail(linje);
  } finally {
    await store.close();
  }
});
