/**
 * The door (docs/decisions/0038): every operation of every front refuses a caller without the role, before it looks at the
 * register, and lets one in who has it. The operations are those of the tables, so a new one is held to it, too.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Kalder } from '../../src/access/kalder.ts';
import { ALT, type Tildeling } from '../../src/access/rettigheder.ts';
import { KRAV } from '../../src/operations/krav.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import * as b from '../soap/beskeder.ts';
import { EGEN, type Frontkald, frontkald, kalderMed, NABO, registerMed, tildeling } from './kald.ts';

const UROERT = new Proxy({} as Store, {
  get: (_store, navn) => assert.fail(`the store was asked for ${String(navn)} of a call that is refused at the door`),
});

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock: () => Date.parse('2026-11-24T12:00:00.000Z') });
});
after(() => store.close());

const SKRIVER = new Set(['importer', 'opret', 'ret', 'passiver', 'slet', 'import', 'anonymiser', 'fysiskslet']);

async function assertAfvist(et: Frontkald, kalder: Kalder, regel = 'rolle-mangler'): Promise<void> {
  const { kode, tekst } = await et.kald(registerMed(UROERT), kalder);
  assert.ok(kode === 41 || kode === 403, `${et.navn}: ${kode} ${tekst}`);
  assert.ok(tekst.includes(regel), `${et.navn}: ${tekst}`);
}

test('all operations of all fronts are here', () => {
  assert.equal(frontkald.length, 138);
  assert.deepEqual(new Set(frontkald.map(({ verbum }) => verbum)), new Set(Object.keys(KRAV)));
});

test('without a role nothing is answered and nothing is looked at', async () => {
  for (const et of frontkald) {
    await assertAfvist(et, kalderMed([]));
    await assertAfvist(et, kalderMed([], EGEN, 'open'));
  }
});

test('who reads does not write, and who writes does not anonymise or delete for good', async () => {
  const alle = { seNavn: true, seCpr: true, anonymiser: true, fysiskslet: true };
  for (const et of frontkald) {
    if (SKRIVER.has(et.verbum)) await assertAfvist(et, kalderMed([tildeling(EGEN, 'udstil', alle)]));
  }
  for (const et of frontkald) {
    if (et.verbum === 'anonymiser' || et.verbum === 'fysiskslet') {
      await assertAfvist(et, kalderMed([tildeling(EGEN, 'rediger', { ...alle, [et.verbum]: false })]));
    }
  }
});

test('new objects, and what is deleted for good, are the caller’s own: a role in another’s data is not enough', async () => {
  const naboens = [tildeling(NABO, 'rediger', { fysiskslet: true }), tildeling(EGEN, 'udstil')];
  for (const et of frontkald) {
    if (['importer', 'opret', 'import', 'fysiskslet'].includes(et.verbum)) await assertAfvist(et, kalderMed(naboens));
  }
});

test('who has the role comes in', async () => {
  const udstil: Tildeling[] = [tildeling(EGEN, 'udstil')];
  const rediger: Tildeling[] = [tildeling(EGEN, 'rediger', { seNavn: true, anonymiser: true, fysiskslet: true })];
  for (const et of frontkald) {
    const kaldere = [{ cvr: EGEN, rettigheder: ALT }, kalderMed(rediger)];
    if (!SKRIVER.has(et.verbum)) kaldere.push(kalderMed(udstil));
    for (const kalder of kaldere) {
      const { tekst } = await et.kald(registerMed(store), kalder);
      assert.ok(!/rolle-mangler|dataafgraensning-mangler|kun-testmiljoe/.test(tekst), `${et.navn}: ${tekst}`);
    }
  }
});

test('events with a token: an agreement to receive lets in, and no role does', async () => {
  const et = frontkald.find(({ verbum }) => verbum === 'haendelser')!;
  const identitet = { cvr: EGEN, certifikatSha256: '00', systemNavn: 'x', tildelinger: [], udloeber: 0 };
  const alle = kalderMed([tildeling(EGEN, 'rediger'), tildeling(EGEN, 'udstil')]);
  await assertAfvist(et, { ...alle, identitet });
  await assertAfvist(et, { ...alle, identitet, erModtager: false });
  const { tekst } = await et.kald(registerMed(store), { ...kalderMed([]), identitet, erModtager: true });
  assert.ok(!tekst.includes('rolle-mangler'), tekst);
});

test('fysiskslet is for test environments alone, also where no address stands before it', async () => {
  const et = frontkald.find(({ verbum }) => verbum === 'fysiskslet')!;
  for (const environment of ['produktion', undefined] as const) {
    const { environment: _test, ...register } = registerMed(UROERT);
    const { kode, tekst } = await et.kald(
      { ...register, ...(environment && { environment }) },
      { cvr: EGEN, rettigheder: ALT },
    );
    assert.equal(kode, 41);
    assert.ok(tekst.includes('kun-testmiljoe'), tekst);
  }
});

test('a message that does not fit: without the role it is not judged, and no value is repeated to one who may not see it', async () => {
  const forkert = frontkald.find(({ navn }) => navn === 'Person 6 SoegInput')!;
  const cpr = '12345';
  const body = b.soeg('Person', { attributter: b.egenskab(`<sts:CPR-NummerTekst>${cpr}</sts:CPR-NummerTekst>`) });
  assert.ok((await forkert.kald(registerMed(UROERT), kalderMed([]), body)).tekst.includes('rolle-mangler'));
  for (const [ja, isVist] of [
    [{}, false],
    [{ seCpr: true }, true],
  ] as const) {
    const { kode, tekst } = await forkert.kald(registerMed(UROERT), kalderMed([tildeling(EGEN, 'udstil', ja)]), body);
    assert.equal(kode, 40);
    assert.ok(tekst.includes('CPR-NummerTekst: ') && tekst.includes('vaerdi-moenster'), tekst);
    assert.equal(tekst.includes(`»${cpr}«`), isVist);
  }
  const anonymiser = frontkald.find(({ verbum }) => verbum === 'anonymiser')!;
  const ns = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';
  const person = `<AnonymiserInput xmlns="${ns}"><PersonCPR>${cpr}</PersonCPR></AnonymiserInput>`;
  const kalder = kalderMed([tildeling(EGEN, 'rediger', { anonymiser: true })]);
  const { kode, tekst } = await anonymiser.kald(registerMed(UROERT), kalder, person);
  assert.equal(kode, 40);
  assert.ok(!tekst.includes(cpr), tekst);
});

test('the refusal is the same whatever the call is about', async () => {
  const svar = new Map<string, Set<string>>();
  for (const et of frontkald) {
    const { tekst } = await et.kald(registerMed(UROERT), kalderMed([]));
    const brud = /FejlbeskedTekst>([^<]*)</.exec(tekst)?.[1] ?? tekst;
    svar.set(et.verbum, (svar.get(et.verbum) ?? new Set()).add(brud));
  }
  for (const [verbum, tekster] of svar) assert.equal(tekster.size, 1, `${verbum}: ${[...tekster].join('\n')}`);
});
