import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Feltfejl } from '../tabel.ts';
import { type Sideargumenter, sideantal, sideBlandt, sidevalgOf } from './sider.ts';

const alle = ['e', 'b', 'd', 'a', 'c'].map((uuid) => ({ uuid }));
const side = (argumenter: Sideargumenter, foerst?: string) => {
  const { objekter, harFoer, harEfter } = sideBlandt(alle, sidevalgOf(argumenter), foerst);
  return [objekter.map(({ uuid }) => uuid).join(''), harFoer, harEfter];
};

test('first and after go forwards, last and before go backwards, and a page is at most 500', () => {
  assert.deepEqual(sidevalgOf({}), { antal: 500, retning: 'frem' });
  assert.deepEqual(sidevalgOf({ first: null, last: null, after: null, before: null }), sidevalgOf({}));
  assert.deepEqual(sidevalgOf({ after: 'a' }), { antal: 500, retning: 'frem', efter: 'a' });
  assert.deepEqual(sidevalgOf({ first: 1, after: 'a' }), { antal: 1, retning: 'frem', efter: 'a' });
  assert.deepEqual(sidevalgOf({ before: 'a' }), { antal: 500, retning: 'tilbage', foer: 'a' });
  assert.deepEqual(sidevalgOf({ last: 500, before: 'a' }), { antal: 500, retning: 'tilbage', foer: 'a' });
});

test('what goes in both directions and what is no number of objects is refused', () => {
  for (const argumenter of [
    { first: 1, last: 1 },
    { after: 'a', before: 'b' },
    { first: 1, before: 'b' },
    { last: 1, after: 'a' },
    { first: 0 },
    { first: -1 },
    { first: 501 },
    { last: 0 },
    { last: 501 },
  ]) {
    const isRefused = (error: unknown) => error instanceof Feltfejl && error.klassifikation === 'ValidationError';
    assert.throws(() => sidevalgOf(argumenter), isRefused, JSON.stringify(argumenter));
  }
});

test('the cost of a page is never less than of one object nor more than of the largest page', () => {
  assert.deepEqual([{}, { first: 7 }, { last: 7 }, { first: -5 }, { last: 1e9 }].map(sideantal), [500, 7, 7, 1, 500]);
});

test('pages forwards: what is given, and whether there is more at either end', () => {
  assert.deepEqual(side({}), ['abcde', false, false]);
  assert.deepEqual(side({ first: 2 }), ['ab', false, true]);
  assert.deepEqual(side({ first: 2, after: 'b' }), ['cd', true, true]);
  assert.deepEqual(side({ first: 2, after: 'd' }), ['e', true, false]);
  assert.deepEqual(side({ first: 2, after: 'e' }), ['', true, false]);
});

test('pages backwards: the last ones before a place, in the order of the list', () => {
  assert.deepEqual(side({ last: 2 }), ['de', true, false]);
  assert.deepEqual(side({ last: 2, before: 'd' }), ['bc', true, true]);
  assert.deepEqual(side({ last: 2, before: 'b' }), ['a', false, true]);
  assert.deepEqual(side({ last: 2, before: 'a' }), ['', false, true]);
});

test('one that comes first does so in both directions, and its place is before all others', () => {
  assert.deepEqual(side({ first: 2 }, 'd'), ['da', false, true]);
  assert.deepEqual(side({ first: 2, after: 'd' }, 'd'), ['ab', true, true]);
  assert.deepEqual(side({ first: 9, after: 'c' }, 'd'), ['e', true, false]);
  assert.deepEqual(side({ last: 2, before: 'b' }, 'd'), ['da', false, true]);
  assert.deepEqual(side({ last: 9, before: 'd' }, 'd'), ['', false, true]);
});

test('a place holds where the object that was there has gone', () => {
  assert.deepEqual(side({ first: 2, after: 'bb' }), ['cd', true, true]);
  assert.deepEqual(side({ last: 2, before: 'bb' }), ['ab', false, true]);
});
