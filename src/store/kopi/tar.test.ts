import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { laesTar, skrivTar } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'fkorg-tar-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const FILER: readonly (readonly [string, Buffer])[] = [
  ['a/', Buffer.alloc(0)],
  ['a/empty', Buffer.alloc(0)],
  ['a/one', Buffer.from('x')],
  ['a/b/', Buffer.alloc(0)],
  ['a/b/block', Buffer.alloc(512, 'y')],
  ['a/b/more', Buffer.alloc(70_000, 'z')],
];

async function* given(filer = FILER) {
  for (const [sti, indhold] of filer) yield { sti, bytes: indhold.length, indhold: Readable.from([indhold]) };
}

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const dele: Uint8Array[] = [];
  for await (const del of source) dele.push(del);
  return Buffer.concat(dele);
}

async function laest(bytes: Uint8Array, step = bytes.length): Promise<(readonly [string, Buffer])[]> {
  async function* source() {
    for (let i = 0; i < bytes.length; i += step) yield bytes.subarray(i, i + step);
  }
  const filer: (readonly [string, Buffer])[] = [];
  for await (const { sti, indhold } of laesTar(source())) filer.push([sti, await bytesOf(indhold)]);
  return filer;
}

test('what is written is read, in pieces of any size', async () => {
  const bytes = await bytesOf(skrivTar(given()));
  for (const step of [bytes.length, 511, 513, 7]) assert.deepEqual(await laest(bytes, step), FILER);
});

test('the tar of the system reads what is written, and what it writes is read', async () => {
  const fil = join(folder, 'ours.tar');
  writeFileSync(fil, await bytesOf(skrivTar(given())));
  execFileSync('tar', ['-xf', fil, '-C', folder]);
  for (const [sti, indhold] of FILER) {
    if (!sti.endsWith('/')) assert.deepEqual(readFileSync(join(folder, sti)), indhold);
  }
  mkdirSync(join(folder, 'empty'));
  execFileSync('tar', ['--format=ustar', '--sort=name', '-cf', join(folder, 'theirs.tar'), '-C', folder, 'a', 'empty']);
  const theirs = new Map(await laest(readFileSync(join(folder, 'theirs.tar'))));
  assert.deepEqual(theirs, new Map([...FILER, ['empty/', Buffer.alloc(0)]]));
});

test('what is no archive, ends too early, or is written wrong is refused', async () => {
  const bytes = await bytesOf(skrivTar(given()));
  await assert.rejects(laest(bytes.subarray(0, bytes.length - 1500)), { code: 'bad-file', message: /ends too early/ });
  await assert.rejects(laest(Buffer.alloc(1024, 'x')), { code: 'bad-file', message: /no archive/ });
  const flipped = Buffer.from(bytes);
  flipped[3]! ^= 1;
  await assert.rejects(laest(flipped), { code: 'bad-file' });
  await assert.rejects(bytesOf(skrivTar(given([['x'.repeat(101), Buffer.alloc(0)]]))), /at most 100 bytes/);
  const liar = (async function* () {
    yield { sti: 'a', bytes: 3, indhold: Readable.from([Buffer.from('ab')]) };
  })();
  await assert.rejects(bytesOf(skrivTar(liar)), /has 2 bytes and not 3/);
});
