import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lavKlient } from '../../test/pki/noegler.ts';
import { fixedClock } from '../base/clock.ts';
import { openStore } from '../store/open.ts';
import { aendr, findAftale } from './aendring.ts';
import { HuskedeAftaler } from './huskede-aftaler.ts';
import { ophoer } from './livsforloeb.ts';
import { lavProeveaftale } from './proeveaftale.ts';

const NU = Date.UTC(2026, 10, 24);
const KORSBAEK = '11111111';
const ENTITY_ID = 'http://stoettesystemerne.dk/service/organisation/3';
const store = await openStore({ database: ':memory:', clock: fixedClock(NU) });
after(() => store.close());
const hvem = { tidspunkt: NU, af: 'fkorg serve --secure' };
const { certifikat } = await lavKlient(KORSBAEK);
const proeve = { navn: 'demo', certifikat, cvr: KORSBAEK, miljoe: 'test' } as const;
const lav = (over: Partial<Parameters<typeof lavProeveaftale>[1]> = {}) =>
  lavProeveaftale(store.administration, { ...proeve, ...over }, hvem);

test('the holder of the certificate gets both roles, with all that names and deletion need', async () => {
  const { system, status } = await lav();
  assert.equal(status, 'godkendt');
  const aftaler = new HuskedeAftaler(store.administration, 'test', fixedClock(NU));
  assert.equal((await aftaler.findSystem(certifikat.sha256))?.uuid, system.uuid);
  const tildelinger = await aftaler.tildelinger(system.uuid, KORSBAEK, ENTITY_ID);
  assert.ok(typeof tildelinger !== 'string');
  assert.deepEqual(tildelinger.map(({ scopeCvr, rolle }) => [scopeCvr, rolle]).sort(), [
    [KORSBAEK, 'rediger'],
    [KORSBAEK, 'udstil'],
  ]);
  const rediger = tildelinger.find(({ rolle }) => rolle === 'rediger')!;
  assert.deepEqual(new Set(Object.values(rediger.afgraensninger)), new Set([true]));
});

test('done again it changes nothing, and an agreement that was ended stays ended', async () => {
  const foer = await lav();
  const version = await store.administration.version();
  assert.deepEqual(await lav({ navn: 'another' }), foer);
  await aendr(store.administration, (tilstand) => ophoer(findAftale(tilstand, foer.aftaleUuid), 'slut', hvem));
  assert.deepEqual(await lav(), { ...foer, status: 'ophoert' });
  assert.equal(await store.administration.version(), version + 1);
});

test('a production environment has no deletion for good', async () => {
  const { system, status } = await lav({ miljoe: 'produktion' });
  assert.equal(status, 'godkendt');
  const aftaler = new HuskedeAftaler(store.administration, 'produktion', fixedClock(NU));
  const tildelinger = await aftaler.tildelinger(system.uuid, KORSBAEK, ENTITY_ID);
  assert.ok(typeof tildelinger !== 'string');
  assert.ok(tildelinger.every(({ afgraensninger }) => !afgraensninger.fysiskslet));
  assert.equal(system.uuid, (await lav()).system.uuid);
});
