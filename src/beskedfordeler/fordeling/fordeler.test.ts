/** The distributor on a real store: what reaches which dueslag, once and in order; bounds, filling up, and messages that others send. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../base/clock.ts';
import { newUuid } from '../../base/uuid.ts';
import { aabenModtageraftale } from '../adgang/aftale.ts';
import { cvrUrn } from '../kuvert/haendelsesbesked.ts';
import {
  AF_TYPE,
  ALT,
  BRUGERTYPE,
  besked,
  dueslag,
  EJER,
  ENHEDSTYPE,
  fordelAlt,
  fordelerPaa,
  ids,
  NABO,
  registrer,
  storesOf,
} from './verden.testing.ts';

const clock = fixedClock(Date.UTC(2026, 5, 1));
const nyStore = storesOf(clock);

const idAf = (uuid: string, nr = 1) => new RegExp(`^urn:x:${uuid}:${nr}:`);

function assertIds(fundne: readonly string[], ventede: readonly RegExp[]): void {
  assert.equal(fundne.length, ventede.length, fundne.join('\n'));
  for (const [nr, id] of fundne.entries()) assert.match(id, ventede[nr]!);
}

test('the first dueslag of a register gets what is registered from then on, each change once, in order', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  const gammel = await registrer(store);
  await fordelAlt(fordeler);
  const alt = await dueslag(store, [ALT()]);
  const enheder = await dueslag(store, [AF_TYPE(ENHEDSTYPE), ALT(NABO)]);
  const naboens = await dueslag(store, [`NOT ${AF_TYPE(ENHEDSTYPE)}`], { cvr: NABO });
  const tomt = await dueslag(store, []);
  await registrer(store, gammel, 1);
  const enhed = await registrer(store, undefined, 0, EJER, 'OrganisationEnhed');
  await registrer(store, undefined, 0, EJER, 'Adresse');
  const fremmed = await registrer(store, undefined, 0, NABO);
  await fordelAlt(fordeler);
  await fordelAlt(fordelerPaa(store, { clock }));
  assertIds(await ids(store, alt), [idAf(gammel, 2), idAf(enhed)]);
  assertIds(await ids(store, enheder), [idAf(enhed)]);
  assertIds(await ids(store, naboens), [idAf(fremmed)]);
  assert.deepEqual(await ids(store, tomt), []);
  assert.equal(await store.beskeder.position('fordeler'), await store.sidstePosition());
});

test('one copy for each dueslag, by the first of its subscriptions, with the receivers that agreements let through', async () => {
  const store = await nyStore();
  const system = newUuid();
  const aftale = { ...aabenModtageraftale(NABO), beskedtyper: new Set([BRUGERTYPE]) };
  const fordeler = fordelerPaa(store, {
    clock,
    aftaler: async ({ systemUuid }) => (systemUuid === system ? [aftale] : []),
  });
  const { cvr: _, ...uden } = { cvr: '', systemUuid: system };
  const med = await dueslag(store, [ALT(), AF_TYPE(BRUGERTYPE)], uden);
  const ingenAftale = await dueslag(store, [ALT()]);
  assert.equal((await fordeler.modtag(besked({ modtagere: [EJER, NABO] }), undefined)).kode, 20);
  await fordeler.modtag(besked({ modtagere: [EJER] }), undefined);
  await fordeler.modtag(besked({ modtagere: [NABO], beskedtype: ENHEDSTYPE }), undefined);
  const [levering, ...flere] = await store.beskeder.naeste(med, 10);
  assert.deepEqual([levering!.tilladteModtagere, flere], [[cvrUrn(NABO)], []]);
  const { abonnementer } = (await store.beskeder.findDueslag(med))!;
  assert.equal(levering!.abonnementUuid, abonnementer[0]!.uuid);
  assert.deepEqual(await ids(store, ingenAftale), []);
});

test('a value list is asked about for the receiver whose it is', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  const [kendt, ukendt, liste] = [newUuid(), newUuid(), newUuid()];
  const virkning = { aktoerRef: { uuid: newUuid() }, aktoerTypeKode: 'ItSystem' } as const;
  await store.vaerdilister.gem({
    ejer: { cvr: EJER },
    liste: { uuid: liste, navn: 'objekter', kode: 'Opstaaet', fra: clock(), virkning },
    forventetNr: 0,
    vaerdier: [kendt],
    listerMax: 9,
  });
  const paa = 'ObjektRegistrering.ObjektId IN objekter';
  const egen = await dueslag(store, [paa]);
  const anden = await dueslag(store, [paa], { cvr: NABO });
  for (const uuid of [kendt, ukendt]) await fordeler.modtag(besked({ uuid, modtagere: [EJER, NABO] }), undefined);
  assert.deepEqual([(await ids(store, egen)).length, (await ids(store, anden)).length], [1, 0]);
});

test('a sender is held to its agreement, and an id is for one message alone', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  const hos = await dueslag(store, [ALT()]);
  const aftale = { cvr: EJER, version: '2.0' as const, modtagere: new Set([EJER]) };
  const afsender = { systemUuid: newUuid(), cvr: EJER, aftale };
  const sendt = besked({ modtagere: [EJER, NABO] });
  assert.deepEqual(await fordeler.modtag(sendt, afsender), { kode: 20, tekst: 'OK' });
  assert.deepEqual(
    (await store.beskeder.naeste(hos, 9)).map((levering) => levering.tilladteModtagere),
    [[cvrUrn(EJER)]],
  );
  // Sent again it comes in another transaction, and may come from another address.
  const igen = { transaktionsId: newUuid(), kildesystem: afsender.systemUuid, ipAdresse: '192.0.2.1' };
  assert.equal((await fordeler.modtag(sendt, afsender, igen)).kode, 20);
  const andet = besked({ beskedId: sendt.beskedId.toUpperCase() });
  assert.equal((await fordeler.modtag(andet, afsender)).kode, 40);
  const uden = await fordeler.modtag(besked(), { ...afsender, aftale: undefined });
  assert.equal(uden.kode, 43);
  assert.match(uden.tekst, /afsender-uden-aftale/);
  assert.equal((await fordeler.modtag(besked({ ejer: NABO, modtagere: [EJER] }), afsender)).kode, 43);
  // Many at once, one of them three times: each is there once.
  const mange = Array.from({ length: 30 }, () => besked());
  const svar = await Promise.all([...mange, mange[0]!, mange[0]!].map((hver) => fordeler.modtag(hver, afsender)));
  assert.ok(svar.every(({ kode }) => kode === 20));
  assert.equal((await ids(store, hos)).length, 31);
});

test('a dueslag that is full says so and takes no more; when there is room it gets what it lacks, in order', async () => {
  const store = await nyStore();
  const stoppede: object[] = [];
  const log = { info() {}, warn: (fields: object) => stoppede.push(fields), error() {} };
  const fordeler = fordelerPaa(store, { clock, log });
  const lille = await dueslag(store, [ALT()], { beskederMax: 3 });
  const stort = await dueslag(store, [ALT()]);
  const sendte = Array.from({ length: 8 }, () => besked({ modtagere: [EJER, NABO] }));
  for (const hver of sendte.slice(0, 5)) assert.equal((await fordeler.modtag(hver, undefined)).kode, 20);
  const fuldt = (await store.beskeder.findDueslag(lille))!;
  assert.deepEqual([fuldt.tilstand, fuldt.isLevererbar, fuldt.beskeder], ['stoppet', true, 3]);
  assert.match(fuldt.grund!, /højst holde 3 beskeder/);
  assert.deepEqual(stoppede, [{ dueslag: lille, grund: fuldt.grund }]);
  const toem = async () => {
    const venter = await store.beskeder.naeste(lille, 10);
    await store.beskeder.kvitter(
      lille,
      venter.map(({ nr }) => nr),
    );
    return venter.map(({ beskedId }) => beskedId);
  };
  const faaet = await toem();
  await fordelAlt(fordeler);
  assert.deepEqual(await ids(store, lille), []);
  // It is full again on the way, and what comes meanwhile waits its turn.
  for (const hver of sendte.slice(5)) {
    await store.beskeder.aktiver(lille, clock());
    await fordeler.modtag(hver, undefined);
    await fordelAlt(fordeler);
    faaet.push(...(await toem()));
  }
  await store.beskeder.aktiver(lille, clock());
  await fordelAlt(fordeler);
  faaet.push(...(await toem()));
  assert.deepEqual(
    faaet,
    sendte.map(({ beskedId }) => beskedId),
  );
  assert.deepEqual(
    [(await ids(store, stort)).length, (await store.beskeder.findDueslag(lille))!.manglerFra],
    [8, undefined],
  );
  // And then it takes new ones itself again.
  await fordeler.modtag(besked(), undefined);
  assert.equal((await ids(store, lille)).length, 1);
});

test('bytes and age are bounds too; what nobody holds or lacks goes with time', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  const bytes = Buffer.byteLength(besked().tekst);
  const smalt = await dueslag(store, [ALT()], { bytesMax: Math.round(bytes * 1.5) });
  const hurtigt = await dueslag(store, [ALT()], { alderMaxMs: 1000 });
  await fordeler.modtag(besked(), undefined);
  await fordeler.modtag(besked(), undefined);
  assert.match((await store.beskeder.findDueslag(smalt))!.grund!, /bytes/);
  clock.advance(6000);
  await fordelAlt(fordeler);
  const sent = (await store.beskeder.findDueslag(hurtigt))!;
  assert.deepEqual([sent.tilstand, sent.manglerFra !== undefined], ['stoppet', true]);
  assert.match(sent.grund!, /ventet længere end 1 sekunder/);
  await fordeler.modtag(besked(), undefined);
  const alle = () => store.beskeder.gemte(1, 100);
  assert.equal((await alle()).length, 3);
  clock.advance(1);
  assert.deepEqual(await store.beskeder.ryd(clock()), { fjernet: 0 });
  for (const uuid of [smalt, hurtigt]) {
    await store.beskeder.kvitter(
      uuid,
      (await store.beskeder.naeste(uuid, 9)).map(({ nr }) => nr),
    );
    await store.beskeder.aktiver(uuid, clock());
  }
  await fordelAlt(fordeler);
  // The narrow one has been given one and is full again: it lacks the last, which is kept for it.
  assert.deepEqual([(await ids(store, smalt)).length, (await ids(store, hurtigt)).length], [1, 1]);
  assert.deepEqual(await store.beskeder.ryd(clock()), { fjernet: 1 });
  await store.beskeder.tilFejlkoe(hurtigt, (await store.beskeder.naeste(hurtigt, 1))[0]!.nr, 'nej', clock());
  await store.beskeder.fjernDueslag(smalt);
  assert.deepEqual(await store.beskeder.ryd(clock()), { fjernet: 1 });
  await store.beskeder.fjernDueslag(hurtigt);
  assert.deepEqual(await store.beskeder.ryd(clock() - 60_000), { fjernet: 0 });
  assert.deepEqual(await store.beskeder.ryd(clock()), { fjernet: 1 });
  assert.deepEqual(await alle(), []);
});

test('a subscription that cannot be read closes its dueslag, and what comes is kept for it', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  await fordelAlt(fordeler);
  const daarligt = await dueslag(store, [ALT()]);
  const { abonnementer } = (await store.beskeder.findDueslag(daarligt))!;
  await store.beskeder.gemAbonnement(daarligt, { ...abonnementer[0]!, udtryk: 'Beskedtype LIGNER x' });
  const uuid = await registrer(store);
  await fordelAlt(fordeler);
  assert.match((await store.beskeder.findDueslag(daarligt))!.grund!, /abonnement kan ikke læses/);
  await store.beskeder.gemAbonnement(daarligt, { ...abonnementer[0]!, udtryk: ALT() });
  await store.beskeder.aktiver(daarligt, clock());
  await fordelAlt(fordeler);
  assertIds(await ids(store, daarligt), [idAf(uuid)]);
});

test('in the background it sees what is registered, wakes those who deliver, and lets go when it is closed', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store);
  const hos = await dueslag(store, [ALT()]);
  const anden = fordelerPaa(store);
  const { promise, resolve } = Promise.withResolvers<void>();
  fordeler.start();
  try {
    while ((await store.beskeder.position('fordeler')) === undefined) await new Promise((done) => setTimeout(done, 5));
    fordeler.onFordelt(resolve);
    await registrer(store);
    assert.equal(await anden.runde(), false);
    await promise;
    assert.equal((await ids(store, hos)).length, 1);
  } finally {
    await fordeler.luk();
  }
  await registrer(store);
  await fordelAlt(anden);
  assert.equal((await ids(store, hos)).length, 2);
});

test('a clock that leaps loses nothing and changes no order; what has waited too long by it stops, and goes on', async () => {
  const store = await nyStore();
  const leaping = fixedClock(Date.UTC(2026, 5, 1));
  const fordeler = fordelerPaa(store, { clock: leaping });
  const uuid = await dueslag(store, [ALT()], { alderMaxMs: 7 * 86_400_000 });
  const sendte = Array.from({ length: 4 }, () => besked());
  for (const [nr, hver] of sendte.entries()) {
    await fordeler.modtag(hver, undefined);
    await registrer(store);
    await fordelAlt(fordeler);
    leaping.advance([-86_400_000, 1_800_000, -3_600_000, 0][nr]!);
  }
  const fundne = await ids(store, uuid);
  assert.deepEqual(
    fundne.filter((id) => !id.startsWith('urn:x:')),
    sendte.map(({ beskedId }) => beskedId),
  );
  assert.equal(fundne.length, 8);
  leaping.advance(10 * 86_400_000);
  await fordelAlt(fordeler);
  assert.equal((await store.beskeder.findDueslag(uuid))!.tilstand, 'stoppet');
  leaping.advance(-10 * 86_400_000);
  await fordeler.modtag(besked(), undefined);
  await store.beskeder.aktiver(uuid, leaping());
  await fordelAlt(fordeler);
  assert.equal((await ids(store, uuid)).length, 9);
});
