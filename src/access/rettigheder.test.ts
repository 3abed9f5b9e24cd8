/** Roles to rights: whose data a caller sees, in which order, and what it may do with them (docs/decisions/0038). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KOMBIT_CVR } from '../standard/koder.ts';
import { type Kalder, mayWrite, ownersWith, retTil, visibleOwners } from './kalder.ts';
import { ALT, type Dataafgraensninger, type FaellesData, rettighederOf, type Tildeling } from './rettigheder.ts';

const EGEN = '11111111';
const NABO = '22222222';
const INGEN: Dataafgraensninger = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };

function tildeling(scopeCvr: string, rolle: Tildeling['rolle'], ja: Partial<Dataafgraensninger> = {}): Tildeling {
  return { scopeCvr, rolle, afgraensninger: { ...INGEN, ...ja } };
}

function kalder(tildelinger: readonly Tildeling[], faelles: FaellesData = '2018', cvr = EGEN): Kalder {
  return { cvr, rettigheder: rettighederOf({ cvr, tildelinger }, faelles) };
}

test('open access sees its own and the common data, and changes its own alone', () => {
  const aaben: Kalder = { cvr: EGEN, rettigheder: ALT };
  assert.deepEqual(visibleOwners(aaben), [EGEN, KOMBIT_CVR]);
  assert.deepEqual(
    [EGEN, NABO, KOMBIT_CVR].map((ejer) => mayWrite(aaben, ejer)),
    [true, false, false],
  );
  assert.deepEqual(visibleOwners({ cvr: KOMBIT_CVR, rettigheder: ALT }), [KOMBIT_CVR]);
  assert.equal(mayWrite({ cvr: KOMBIT_CVR, rettigheder: ALT }, KOMBIT_CVR), true);
});

test('who has no role sees nothing, whatever the policy of common data', () => {
  for (const faelles of ['2018', 'open'] as const) assert.deepEqual(visibleOwners(kalder([], faelles)), []);
});

test('the common data are there by policy 2018 with a role in them, by policy open with any role', () => {
  const egen = tildeling(EGEN, 'udstil');
  assert.deepEqual(visibleOwners(kalder([egen])), [EGEN]);
  assert.deepEqual(visibleOwners(kalder([egen], 'open')), [EGEN, KOMBIT_CVR]);
  assert.deepEqual(visibleOwners(kalder([tildeling(KOMBIT_CVR, 'udstil'), egen])), [EGEN, KOMBIT_CVR]);
  assert.deepEqual(visibleOwners(kalder([tildeling(KOMBIT_CVR, 'udstil')], 'open', KOMBIT_CVR)), [KOMBIT_CVR]);
  assert.deepEqual(ownersWith(kalder([tildeling(EGEN, 'rediger', { seCpr: true })], 'open'), 'seCpr'), [EGEN]);
});

test('own data come first, those handed over next, the common ones last', () => {
  const scopes = [KOMBIT_CVR, '99999999', NABO, EGEN];
  const ejere = visibleOwners(kalder(scopes.map((scope) => tildeling(scope, 'udstil'))));
  assert.deepEqual([ejere[0], ejere.at(-1)], [EGEN, KOMBIT_CVR]);
  assert.deepEqual(new Set(ejere), new Set(scopes));
  assert.deepEqual(visibleOwners(kalder([tildeling(NABO, 'udstil')])), [NABO]);
});

test('a role holds in the data of its scope alone', () => {
  const en = kalder([tildeling(EGEN, 'udstil', { seNavn: true }), tildeling(NABO, 'rediger', { seCpr: true })]);
  assert.deepEqual([mayWrite(en, EGEN), mayWrite(en, NABO)], [false, true]);
  assert.deepEqual([retTil(en, EGEN).seNavn, retTil(en, EGEN).seCpr], [true, false]);
  assert.deepEqual([retTil(en, NABO).seNavn, retTil(en, NABO).seCpr], [false, true]);
});

test('roles in the same data add up; anonymiser and fysiskslet count with rediger alone', () => {
  const ja = { anonymiser: true, fysiskslet: true };
  const udstil = kalder([tildeling(EGEN, 'udstil', ja), tildeling(EGEN, 'rediger', { seNavn: true })]);
  assert.deepEqual(retTil(udstil, EGEN), { laes: true, rediger: true, ...INGEN, seNavn: true });
  const rediger = kalder([tildeling(EGEN, 'rediger', ja)]);
  assert.deepEqual(retTil(rediger, EGEN), { laes: true, rediger: true, ...INGEN, ...ja });
});
