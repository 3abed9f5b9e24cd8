/** A message of the register's own can be larger than one that a sender may send, and is fetched all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import {
  ALT,
  besked,
  dueslag,
  fordelAlt,
  fordelerPaa,
  registrer,
} from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { genlaesHaendelsesbesked } from '../../src/beskedfordeler/kuvert/laes.ts';
import { Koer } from '../../src/server/amqp/koer.ts';
import { openStore } from '../../src/store/open.ts';

test('a message of more elements than a request may have is fetched', async () => {
  const store = await openStore({ database: ':memory:', clock: systemClock });
  try {
    const hos = await dueslag(store, [ALT()]);
    const data = `<besked:Beskeddata><x>${'<y/>'.repeat(150_000)}</x></besked:Beskeddata>`;
    const stor = genlaesHaendelsesbesked(besked().tekst.replace('</besked:Haendelsesbesked>', `${data}$&`));
    const fordeler = fordelerPaa(store, {
      kilde: {
        objekttyper: ['Bruger'],
        beskederOf: async (haendelser) => ({
          aendringer: haendelser.length,
          beskeder: haendelser.map(({ position }) => ({ position, besked: stor })),
        }),
      },
    });
    await registrer(store);
    await fordelAlt(fordeler);
    const { beskeder } = store;
    const koer = new Koer({
      beskeder,
      proces: 'p',
      clock: systemClock,
      fordelingssystem: newUuid(),
      onFordelt: () => () => {},
    });
    const koe = (await koer.koe(
      hos,
      () => true,
      async (leveringer) => leveringer,
    ))!;
    await koe.tag(AbortSignal.timeout(10_000));
    const hentet = await koe.naeste();
    await koe.slip();
    assert.ok(hentet!.indhold.length > 600_000);
  } finally {
    await store.close();
  }
});
