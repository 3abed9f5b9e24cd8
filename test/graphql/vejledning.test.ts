/** What is written for users of GraphQL: the lines of curl are run, and the limits that are named are those in force. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { flagOfLimit } from '../../src/cli/settings-limits.ts';
import { nyVerden } from '../soap/verden.ts';

const tekstOf = (sti: string) => readFileSync(new URL(`../../${sti}`, import.meta.url), 'utf8');
const guide = tekstOf('docs/guides/graphql.md');
const sh = promisify(execFile);
const skip = spawnSync('curl', ['--version']).error !== undefined ? 'curl is not here' : false;

const verden = await nyVerden();
after(() => verden[Symbol.asyncDispose]());

test('the lines of curl in the guide and in the README answer with data', { skip }, async () => {
  for (const tekst of [guide, tekstOf('README.md')]) {
    const curl = /```\n(curl -s \S+organisationhent\/1 [\s\S]+?)\n```/.exec(tekst)![1]!;
    const { stdout } = await sh('sh', ['-c', curl.replace('http://127.0.0.1:15000', verden.url)]);
    const { data, errors } = JSON.parse(stdout);
    assert.equal(errors, undefined);
    assert.equal(data.organisation.organisationsnavn, 'Korsbæk Kommune');
  }
});

test('the limits in the guide are those in force, and none is left out', () => {
  const naevnte = new Map(
    [...guide.matchAll(/^\| `--([a-z-]+)` \| (\d+) \|/gm)].map(([, flag, standard]) => [flag, Number(standard)]),
  );
  for (const [limit, standard] of Object.entries(DEFAULT_LIMITS)) {
    const flag = flagOfLimit(limit);
    if (flag.startsWith('graphql-') || naevnte.has(flag)) assert.equal(naevnte.get(flag), standard, flag);
  }
  assert.equal(naevnte.size, 8);
});
