/** The bounds of a dueslag within one batch: what is counted while it is put in, and what is kept for the one that is full. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import { besked, dueslagspost } from './beskeder-suite.ts';
import { clock } from './verden.ts';

const store = await openStore({ database: ':memory:', clock });
const { beskeder } = store;
after(() => store.close());

const MODTAGERE = ['urn:oio:cvr-nr:11111111'];
/** Messages of the register's own, which are kept only where somebody is to have them. */
const egne = (dueslag: string, antal: number) =>
  Array.from({ length: antal }, (_, nr) => besked([dueslag], { position: nr + 1 }));
const numre = async (uuid: string) => (await beskeder.naeste(uuid, 100)).map(({ nr }) => nr);

async function nyt(graenser: Partial<Parameters<typeof dueslagspost>[0]>): Promise<string> {
  const post = dueslagspost(graenser);
  await beskeder.gemDueslag(post, clock());
  return post.uuid;
}

test('what comes after the message that a dueslag had no room for is kept, also in the same batch', async () => {
  const uuid = await nyt({ beskederMax: 1 });
  const fordelt = await beskeder.fordel(egne(uuid, 4), await beskeder.version());
  assert.equal('stoppede' in fordelt && fordelt.stoppede.length, 1);
  const [foerste] = await numre(uuid);
  const { manglerFra } = (await beskeder.findDueslag(uuid))!;
  assert.equal(manglerFra, foerste! + 1);
  const gemte = await beskeder.gemte(manglerFra, 100);
  assert.deepEqual(
    gemte.map(({ nr }) => nr - foerste!),
    [1, 2, 3],
  );
  await beskeder.fjernDueslag(uuid);
});

test('bytes are counted from message to message of a batch', async () => {
  const bytes = Buffer.byteLength(besked([]).indhold);
  const uuid = await nyt({ bytesMax: 2 * bytes });
  await beskeder.fordel(egne(uuid, 4), await beskeder.version());
  assert.equal((await numre(uuid)).length, 2);
  const { grund, bytes: talte } = (await beskeder.findDueslag(uuid))!;
  assert.match(grund!, /bytes/);
  assert.equal(talte, 2 * bytes);
  await beskeder.fjernDueslag(uuid);
});

test('a dueslag is not filled by whoever decided on subscriptions of before', async () => {
  const uuid = await nyt({ beskederMax: 1 });
  await beskeder.fordel(egne(uuid, 2), await beskeder.version());
  await beskeder.kvitter(uuid, await numre(uuid));
  await beskeder.aktiver(uuid, clock());
  const foer = await beskeder.version();
  assert.ok(await beskeder.gemAbonnement(uuid, { uuid: newUuid(), navn: 'alt', udtryk: "Beskedtype = '*'" }));
  const fraNr = (await beskeder.findDueslag(uuid))!.manglerFra!;
  const leveringer = [{ nr: fraNr, abonnementUuid: newUuid(), tilladteModtagere: MODTAGERE }];
  const omraade = { fraNr, tilNr: fraNr + 1 };
  assert.equal(await beskeder.indhent(uuid, leveringer, foer, omraade, clock()), 'foraeldet');
  assert.deepEqual(await numre(uuid), []);
  assert.equal(await beskeder.indhent(uuid, leveringer, await beskeder.version(), omraade, clock()), 'faerdig');
  assert.deepEqual(await numre(uuid), [fraNr]);
});
