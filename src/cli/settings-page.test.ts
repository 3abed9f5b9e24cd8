import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingsPage } from './settings-page.ts';
import { environmentName, settingRows } from './settings-rows.ts';

test('docs/reference/settings.md is what the table of settings says (node tools/write-settings.ts)', () => {
  const written = readFileSync(new URL('../../docs/reference/settings.md', import.meta.url), 'utf8');
  assert.equal(written, settingsPage());
});

test('the page names every setting by flag and by variable', () => {
  const page = settingsPage();
  for (const row of settingRows) {
    assert.ok(page.includes(`\`--${row.name}\``), row.name);
    assert.ok(page.includes(`\`${environmentName(row)}\``), row.name);
    assert.ok(page.includes(row.help), row.name);
  }
});
