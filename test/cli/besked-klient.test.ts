/** The commands that call a running server: messages sent and fetched over AMQP, and events as they happen, with and without tokens. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { eksempel } from '../../src/beskedfordeler/kuvert/eksempel.testing.ts';
import * as b from '../soap/beskeder.ts';
import { KORSBAEK, konvolut, laesSvar, posterTil, SYDDJURS } from '../soap/verden.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from './process.ts';

const AFTALE = `aftaler:
  - system: demo
    myndigheder: [${KORSBAEK}]
    navn: Beskeder
    begrundelse: Hændelser, som de sker
    services:
      - service: beskedmodtag
        roller: [modtag]
        dataafgraensninger: { beskedtype: "*", foelsomhed: "*" }
    godkendt-af: alle
`;

async function stop(running: Running) {
  running.child.kill('SIGTERM');
  return running.ended;
}

async function skriv(url: string, uuid: string): Promise<void> {
  const attributter = b.egenskab(
    '<sd:BrugervendtNoegleTekst>b</sd:BrugervendtNoegleTekst><sd:BrugerNavn>bente1</sd:BrugerNavn>',
  );
  const body = konvolut(b.importer('Bruger', uuid, { attributter }));
  const response = await posterTil(url)(b.STI('Bruger'), body, { 'x-anvenderkontekst': KORSBAEK });
  assert.equal(laesSvar(response.status, await response.text()).kode, 20);
}

test('where access is open: send, fetch, look, and listen over a restart of the server', async () => {
  const folder = temporaryFolder();
  const data = folder.path('data');
  const running: Running[] = [];
  const serve = async (port: string) => {
    const args = ['--access', 'open', '--data', data, '--port', port, '--amqp-port', '0'];
    const server = startFkorg(['serve', ...args]);
    running.push(server);
    const [, url] = /answers at (\S+)/.exec(await server.seen('Stop with Ctrl+C'))!;
    const [, amqp] = /AMQP at (\S+)/.exec(await server.seen('AMQP at', 'err'))!;
    return { server, url: url!, amqp: amqp! };
  };
  try {
    await fkorg(['demo', '--demo-size', 'units=20', '--data', data]);
    const udtryk = "Beskedtype = '*'";
    const opret = ['besked', 'dueslag', 'opret', 'Prøve', '--cvr', KORSBAEK, '--udtryk', udtryk, '--data', data];
    const dueslag = (await fkorg(opret)).out.trim();
    const { server, url, amqp } = await serve('0');
    const til = ['--amqp', amqp, '--cvr', KORSBAEK];

    writeFileSync(folder.path('besked.xml'), eksempel());
    const sendt = await fkorg(['besked', 'send', folder.path('besked.xml'), ...til]);
    assert.deepEqual([sendt.exitCode, sendt.out.slice(0, 19)], [0, 'Sent: StatusKode 20'], sendt.err);
    const forkert = await fkorg(['besked', 'send', new URL(import.meta.url).pathname, ...til]);
    assert.deepEqual([forkert.exitCode, /StatusKode 40/.test(forkert.err)], [1, true], forkert.err);
    assert.equal((await fkorg(['besked', 'send', folder.path('ingen.xml'), ...til])).exitCode, 1);

    const set = await fkorg(['besked', 'hent', dueslag, ...til, '--keep', '--json']);
    const taget = await fkorg(['besked', 'hent', dueslag, ...til, '--json']);
    assert.equal(set.err, '1 message seen and kept.\n');
    assert.equal(taget.err, '1 message taken.\n');
    for (const { out } of [set, taget]) {
      const { beskedId, indhold } = JSON.parse(out) as { beskedId: string; indhold: string };
      assert.equal(beskedId, '9B1C4C1E-0000-4000-8000-ABCDEF012345');
      assert.match(indhold, /Leverancerute/);
    }
    assert.deepEqual((await fkorg(['besked', 'hent', dueslag, ...til])).err, '0 messages taken.\n');
    const andens = await fkorg(['besked', 'hent', dueslag, '--amqp', amqp, '--cvr', SYDDJURS]);
    assert.deepEqual([andens.exitCode, /no dueslag .* for this caller/.test(andens.err)], [2, true], andens.err);

    const tail = startFkorg(['besked', 'tail', '--url', url]);
    running.push(tail);
    await tail.seen('Listening at', 'err');
    const uuids = [newUuid(), newUuid()];
    await skriv(url, uuids[0]!);
    const linje = (await tail.seen(uuids[0]!)).trimEnd().split('\t');
    assert.deepEqual(linje.slice(2), ['ORG_Bruger', 'Importeret', uuids[0], KORSBAEK]);
    assert.equal((await stop(server)).exitCode, 0);
    await serve(new URL(url).port);
    await skriv(url, uuids[1]!);
    const alle = (await tail.seen(uuids[1]!)).trimEnd().split('\n');
    assert.deepEqual(
      alle.map((en) => en.split('\t')[4]),
      uuids,
    );
    assert.equal((await stop(tail)).exitCode, 0);
    const ukendt = await fkorg(['besked', 'tail', '--url', url, '--siden', '99999999']);
    assert.deepEqual([ukendt.exitCode, /position-ukendt/.test(ukendt.err)], [2, true], ukendt.err);
  } finally {
    for (const en of running.reverse()) await stop(en);
    folder.remove();
  }
});

test('with agreements: a token is fetched with the key of the client, and without one nobody is let in', async () => {
  const folder = temporaryFolder();
  const data = folder.path('data');
  const running: Running[] = [];
  const serve = async (...flere: string[]) => {
    const args = ['serve', '--secure', '--data', data, '--port', '0', '--demo-size', 'units=20', ...flere];
    const server = startFkorg(args);
    running.push(server);
    const [, vist] = /answers at (\S+)/.exec(await server.seen('Stop with Ctrl+C'))!;
    return { server, til: ['--url', vist!.replace('127.0.0.1', 'localhost'), '--data', data] };
  };
  try {
    const { server, til } = await serve();
    const uden = await fkorg(['besked', 'tail', ...til]);
    assert.deepEqual([uden.exitCode, /HTTP 401.*BeskedModtag/.test(uden.err)], [2, true], uden.err);
    const ukendt = await fkorg(['besked', 'tail', ...til, '--client', 'ingen']);
    assert.deepEqual([ukendt.exitCode, /fkorg pki client/.test(ukendt.err)], [2, true], ukendt.err);
    const udenAftale = await fkorg(['besked', 'tail', ...til, '--client', 'demo']);
    assert.deepEqual([udenAftale.exitCode, /HTTP 400.*Usercontext/.test(udenAftale.err)], [2, true], udenAftale.err);
    assert.equal((await stop(server)).exitCode, 0);

    writeFileSync(folder.path('aftaler.yaml'), AFTALE);
    const { til: medAftale } = await serve('--agreements', folder.path('aftaler.yaml'));
    const tail = startFkorg(['besked', 'tail', ...medAftale, '--client', 'demo', '--siden', '0', '--json']);
    running.push(tail);
    const [event] = (await tail.seen('ORG_Bruger')).split('\n');
    assert.equal((JSON.parse(event!) as { specversion: string }).specversion, '1.0');
    assert.equal((await stop(tail)).exitCode, 0);
  } finally {
    for (const en of running.reverse()) await stop(en);
    folder.remove();
  }
});
