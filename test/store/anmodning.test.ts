/** A holder of a data folder that is killed in the middle of a copy: the next one makes the copy that was asked for. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lytEfterAnmodninger } from '../../src/store/kopi/anmodning.ts';
import { tagBackup } from '../../src/store/kopi/tag.ts';
import { openStore } from '../../src/store/open.ts';
import { clock } from './verden.ts';

test('a copy that the holder before had begun is made by the one who holds the folder now', {
  timeout: 60_000,
}, async () => {
  const rod = mkdtempSync(join(tmpdir(), 'fkorg-anmodning-'));
  const data = join(rod, 'data');
  const store = await openStore({ database: data, clock });
  const log = { info: () => undefined, warn: (fields: object) => assert.fail(JSON.stringify(fields)) };
  try {
    const backup = tagBackup({ data, fil: join(rod, 'backup.tar.gz'), clock, version: '0.0.0' });
    const asked = () => readdirSync(data).find((navn) => navn.endsWith('.anmodning'));
    while (!asked()) await sleep(20);
    // What a holder leaves that is killed after it has begun.
    const taget = join(data, asked()!.replace('anmodning', 'taget'));
    mkdirSync(join(taget, 'pgdata'), { recursive: true });
    writeFileSync(join(taget, 'pgdata/half'), 'x');
    rmSync(join(data, asked()!));
    const lytter = lytEfterAnmodninger(data, (til) => store.kopier(til), log);
    const manifest = await backup;
    await lytter.end();
    assert.ok(manifest.filer.every(({ sti }) => sti !== 'pgdata/half'));
    assert.deepEqual(readdirSync(data).sort(), ['fkorg.lock', 'pgdata']);
  } finally {
    await store.close();
    rmSync(rod, { recursive: true, force: true });
  }
});
