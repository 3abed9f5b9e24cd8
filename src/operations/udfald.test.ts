import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Brud } from '../base/brud.ts';
import type { RegelId } from '../standard/regler.ts';
import { afvist, afvistMed } from './udfald.ts';

const statusOf = (...ids: RegelId[]) =>
  afvistMed(ids.map((regel): Brud<RegelId> => ({ regel, sted: 'x', forventet: 'y' }))).status;

test('of several breaches the one with the most weight gives the status, wherever it stands', () => {
  assert.equal(statusOf('virkning-omvendt'), 47);
  assert.equal(statusOf('virkning-omvendt', 'registrering-i-fremtiden'), 45);
  assert.equal(statusOf('registrering-i-fremtiden', 'felt-udfyldt', 'virkning-omvendt'), 40);
  assert.equal(statusOf('felt-udfyldt', 'objekt-findes'), 49);
  assert.equal(statusOf('objekt-findes', 'faelles-objekt'), 41);
  assert.equal(statusOf('faelles-objekt', 'objekt-ukendt'), 44);
  assert.equal(statusOf(), 50);
});

test('a refusal tells its value on one line, cut to a readable length', () => {
  const { brud } = afvist('ingen-fundet', 'SoegInput', `a\n${'b'.repeat(500)}`, 'y');
  assert.match(brud[0]!.vaerdi!, /^a b{78}… \(502 tegn\)$/);
});
