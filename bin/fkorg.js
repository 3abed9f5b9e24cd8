#!/usr/bin/env node
/**
 * The door that any Node from 14.14 on can open: it goes on in this process where Node runs TypeScript, else in the newer
 * Node that `npm ci` has brought along, else it says what is needed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The first Node that runs TypeScript as it stands, without a flag. */
const NODE_MIN = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);

if (isNewEnough) import('../src/cli/main.ts');
else goOnInNewerNode();

function goOnInNewerNode() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const newerNode = fileURLToPath(new URL(`../node_modules/node/bin/node${suffix}`, import.meta.url));
  if (!existsSync(newerNode)) {
    console.error(
      `fkorg needs Node ${NODE_MIN.join('.')} or newer and this is ${process.versions.node}. Run \`npm ci\` in the ` +
        'project folder: it brings Node 24 to node_modules/.bin, which `npm start` and `npx fkorg` then use.',
    );
    process.exit(1);
  }
  const child = spawn(newerNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`fkorg cannot start ${newerNode}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}
