import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Revisionspost } from '../access/revision.ts';
import { HuskedeAftaler } from '../administration/huskede-aftaler.ts';
import { fixedClock } from '../base/clock.ts';
import { newUuid } from '../base/uuid.ts';
import { openStore } from '../store/open.ts';
import type { PlaceretRaekke } from '../store/revision/raekke.ts';
import { Revisor, UKENDTE_MAX } from './revisor.ts';

const TID = Date.parse('2026-11-24T12:00:00Z');
const SYSTEM = newUuid();
const CERTIFIKAT = 'ab'.repeat(32);

const clock = fixedClock(TID);
const store = await openStore({ database: ':memory:', clock });
after(() => store.close());
const haendelse = { tidspunkt: TID, af: 'test' };
const certifikat = { sha256: CERTIFIKAT, systemUuid: SYSTEM, handling: 'tilfoej', der: Buffer.of() } as const;
await store.administration.gem(
  { systemer: [{ ...haendelse, uuid: SYSTEM, navn: 'Løn' }], certifikater: [{ ...haendelse, ...certifikat }] },
  await store.administration.version(),
);

const aftaler = new HuskedeAftaler(store.administration, 'test', clock);
const log = { error: (fields: object) => assert.fail(JSON.stringify(fields)) };
const nyRevisor = (mere: object = {}) => new Revisor({ revision: store.revision, aftaler, log, ...mere });
const post = (mere: Partial<Revisionspost>): Revisionspost => ({
  art: 'afvisning',
  front: 'soap',
  tid: TID,
  varighedMs: 1,
  ...mere,
});

/** What has come since the last time. */
let sete = 0;
async function nye(): Promise<PlaceretRaekke[]> {
  const alle: PlaceretRaekke[] = [];
  for await (const raekke of store.revision.laes({})) if (raekke.art !== 'administration') alle.push(raekke);
  const kommet = alle.sort((a, b) => a.kaede - b.kaede || a.nr - b.nr).slice(sete);
  sete = alle.length;
  return kommet;
}

const mange = (antal: number, goer: (nr: number) => Promise<void>) =>
  Promise.all(Array.from({ length: antal }, (_, nr) => goer(nr)));

test('callers who are nobody make so many rows and one that counts the rest; nobody else is held back by them', async () => {
  const revisor = nyRevisor();
  await mange(UKENDTE_MAX + 50, (nr) => revisor.skriv(post({ tid: TID + nr })));
  await revisor.skriv(post({ front: 'sts', art: 'token', certifikatSha256: 'cd'.repeat(32) }));
  await mange(UKENDTE_MAX + 1, () => revisor.skriv(post({ art: 'kald', cvr: '11111111' })));
  await mange(UKENDTE_MAX + 1, () => revisor.skriv(post({ art: 'token', certifikatSha256: CERTIFIKAT })));
  await revisor.luk();
  const raekker = await nye();
  const antal = (passer: (raekke: PlaceretRaekke) => boolean) => raekker.filter(passer).length;
  assert.equal(
    antal(({ art, handling }) => art === 'afvisning' && handling === null),
    UKENDTE_MAX,
  );
  assert.equal(
    antal(({ front }) => front === 'sts'),
    1,
  );
  assert.equal(
    antal(({ cvr }) => cvr !== null),
    UKENDTE_MAX + 1,
  );
  assert.equal(
    antal(({ system }) => system === SYSTEM),
    UKENDTE_MAX + 1,
  );
  const udeladte = raekker.filter(({ handling }) => handling === 'udeladte');
  assert.deepEqual(
    udeladte.map(({ art, front, antal, tid, varighedUs }) => [art, front, antal, tid - TID, varighedUs]),
    [['afvisning', 'soap', 50, UKENDTE_MAX, 49_000]],
  );
});

test('when the spell is over, what was left out is told without anybody calling, and there is room again', async () => {
  const revisor = nyRevisor({ ukendteMs: 200 });
  await mange(UKENDTE_MAX + 3, () => revisor.skriv(post({})));
  const fundet: PlaceretRaekke[] = [];
  while (fundet.at(-1)?.handling !== 'udeladte') {
    await sleep(20);
    fundet.push(...(await nye()));
  }
  assert.equal(fundet.length, UKENDTE_MAX + 1);
  assert.equal(fundet.at(-1)!.antal, 3);
  await revisor.skriv(post({}));
  await revisor.luk();
  assert.deepEqual(
    (await nye()).map(({ handling }) => handling),
    [null],
  );
});

test('the system that has the certificate is named, also where the call names it otherwise', async () => {
  const revisor = nyRevisor();
  const kald = { art: 'kald', cvr: '11111111', certifikatSha256: CERTIFIKAT } as const;
  await revisor.skriv(post({ ...kald, systemNavn: 'CN=loen' }));
  await revisor.skriv(post(kald));
  await revisor.skriv(post({ ...kald, certifikatSha256: 'cd'.repeat(32) }));
  assert.deepEqual(
    (await nye()).map(({ system, systemNavn }) => [system, systemNavn]),
    [
      [SYSTEM, 'CN=loen'],
      [SYSTEM, 'Løn'],
      [null, null],
    ],
  );
});
