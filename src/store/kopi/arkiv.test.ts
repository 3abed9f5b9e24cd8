import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pak, udpak } from './arkiv.ts';
import { manifestOf } from './manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'fkorg-arkiv-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const INTET = { migrationer: [], objekter: {}, registreringer: 0, myndigheder: 0 };
const taget = '2026-11-24T00:00:00.000Z';

test('two who write a file of one name at the same time each write a whole one, and the last is there', async () => {
  const fil = join(folder, 'backup.tar.gz');
  const write = async (fkorg: string) => {
    const fra = join(folder, fkorg);
    mkdirSync(join(fra, 'pgdata'), { recursive: true });
    writeFileSync(join(fra, 'pgdata/tal'), randomBytes(3_000_000));
    const manifest = await manifestOf(fra, 'pgdata', INTET, { fkorg, taget });
    await pak(fra, manifest, fil, () => undefined);
  };
  await Promise.all(['1.0.0', '2.0.0'].map(write));
  const til = join(folder, 'til');
  mkdirSync(til);
  assert.match((await udpak(fil, til, () => undefined)).fkorg, /^[12]\.0\.0$/);
  assert.deepEqual(readdirSync(folder).sort(), ['1.0.0', '2.0.0', 'backup.tar.gz', 'til']);
});
