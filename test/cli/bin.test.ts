import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fkorg, temporaryFolder } from './process.ts';

/** Lets Node say that it is one which cannot run TypeScript. */
const OLD_NODE = [
  '--import',
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})",
];

test('an older Node goes on in the one that npm ci has brought, exit code included', async () => {
  const version = await fkorg(['--version'], { nodeFlags: OLD_NODE });
  assert.equal(version.exitCode, 0, version.err);
  assert.match(version.out, /^fkorg \d/);
  assert.equal((await fkorg(['srve'], { nodeFlags: OLD_NODE })).exitCode, 2);
});

test('without one it says what is needed, and ends with 1', async (t) => {
  const folder = temporaryFolder();
  t.after(folder.remove);
  const bin = folder.path('bin/fkorg.js');
  mkdirSync(dirname(bin));
  writeFileSync(folder.path('package.json'), '{"type":"module"}');
  copyFileSync(fileURLToPath(new URL('../../bin/fkorg.js', import.meta.url)), bin);
  const { exitCode, out, err } = await fkorg(['--version'], { nodeFlags: OLD_NODE, bin });
  assert.equal(exitCode, 1);
  assert.equal(out, '');
  assert.match(err, /^fkorg needs Node 22\.18 or newer and this is 20\.20\.2\. Run `npm ci`/);
});
