/** The guide of the broker on a real server: its receiver in Python is told what happens, and so is who listens by the command line. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { startFkorg, temporaryFolder } from '../cli/process.ts';
import * as b from '../soap/beskeder.ts';
import { KORSBAEK, konvolut, laesSvar, posterTil } from '../soap/verden.ts';
import { pikaMissing, rabbitmqMissing, startRabbitmq } from './rabbitmq-server.ts';

const guide = readFileSync(new URL('../../docs/guides/broker.md', import.meta.url), 'utf8');
const skip = rabbitmqMissing() || pikaMissing();

/** What a program says, line by line; stops waiting when it ends. */
function linjerAf(child: ChildProcess) {
  let sagt = '';
  let fejl = '';
  child.stdout!.setEncoding('utf8').on('data', (tekst: string) => {
    sagt += tekst;
  });
  child.stderr!.setEncoding('utf8').on('data', (tekst: string) => {
    fejl += tekst;
  });
  return async (antal: number): Promise<string[]> => {
    for (;;) {
      const linjer = sagt.split('\n').slice(0, -1);
      if (linjer.length >= antal) return linjer;
      assert.equal(child.exitCode, null, fejl);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}

test('a receiver with pika and one that listens are told of each change, under the same BeskedId', {
  skip,
}, async () => {
  const folder = temporaryFolder();
  const ended: (() => Promise<unknown>)[] = [];
  try {
    const rabbitmq = await startRabbitmq();
    ended.push(async () => rabbitmq[Symbol.asyncDispose]());
    const [, program] = /```python\n([\s\S]+?)```/.exec(guide) ?? [];
    const python = spawn('/usr/bin/python3', ['-c', program!], { env: { BROKER: `${rabbitmq.url}/%2F` } });
    ended.push(async () => python.kill('SIGKILL'));
    const modtaget = linjerAf(python);
    await modtaget(1);
    const environment = { FKORG_BROKER: rabbitmq.url };
    const args = ['--access', 'open', '--port', '0', '--data', folder.path('data')];
    const serve = startFkorg(['serve', ...args], { environment });
    ended.push(() => {
      serve.child.kill('SIGTERM');
      return serve.ended;
    });
    const [, url] = /answers at (\S+)/.exec(await serve.seen('Stop with Ctrl+C'))!;
    await serve.seen('publishing to the broker', 'err');
    const tail = startFkorg(['besked', 'tail', '--json', '--url', url!]);
    ended.push(() => {
      tail.child.kill('SIGTERM');
      return tail.ended;
    });
    await tail.seen('Listening at', 'err');
    const uuids = [newUuid(), newUuid(), newUuid()];
    const attributter = b.egenskab(
      '<sd:BrugervendtNoegleTekst>b</sd:BrugervendtNoegleTekst><sd:BrugerNavn>bente1</sd:BrugerNavn>',
    );
    for (const uuid of uuids) {
      const body = konvolut(b.importer('Bruger', uuid, { attributter }));
      const response = await posterTil(url!)(b.STI('Bruger'), body, { 'x-anvenderkontekst': KORSBAEK });
      assert.equal(laesSvar(response.status, await response.text()).kode, 20);
    }
    const felter = (await modtaget(4)).slice(1).map((linje) => linje.split(' '));
    assert.deepEqual(
      felter.map(([, key, uuid]) => [key, uuid]),
      uuids.map((uuid) => ['ORG_Bruger.11111111.Importeret', uuid]),
    );
    const events = (await tail.seen(uuids[2]!))
      .trimEnd()
      .split('\n')
      .map((linje) => JSON.parse(linje));
    assert.deepEqual(
      events.map(({ id, subject }) => [id, subject]),
      felter.map(([, , uuid, beskedId]) => [beskedId, uuid]),
    );
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /^fkorg_broker_up 1$/m);
    assert.match(metrics, /^fkorg_broker_published_total 3$/m);
  } finally {
    for (const end of ended.reverse()) await end();
    folder.remove();
  }
});
