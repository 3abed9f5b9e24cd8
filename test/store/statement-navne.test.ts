import assert from 'node:assert/strict';
import { test } from 'node:test';
import { navngivet } from '../../src/store/queries/statement-navne.ts';

test('equal texts have one name, so that each is planned once; a text that is very long has none', () => {
  const { name } = navngivet('select 1');
  assert.ok(name);
  assert.equal(navngivet('select 1').name, name);
  assert.notEqual(navngivet('select 2').name, name);
  const lang = `select ${'1 + '.repeat(5000)}1`;
  assert.deepEqual(navngivet(lang), { text: lang });
});

test('the names are not more than a connection can bear', () => {
  for (let nr = 0; nr < 1000; nr++) navngivet(`select ${nr}`);
  assert.equal(navngivet('select one too many').name, undefined);
  assert.ok(navngivet('select 1').name);
});
