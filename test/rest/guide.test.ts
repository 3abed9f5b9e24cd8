/** The guide of the change feed: its curl lines are answered in the form that it shows, and its shell mirror mirrors. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from '../soap/beskeder.ts';
import { nyVerden, type Verden } from '../soap/verden.ts';

const guide = readFileSync(new URL('../../docs/guides/aendringer.md', import.meta.url), 'utf8');
const sh = promisify(execFile);
const isMissing = (program: string) => spawnSync(program, ['--version']).error !== undefined;
const skip = ['curl', 'jq'].find(isMissing) ? 'curl and jq are not both here' : false;

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

/** The names in a JSON value, in their order: of an object, and of the first entry of each list in it. */
function names(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(names);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([name, inner]) => [name, names(inner)]);
}

test('every curl line is answered in the form that stands below it', { skip }, async () => {
  const pairs = [...guide.matchAll(/```\n(curl [^\n]+)\n```\n\n```json\n([\s\S]+?)\n```/g)];
  assert.equal(pairs.length, 3);
  for (const [, curl, shown] of pairs) {
    const { stdout } = await sh('sh', ['-c', curl!.replace('http://127.0.0.1:15000', verden.url)]);
    assert.deepEqual(names(JSON.parse(stdout)), names(JSON.parse(shown!)), curl);
  }
});

test('the mirror in shell has every object as it stands', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-guide-'));
  try {
    const [, script] = /```\n(U=http[\s\S]+?)\n```/.exec(guide) ?? [];
    const mirror = script!.replace('http://127.0.0.1:15000', verden.url).replace('antal=1000', 'antal=100');
    const uuid = newUuid();
    const attributter = b.egenskab('<sts:AdresseTekst>Torvet 1</sts:AdresseTekst>');
    assert.equal((await verden.kald(b.STI('Adresse'), b.importer('Adresse', uuid, { attributter }))).kode, 20);
    const { stdout } = await sh('sh', ['-c', mirror], { cwd: folder });
    const lines = readFileSync(join(folder, 'spejl'), 'utf8').trimEnd().split('\n');
    const start = (await (await fetch(`${verden.url}/aendringer/start?antal=10000`)).json()) as {
      position: number;
      objekter: { ejer: string; objekttype: string; uuid: string; livscyklusKode: string; tidspunkt: string }[];
    };
    assert.match(stdout, new RegExp(`up to position ${start.position} is`));
    assert.deepEqual(
      lines,
      start.objekter.map((o) => [o.ejer, o.objekttype, o.uuid, o.livscyklusKode, o.tidspunkt].join('\t')),
    );
    assert.ok(lines.some((line) => line.includes(uuid)) && lines.length > 300);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
