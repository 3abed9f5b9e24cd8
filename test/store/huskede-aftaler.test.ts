/** What the token service is told, from two processes on one store: changes are seen by both in time, and asked for seldom. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { HuskedeAftaler } from '../../src/administration/huskede-aftaler.ts';
import { SET_INDEN_MS } from '../../src/administration/husket.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { fjernCertifikat, opretSystem, tilfoejCertifikater } from '../../src/administration/systemer.ts';
import {
  AFTALE,
  ANMODNING,
  HVEM,
  KENDTE,
  KORSBAEK,
  LOEN,
  NABO,
  somCertifikat,
} from '../../src/administration/verden.testing.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { openStore } from '../../src/store/open.ts';

const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';

test('what changes is seen within two seconds, and until then nothing is read again', async () => {
  const clock = fixedClock(0);
  let laesninger = 0;
  const watch = {
    begin() {
      laesninger++;
      return () => undefined;
    },
  };
  const store = await openStore({ database: ':memory:', clock, watch });
  try {
    const { administration } = store;
    const aftaler = new HuskedeAftaler(administration, 'test', clock);
    const certifikat = somCertifikat();
    const spoerg = () => aftaler.tildelinger(LOEN, KORSBAEK, ORGANISATION);

    assert.equal(await aftaler.findSystem(certifikat.sha256), undefined);
    assert.equal(await spoerg(), 'ingen-aftale');
    await aendr(administration, (tilstand) => opretSystem(tilstand, LOEN, 'Løn', HVEM));
    await aendr(administration, (tilstand) => tilfoejCertifikater(tilstand, LOEN, [certifikat], HVEM));
    await aendr(administration, (tilstand) => anmod(tilstand, ANMODNING, KENDTE, HVEM));
    await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, AFTALE), KORSBAEK, HVEM));

    clock.advance(SET_INDEN_MS - 1);
    const foer = laesninger;
    assert.equal(await spoerg(), 'ingen-aftale');
    assert.equal(laesninger, foer);
    clock.advance(1);
    assert.deepEqual(await aftaler.findSystem(certifikat.sha256), { uuid: LOEN, navn: 'Løn' });
    const givet = await spoerg();
    assert.ok(Array.isArray(givet) && givet.length === 1);
    assert.equal(await aftaler.tildelinger(LOEN, NABO, ORGANISATION), 'ingen-aftale');
    assert.equal(await aftaler.tildelinger(LOEN, KORSBAEK, 'organisation'), 'ukendt-service');
    assert.equal(
      await new HuskedeAftaler(administration, 'produktion', clock).tildelinger(LOEN, KORSBAEK, ORGANISATION),
      'ingen-aftale',
    );

    // Nothing has changed: the counter alone is looked at, once for all who ask at the same time.
    clock.advance(SET_INDEN_MS);
    const uaendret = laesninger;
    await Promise.all([spoerg(), spoerg(), aftaler.findSystem(certifikat.sha256)]);
    assert.equal(laesninger, uaendret + 1);

    await aendr(administration, (tilstand) => ophoer(findAftale(tilstand, AFTALE), 'lukket', HVEM));
    await aendr(administration, ({ systemer }) => fjernCertifikat(systemer[0]!, certifikat.sha256, HVEM));
    clock.advance(SET_INDEN_MS);
    assert.equal(await spoerg(), 'ingen-aftale');
    assert.equal(await aftaler.findSystem(certifikat.sha256), undefined);
  } finally {
    await store.close();
  }
});

test('what could not be read is not remembered, and a clock that was set back makes nothing older than it is', async () => {
  const clock = fixedClock(0);
  const store = await openStore({ database: ':memory:', clock });
  try {
    const { administration } = store;
    let isGone = true;
    const faldende = {
      ...administration,
      hentAftaler(systemUuid: string) {
        if (isGone) throw new Error('gone');
        return administration.hentAftaler(systemUuid);
      },
    };
    const aftaler = new HuskedeAftaler(faldende, 'test', clock);
    await assert.rejects(aftaler.tildelinger(LOEN, KORSBAEK, ORGANISATION), /gone/);
    isGone = false;
    assert.equal(await aftaler.tildelinger(LOEN, KORSBAEK, ORGANISATION), 'ingen-aftale');
    await aendr(administration, (tilstand) => opretSystem(tilstand, LOEN, 'Løn', HVEM));
    await aendr(administration, (tilstand) => anmod(tilstand, ANMODNING, KENDTE, HVEM));
    await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, AFTALE), KORSBAEK, HVEM));
    clock.advance(-60_000);
    assert.notEqual(await aftaler.tildelinger(LOEN, KORSBAEK, ORGANISATION), 'ingen-aftale');
  } finally {
    await store.close();
  }
});
