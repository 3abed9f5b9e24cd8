import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, linkSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isSammeFil, undersoegFil } from './fil.ts';

const folder = mkdtempSync(join(tmpdir(), 'fkorg-fil-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function heleTeksten(tekst: AsyncIterable<string>): Promise<string> {
  let hele = '';
  for await (const piece of tekst) hele += piece;
  return hele;
}

test('a file is read as often as is asked, from its beginning', async () => {
  const navn = join(folder, 'fil');
  writeFileSync(navn, 'Børn\n');
  const fil = await undersoegFil(navn);
  assert.equal(await heleTeksten(fil.tekst()), 'Børn\n');
  assert.equal(await heleTeksten(fil.tekst()), 'Børn\n');
});

test('what can be read once alone is refused: nothing would be imported, and nothing said', async (t) => {
  await assert.rejects(undersoegFil(folder), /cannot be read: it is no file/);
  const pipe = join(folder, 'pipe');
  if (spawnSync('mkfifo', [pipe]).status !== 0) return t.skip('no pipes here');
  await assert.rejects(undersoegFil(pipe), /cannot be read: it is no file, and it must be read more than once/);
});

test('a file that grows or shrinks after it was looked through is not taken for the whole', async () => {
  for (const [change, now] of [
    [(navn: string) => truncateSync(navn, 4), 4],
    [(navn: string) => appendFileSync(navn, 'c\n'), 10],
  ] as const) {
    const navn = join(folder, `fil-${now}`);
    writeFileSync(navn, 'aaa\nbbb\n');
    const fil = await undersoegFil(navn);
    change(navn);
    await assert.rejects(heleTeksten(fil.tekst()), new RegExp(`had 8 bytes and now has ${now}:`));
  }
});

test('one file is known under two names', async () => {
  const [navn, andet] = [join(folder, 'en'), join(folder, 'to')];
  writeFileSync(navn, '');
  assert.equal(await isSammeFil(navn, andet), false);
  linkSync(navn, andet);
  assert.equal(await isSammeFil(navn, andet), true);
  assert.equal(await isSammeFil(navn, join(folder, 'fil')), false);
});
