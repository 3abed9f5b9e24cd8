/** Remembered answers: whose they are, that errors are told anew, and that no more is kept than may be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALT, INGEN_RET } from '../../access/rettigheder.ts';
import { Spor } from './spor.ts';
import { svarfejl } from './svarfejl.ts';
import { type Besvarelse, noegleAf, Svarhukommelse } from './svarhukommelse.ts';

const god = async () => true;
const svarPaa = (data: string): Besvarelse => ({ data, fejl: [], uuids: [] });
const data = async (hukommelse: Svarhukommelse, noegle: string) => (await hukommelse.find(noegle, god))?.data;

test('the same query of somebody with other rights, another authority, and other variables have keys of their own', () => {
  const spurgt = { query: '{ a }', variables: { cvr: '1' }, operationName: undefined };
  const kalder = { cvr: '11111111', rettigheder: ALT };
  const andres = new Map([['22222222', { ...INGEN_RET, laes: true }]]);
  const noegler = [
    noegleAf(spurgt, kalder),
    noegleAf({ ...spurgt, query: '{ b }' }, kalder),
    noegleAf({ ...spurgt, variables: { cvr: '2' } }, kalder),
    noegleAf({ ...spurgt, operationName: 'a' }, kalder),
    noegleAf(spurgt, { ...kalder, cvr: '22222222' }),
    noegleAf(spurgt, { ...kalder, rettigheder: { ...ALT, egne: { ...ALT.egne, seCpr: false } } }),
    noegleAf(spurgt, { ...kalder, rettigheder: { ...ALT, andres } }),
  ];
  assert.equal(new Set(noegler).size, noegler.length);
  assert.equal(noegleAf({ ...spurgt }, { ...kalder }), noegler[0]);
});

test('what does not hold is forgotten, and an answer with a question that had none is never kept', async () => {
  const hukommelse = new Svarhukommelse(1_000_000);
  hukommelse.husk('a', svarPaa('1'), new Spor());
  assert.equal(await data(hukommelse, 'a'), '1');
  assert.equal(await hukommelse.find('a', async () => false), undefined);
  assert.equal(await data(hukommelse, 'a'), undefined);
  const spor = new Spor();
  const fejlet = spor.stil(
    {} as never,
    { virkning: 0 },
    { spoerg: () => Promise.reject(new Error('no')), aftrykAf: () => [] },
    true,
  );
  await assert.rejects(fejlet, /no/);
  hukommelse.husk('a', svarPaa('2'), spor);
  assert.equal(await data(hukommelse, 'a'), undefined);
});

test('an error has an id of its own in every answer', async () => {
  const hukommelse = new Svarhukommelse(1_000_000);
  const fejl = [svarfejl({ type: 'WARNING', klassifikation: 'NotFound', besked: 'en', sti: ['a', 0], antal: 2 })];
  hukommelse.husk('a', { ...svarPaa('1'), fejl }, new Spor());
  const ids = new Set([fejl[0]!.extensions.id]);
  for (let nr = 0; nr < 2; nr++) {
    const [igen] = (await hukommelse.find('a', god))!.fejl;
    ids.add(igen!.extensions.id);
    assert.deepEqual(
      { ...igen, extensions: { ...igen!.extensions, id: '' } },
      { ...fejl[0], extensions: { ...fejl[0]!.extensions, id: '' } },
    );
  }
  assert.equal(ids.size, 3);
});

test('the answer that has been unused for the longest time goes first, and one that is too large is not kept', async () => {
  const hukommelse = new Svarhukommelse(60_000);
  const stor = 'x'.repeat(10_000);
  for (const noegle of ['a', 'b']) hukommelse.husk(noegle, svarPaa(stor), new Spor());
  assert.equal(await data(hukommelse, 'a'), stor);
  hukommelse.husk('c', svarPaa(stor), new Spor());
  assert.deepEqual([await data(hukommelse, 'a'), await data(hukommelse, 'b')], [stor, undefined]);
  hukommelse.husk('a', svarPaa('x'.repeat(40_000)), new Spor());
  assert.deepEqual([await data(hukommelse, 'a'), await data(hukommelse, 'c')], [undefined, stor]);
  for (let nr = 0; nr < 3; nr++) hukommelse.husk('c', svarPaa(stor), new Spor());
  hukommelse.husk('d', svarPaa(stor), new Spor());
  assert.deepEqual([await data(hukommelse, 'c'), await data(hukommelse, 'd')], [stor, stor]);
  assert.equal(new Svarhukommelse(0).isTaendt, false);
});
