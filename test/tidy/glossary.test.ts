import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beskedNavnerum } from '../../src/standard/besked-skema.ts';
import { felter } from '../../src/standard/felter.ts';
import { AKTOERTYPEKODER, GYLDIGHEDSTATUSKODER, LIVSCYKLUSKODER, STATUS } from '../../src/standard/koder.ts';
import { objekttypeNavne } from '../../src/standard/objekttyper.ts';
import { relationer } from '../../src/standard/relationer.ts';
import { alleNavnerum } from '../../src/standard/skema.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { skrivXsd } from '../../src/standard/xsd.ts';
import { readProjectFile } from './files.ts';

const lines = readProjectFile('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const terms = lines.map((line) => /^- `([^`]+)`: \S/.exec(line)?.[1] ?? `no term: ${line}`);

/** Every element of the contract, from the schemas that we serve. */
function elementNames(): string[] {
  return [...alleNavnerum, ...beskedNavnerum.values()].flatMap((rum) =>
    [...skrivXsd(rum, () => '').matchAll(/\belement name="([^"]+)"/g)].map((match) => match[1]!),
  );
}

test('every name of the contract has its line in the glossary', () => {
  const named = new Set(terms);
  const isCompound = (name: string) => /.(Input|Output|SoegEgenskab)$/.test(name);
  const names = [
    ...elementNames().filter((name) => !isCompound(name)),
    ...objekttypeNavne,
    ...felter.keys(),
    ...relationer.keys(),
    ...LIVSCYKLUSKODER,
    ...GYLDIGHEDSTATUSKODER,
    ...AKTOERTYPEKODER,
    ...Object.keys(STATUS),
    ...tjenester.map(({ navn }) => navn),
    ...tjenester.flatMap(({ operationer }) => operationer.map(({ verbum }) => verbum)),
  ];
  assert.ok(new Set(names).size > 150);
  assert.deepEqual(
    [...new Set(names)].filter((name) => !named.has(name)),
    [],
  );
});

test('the glossary is in the order of the alphabet and names nothing twice', () => {
  const order = (a: string, b: string) => {
    const [left, right] = a.toLowerCase() === b.toLowerCase() ? [a, b] : [a.toLowerCase(), b.toLowerCase()];
    return left < right ? -1 : 1;
  };
  assert.deepEqual(terms, [...new Set(terms)].sort(order));
});
