/** docs/guides/events.md: its five commands, run as they stand there, and what the message that comes of them says. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { BIN, temporaryFolder } from './process.ts';

const guide = readFileSync(new URL('../../docs/guides/events.md', import.meta.url), 'utf8');
const blok = (sprog: string) => new RegExp(`^\`\`\`${sprog}\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide)![1]!;

const folder = temporaryFolder();
after(() => folder.remove());

async function friPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return String(port);
}

/** What the guide leaves out of a message, and how what it shows is laid out. */
function somVist(xml: string): string {
  return xml
    .replace(/<(\w+:)?Leveranceruter[\s\S]*<\/(\w+:)?Leveranceruter>/, '')
    .replace(/\s+/g, ' ')
    .replaceAll(/> </g, '><');
}

test('the five commands of the guide: a change becomes the message that it shows', { timeout: 300_000 }, async () => {
  const [http, amqp] = [await friPort(), await friPort()];
  const linjer = blok('sh')
    .replace('--amqp-port 5672', `--port ${http} --amqp-port ${amqp}`)
    .replace(':15000', `:${http}`);
  assert.equal(linjer.match(/^\w/gm)?.length, 5);
  const bin = folder.path('bin');
  mkdirSync(bin);
  writeFileSync(`${bin}/fkorg`, `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`, { mode: 0o755 });
  const skal = spawn('bash', ['--norc', '-ec', `trap 'kill $(jobs -p)' EXIT\n${linjer}`], {
    cwd: folder.path(''),
    // A group of its own, so that the server of the guide ends with it, whatever happens.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: `${bin}:${process.env.PATH}`, FKORG_PROGRESS: 'no', FKORG_AMQP: `amqp://127.0.0.1:${amqp}/BF` },
  });
  let out = '';
  let err = '';
  skal.stdout.setEncoding('utf8').on('data', (del: string) => {
    out += del;
  });
  skal.stderr.setEncoding('utf8').on('data', (del: string) => {
    err += del;
  });
  const lukket = once(skal, 'close');
  const frist = setTimeout(() => process.kill(-skal.pid!, 'SIGKILL'), 240_000);
  try {
    const [kode] = (await lukket) as [number | null];
    assert.equal(kode, 0, err);
  } finally {
    clearTimeout(frist);
  }
  const [besked] = /<(\w+:)?Haendelsesbesked[\s\S]*<\/(\w+:)?Haendelsesbesked>/.exec(out) ?? [];
  assert.ok(besked, `${out}\n${err}`);
  writeFileSync(folder.path('besked.xml'), besked);
  const vist = somVist(blok('xml'))
    .replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll(/>[A-Z-]{5,}</g, '>[^<]+<');
  assert.match(somVist(besked), new RegExp(`^${vist.trim()}$`));
});

test('the filter that the guide tries on it says what the guide shows', () => {
  const [, udtryk, svar] = /proev "([^"]+)" besked\.xml\n([^`]+)```/.exec(guide)!;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, 'besked', 'abonnement', 'proev', udtryk!, 'besked.xml'],
    { cwd: folder.path(''), encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  assert.equal(stdout, svar);
});
