/** docs/guides/vaerdilister.md, run as it stands against a register, and `fkorg besked vaerdiliste` on what it made. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fkorgHer } from './her.ts';
import { startFkorg, temporaryFolder } from './process.ts';

const guide = readFileSync(new URL('../../docs/guides/vaerdilister.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block!);
const folder = temporaryFolder();
const data = folder.path('data');
const cpr = (foerste: string) => `urn:oio:cpr-nr:${foerste.repeat(3)}9999`;
after(() => folder.remove());

async function shell(script: string): Promise<string> {
  const child = spawn('bash', ['--norc', '-ec', script], { cwd: folder.path(''), stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.equal(status, 0, err);
  return out;
}

async function fkorg(...args: readonly string[]) {
  return fkorgHer(['besked', 'vaerdiliste', ...args, '--data', data]);
}

test('the guide makes a list, changes it and reads it; the command line sees the same', async () => {
  assert.equal(blocks.length, 2);
  const server = startFkorg(['serve', '--access', 'open', '--port', '0', '--data', data]);
  try {
    const said = await server.seen('Stop with Ctrl+C.');
    const address = /answers at (http:\/\/\S+)/.exec(said)![1]!;
    const out = await shell(blocks.join('').replace('http://127.0.0.1:15000', address));
    assert.deepEqual(out.match(/<sd:StatusKode>\d+/g), Array(4).fill('<sd:StatusKode>20'), out);
    const laest = out.slice(out.indexOf('LaesOutput'));
    const values = [...laest.matchAll(/<vl:Vaerdi>([^<]*)/g)].map(([, value]) => value);
    assert.deepEqual(values, [cpr('02'), cpr('03')]);
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
  const { out } = await fkorg('list');
  const [uuid, ...rest] = out.trim().split('\t');
  assert.deepEqual(rest, ['Rettet', '11111111', '', '2', 'borgere']);
  assert.equal((await fkorg('vis', 'borgere')).out, `${cpr('02')}\n${cpr('03')}\n`);
  writeFileSync(folder.path('nye.txt'), `${cpr('04')}\r\n\n${cpr('03')}\n`);
  assert.equal((await fkorg('tilfoej', 'borgere', folder.path('nye.txt'))).out, `${uuid}\t3\n`);
  assert.equal((await fkorg('fjern', uuid!.toUpperCase(), folder.path('nye.txt'))).out, `${uuid}\t1\n`);
  assert.match((await fkorg('vis', 'andre')).err, /There is no value list "andre"/);
  assert.match((await fkorg('fjern', 'borgere', folder.path('intet.txt'))).err, /cannot be read/);
  writeFileSync(folder.path('lang.txt'), `${cpr('05').repeat(20)}\n`);
  const { exitCode, err } = await fkorg('tilfoej', 'borgere', folder.path('lang.txt'));
  assert.equal(exitCode, 2);
  assert.ok(err.includes('vaerdi-tegn') && !err.includes('0505059999'), err);
});
