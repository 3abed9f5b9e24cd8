/** Writes docs/reference/settings.md from the table of settings: `node tools/write-settings.ts`. */
import { writeFileSync } from 'node:fs';
import { settingsPage } from '../src/cli/settings-page.ts';

writeFileSync(new URL('../docs/reference/settings.md', import.meta.url), settingsPage());
