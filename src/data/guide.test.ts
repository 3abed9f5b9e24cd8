import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { klassifikationsObjekter } from './klassifikation.ts';
import { KORSBAEK_SEED, KORSBAEK_UNITS, korsbaekPakker } from './korsbaek.ts';
import { STAMDATA_FRA, superOrgObjekter } from './superorg.ts';

const GUIDE = new URL('../../docs/guides/korsbaek.md', import.meta.url);

test('every object that the guide names is there, with its type and its name', () => {
  const valg = { units: KORSBAEK_UNITS, seed: KORSBAEK_SEED, now: Date.parse('2026-11-24T12:00:00Z') };
  const objekter = [
    ...[...korsbaekPakker(valg)].flat(),
    ...superOrgObjekter(STAMDATA_FRA),
    ...klassifikationsObjekter(STAMDATA_FRA),
  ];
  // The root unit comes twice: bare, and with what the demo knows of it.
  const byUuid = Map.groupBy(objekter, ({ uuid }) => uuid);
  const rows = [...readFileSync(GUIDE, 'utf8').matchAll(/^\| ([^|]+) \| (\w+) \| ([0-9a-f-]{36}) \|/gm)];
  assert.ok(rows.length > 50);
  for (const [, navn, type, uuid] of rows) {
    const fundne = byUuid.get(uuid!)?.filter(({ objekttype }) => objekttype === type) ?? [];
    const navne = fundne.flatMap(({ nye }) =>
      nye.flatMap(({ egenskaber }) => egenskaber.flatMap(({ felter }) => Object.values(felter).flat())),
    );
    assert.ok(navne.includes(navn!), `${navn}, ${type} ${uuid}`);
  }
});
