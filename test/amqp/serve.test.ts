/** `fkorg serve --amqp-port`: a real server, alone and as several processes on one port, from the first message to the stop. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { besked } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { Modtagne, tekstAf } from '../../src/fronts/amqp/klient.testing.ts';
import { fkorg, startFkorg, temporaryFolder } from '../cli/process.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { A, afsend, forbind } from './verden.ts';

const folder = temporaryFolder();
after(() => folder.remove());

/** A server with a dueslag; gives where AMQP answers, too. */
async function serve(place: readonly string[], ...more: readonly string[]) {
  for (const command of [
    ['myndighed', 'opret', '--cvr', '22222222', '--navn', 'Anden'],
    ['besked', 'dueslag', 'opret', 'Mit', '--cvr', A, '--udtryk', "Beskedtype = '*'"],
  ]) {
    const { exitCode, err } = await fkorg([...command, ...place]);
    assert.equal(exitCode, 0, err);
  }
  const { out } = await fkorg(['besked', 'dueslag', 'list', ...place]);
  const server = startFkorg(['serve', '--access', 'open', '--port', '0', '--amqp-port', '0', ...place, ...more]);
  const said = await server.seen('Stop with Ctrl+C.').then(() => server.seen('AMQP at', 'err'));
  return { server, koe: out.slice(0, 36), url: /AMQP at (\S+)/.exec(said)![1]! };
}

test('a message goes in and out, and connections are told of the stop', async () => {
  const { server, koe, url } = await serve(['--data', folder.path('data')]);
  try {
    assert.match(url, /^amqp:\/\/127\.0\.0\.1:\d+\/BF$/);
    const forbindelse = await forbind(url, A);
    const channel = await forbindelse.createChannel();
    const sendt = besked();
    assert.equal((await afsend(channel, sendt.tekst)).kode, 20);
    const hentet = await channel.get(koe);
    assert.ok(tekstAf(hentet)!.includes(sendt.beskedId));
    const lukket = once(forbindelse, 'close');
    server.child.kill('SIGTERM');
    assert.match(String((await lukket)[0]), /320|the server stops/);
    assert.equal((await server.ended).exitCode, 0);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
});

test('without TLS it is not there for other machines', async () => {
  const flags = ['--access', 'open', '--host', '0.0.0.0', '--port', '0', '--amqp-port', '0'];
  const { exitCode, err } = await fkorg(['serve', ...flags, '--data', folder.path('andet')]);
  assert.equal(exitCode, 2);
  assert.match(err, /--amqp-port needs --tls on/);
});

const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';

test('several processes share the port: each message comes once and in order, whichever process reads', {
  skip: isThere ? false : 'no PostgreSQL is installed',
}, async () => {
  await using postgres = await startPostgres();
  const { server, koe, url } = await serve(['--database', postgres.url], '--workers', '2');
  const sendte = Array.from({ length: 40 }, () => besked());
  try {
    const forbindelser = await Promise.all(Array.from({ length: 6 }, () => forbind(url, A)));
    const [foerste] = forbindelser;
    const sender = await foerste!.createChannel();
    for (const { tekst } of sendte) assert.equal((await afsend(sender, tekst)).kode, 20);
    const fundne: string[] = [];
    for (const forbindelse of forbindelser) {
      const channel = await forbindelse.createChannel();
      const modtagne = new Modtagne();
      // Five each, one reader after the other; the last takes what is left.
      const antal = forbindelse === forbindelser.at(-1) ? 15 : 5;
      const { consumerTag } = await channel.consume(koe, (en) => {
        modtagne.tag(en);
        if (en && modtagne.alle.length < antal) channel.ack(en);
      });
      const alle = await modtagne.antal(antal);
      await channel.cancel(consumerTag);
      channel.ack(alle.at(-1)!);
      await channel.close();
      fundne.push(...alle.map((en) => tekstAf(en)!));
    }
    assert.equal(fundne.length, sendte.length);
    for (const [nr, { beskedId }] of sendte.entries()) assert.ok(fundne[nr]!.includes(beskedId), `${nr}`);
    await Promise.all(forbindelser.map((en) => en.close()));
    server.child.kill('SIGTERM');
    assert.equal((await server.ended).exitCode, 0);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
});
