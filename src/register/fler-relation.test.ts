import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIL_ALTID } from '../base/instant.ts';
import { viderefoerte } from './fler-relation.ts';
import type { Relation } from './model.ts';

const NOW = 10;
const post = (uuid: string, fra: number, til = TIL_ALTID, resten: Partial<Relation> = {}): Relation => ({
  reference: { uuid },
  virkning: { fra, til },
  ...resten,
});
const vis = (poster: readonly Relation[]) =>
  poster.map(({ reference, virkning }) => [Object.values(reference!)[0], virkning.fra]);

test('what is in force and left out goes, or stays where the switch says so', () => {
  const lagrede = [post('u', 1), post('v', 1)];
  assert.deepEqual(vis(viderefoerte(lagrede, [post('u', 1)], NOW, 'fjernes')), []);
  assert.deepEqual(vis(viderefoerte(lagrede, [post('u', 1)], NOW, 'beholdes')), [['v', 1]]);
});

test('what is wholly past or wholly future stays, also of one that is sent back unchanged', () => {
  const lagrede = [post('u', 1, 3), post('u', 5, 20), post('u', 30)];
  assert.deepEqual(vis(viderefoerte(lagrede, [post('u', 5, 20)], NOW, 'fjernes')), [
    ['u', 1],
    ['u', 30],
  ]);
});

test('a planned entry is moved by one that overlaps it, and called off by an empty one', () => {
  const lagrede = [post('u', 30)];
  assert.deepEqual(viderefoerte(lagrede, [post('u', 20)], NOW, 'fjernes'), []);
  assert.deepEqual(viderefoerte(lagrede, [post('u', 30, 30)], NOW, 'fjernes'), []);
  assert.deepEqual(vis(viderefoerte(lagrede, [post('v', 20)], NOW, 'fjernes')), [['u', 30]]);
});

test('a period ends at its TilTidspunkt: what ended now is past, what begins now is in force', () => {
  const lagrede = [post('u', 1, NOW), post('v', NOW)];
  assert.deepEqual(vis(viderefoerte(lagrede, [post('w', 1)], NOW, 'fjernes')), [['u', 1]]);
});

test('the key has Rolle, Type and Indeks', () => {
  const dele = { rolle: { uuid: 'r' }, type: { uuid: 't' }, indeks: '1' };
  const lagrede = [post('a', 30, TIL_ALTID, dele)];
  for (const andet of [{ rolle: { uuid: 's' } }, { type: { uuid: 's' } }, { indeks: '2' }]) {
    const sendt = [post('a', 20, TIL_ALTID, { ...dele, ...andet })];
    assert.deepEqual(viderefoerte(lagrede, sendt, NOW, 'fjernes'), lagrede);
  }
  assert.deepEqual(viderefoerte(lagrede, [post('a', 20, TIL_ALTID, dele)], NOW, 'fjernes'), []);
});

test('kept or not is a matter of reference and Rolle: two addresses may swap their Indeks', () => {
  const dele = (indeks: string) => ({ rolle: { uuid: 'r' }, type: { uuid: 't' }, indeks });
  const lagrede = [post('a', 1, TIL_ALTID, dele('1')), post('b', 1, TIL_ALTID, dele('2'))];
  const sendte = [post('a', 1, TIL_ALTID, dele('2')), post('b', 1, TIL_ALTID, dele('1'))];
  assert.deepEqual(viderefoerte(lagrede, sendte, NOW, 'beholdes'), []);
});

test('a UUID and a URN that holds it are the same reference', () => {
  const uuid = '0000000a-0000-4000-8000-000000000001';
  const urn: Relation = { reference: { urn: uuid.toUpperCase() }, virkning: { fra: 20, til: TIL_ALTID } };
  assert.deepEqual(viderefoerte([post(uuid, 30)], [urn], NOW, 'fjernes'), []);
});
