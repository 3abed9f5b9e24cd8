/**
 * 10,000 writes while RabbitMQ is killed and started again, and while the one who publishes is cut off in the middle: each is at the broker, in
 * the order of the feed, and what comes twice is the same message.
 */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { ALT } from '../../src/access/rettigheder.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { BROKER, Udgiver } from '../../src/beskedfordeler/broker/udgiver.ts';
import { registerbeskeder } from '../../src/beskedfordeler/org/registerbeskeder.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { run } from '../../src/operations/run.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { EGEN, registerMed } from '../adgang/kald.ts';
import { rabbitmqMissing, startRabbitmq } from './rabbitmq-server.ts';
import { tagTil } from './udgiver.ts';

const skip = rabbitmqMissing();
const SKRIVNINGER = 10_000;
const I_ET_KALD = 100;

/** Users, so many in one call; gives their UUIDs. */
async function skriv(store: Store): Promise<readonly string[]> {
  const felter = { BrugervendtNoegleTekst: 'b', BrugerNavn: 'bente1' };
  const uuids = Array.from({ length: I_ET_KALD }, () => newUuid());
  const objekter = uuids.map((uuid) => ({
    ...({ objekttype: 'Bruger', uuid } as const),
    registreringer: [{ egenskaber: [{ felter, virkning: { fra: 0 } }], tilstande: [], relationer: {} }],
  }));
  const kontekst = { ...registerMed(store), kalder: { cvr: EGEN, rettigheder: ALT } };
  const { status, brud } = await run(kontekst, { verbum: 'import', system: 'organisation', objekter });
  assert.equal(status, 20, JSON.stringify(brud));
  return uuids;
}

test('10,000 writes over two restarts of the broker and one of the publisher', { skip }, async (t) => {
  const store = await openStore({ database: ':memory:', clock: Date.now });
  const rabbitmq = await startRabbitmq();
  const { beskeder } = store;
  const laest = new EventEmitter();
  const log = { info: () => undefined, error: () => undefined };
  const nyUdgiver = (proces: string) => {
    const adresse = { url: rabbitmq.url, exchange: 'x', koe: 'alt' };
    const register = registerbeskeder(store, ORGVALG_STANDARD);
    const kilde = {
      efter(siden: number, antal: number) {
        laest.emit('side');
        return register.efter(siden, antal);
      },
    };
    const udgiver = new Udgiver({ ...{ beskeder, kilde, adresse, proces, log }, sidste: () => store.sidstePosition() });
    udgiver.start();
    return udgiver;
  };
  let udgiver = nyUdgiver('a');
  /** Waits until some pages have been published, and one is on its way: the next one is read while it is. */
  const midtI = async () => {
    for (let sider = 0; sider < 4; sider++) await once(laest, 'side');
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
  try {
    while (!udgiver.tal.isForbundet) await new Promise((resolve) => setTimeout(resolve, 20));
    const skrevne: string[] = [];
    for (let nr = 0; skrevne.length < SKRIVNINGER; nr++) {
      skrevne.push(...(await skriv(store)));
      udgiver.vaek();
      if (nr === 20) await rabbitmq.crash();
      if (nr !== 80) continue;
      await rabbitmq.startAgain();
      await midtI();
      await rabbitmq.crash();
      await rabbitmq.startAgain();
      await midtI();
      await udgiver.stop();
      udgiver = nyUdgiver('b');
    }
    const sidste = await store.sidstePosition();
    const modtaget = await tagTil(rabbitmq.url, 'alt', sidste);
    const foerste = new Map<string, string>();
    const uuids: string[] = [];
    let position = 0;
    for (const { properties, content } of modtaget) {
      const kendt = foerste.get(properties.messageId);
      const indhold = content.toString();
      if (kendt !== undefined) {
        assert.equal(indhold, kendt);
        continue;
      }
      foerste.set(properties.messageId, indhold);
      assert.ok(properties.headers!.position > position, `${properties.headers!.position} after ${position}`);
      position = properties.headers!.position;
      uuids.push(properties.headers!.uuid);
    }
    // In one call the store has an order of its own, which is that of the positions.
    assert.deepEqual(uuids.toSorted(), skrevne.toSorted());
    while ((await beskeder.position(BROKER)) !== sidste) await new Promise((resolve) => setTimeout(resolve, 20));
    t.diagnostic(`${modtaget.length - foerste.size} of ${modtaget.length} messages came twice`);
  } finally {
    await udgiver.stop();
    await rabbitmq[Symbol.asyncDispose]();
    await store.close();
  }
});
