import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { regler } from '../../src/standard/regler.ts';
import { ruleExamples } from '../../tools/rule-examples.ts';
import { breachesOf, rulePages } from '../../tools/rule-pages.ts';
import { isTest, projectFiles } from '../tidy/files.ts';

const folder = new URL('../../docs/reference/rules/', import.meta.url);

test('docs/reference/rules is what the table of rules says (node tools/write-rules.ts)', () => {
  const pages = rulePages();
  assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
  for (const [name, text] of pages) assert.equal(readFileSync(new URL(name, folder), 'utf8'), text, name);
});

test('every rule of the table is one that some code names', () => {
  const tables = ['regler', 'parameter-regler', 'regel-raad'].map((name) => `src/standard/${name}.ts`);
  const code = projectFiles((path) => path.endsWith('.ts') && !isTest(path) && !tables.includes(path), 'src/');
  const unused = Object.keys(regler).filter((id) => !code.some(({ text }) => text.includes(`'${id}'`)));
  assert.deepEqual(unused, []);
});

test('each example breaks its own rule and no other', () => {
  for (const [id, example] of Object.entries(ruleExamples)) {
    assert.deepEqual(
      breachesOf(example).map(({ regel }) => regel),
      [id],
      id,
    );
  }
});
