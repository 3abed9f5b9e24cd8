/**
 * AMQP clients that nobody here wrote, over TLS and with assertions: pika, as the public Python client uses it, and RabbitMQ's
 * Java client, as KOMBIT's sample does. They come from Debian; where one is missing its test is left out, unless
 * FKORG_REQUIRE_CLIENTS=1 (the Java client always).
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ALT, besked, dueslag } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { temporaryFolder } from '../cli/process.ts';
import { lavProeve, proeveCa } from '../pki/noegler.ts';
import { A, type AmqpVerden, forbind, MODTAG, nyAmqpVerden } from './verden.ts';

const SYSTEM = '0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01';
const AFTALER = `
systemer:
  - { uuid: ${SYSTEM}, navn: Klient, certifikater: [en] }
aftaler:
  - system: Klient
    myndigheder: ['${A}']
    navn: Sender og henter
    begrundelse: Proeve
    services:
      - { service: beskedafsend, roller: [afsend] }
      - { service: beskedmodtag, roller: [modtag], dataafgraensninger: { beskedtype: '*', foelsomhed: '*' } }
`;

const folder = temporaryFolder();
let verden: AmqpVerden;
before(async () => {
  const serverens = await lavProeve({ art: 'tls', navn: 'localhost', vaerter: ['localhost', '127.0.0.1'] });
  verden = await nyAmqpVerden({ aftaler: AFTALER, tls: { cert: serverens.certifikat, key: serverens.noegle } });
});
after(async () => {
  await verden[Symbol.asyncDispose]();
  folder.remove();
});

const PYTHON = '/usr/bin/python3';
const JARS = ['amqp-client', 'slf4j-api', 'slf4j-nop'].map((jar) => `/usr/share/java/${jar}.jar`);
const hasPika = spawnSync(PYTHON, ['-c', 'import pika']).status === 0;
const hasJava =
  JARS.every(existsSync) && /jdk\.compiler/.test(spawnSync('java', ['--list-modules']).stdout?.toString() ?? '');

/** What a client is given: a dueslag of its own, messages to send, and tokens of every kind. */
async function givet() {
  const nu = verden.ur();
  return {
    koe: await dueslag(verden.store, [ALT(A)], { systemUuid: SYSTEM, cvr: undefined as never }),
    beskeder: Array.from({ length: 10 }, () => besked()),
    afsend: await verden.token(),
    modtag: await verden.token({ audience: MODTAG }),
    udloebet: await verden.token({ fra: nu - 7_200_000, til: nu - 3_600_000 }),
  };
}

function assertLeveret(tekster: readonly string[], sendte: readonly { beskedId: string }[]): void {
  assert.equal(tekster.length, sendte.length);
  for (const [nr, { beskedId }] of sendte.entries()) assert.ok(tekster[nr]!.includes(beskedId), `${nr}`);
}

test('pika sends, fetches without acknowledgements until it is empty, and consumes', {
  skip: hasPika || process.env.FKORG_REQUIRE_CLIENTS === '1' ? false : 'not installed here: python3-pika',
}, async () => {
  const { koe, beskeder, ...tokens } = await givet();
  const senere = besked();
  const ca = folder.path('ca.pem');
  writeFileSync(ca, (await proeveCa()).certifikat);
  const settings = folder.path('pika.json');
  writeFileSync(
    settings,
    JSON.stringify({
      ...{ ca, port: Number(new URL(verden.url).port), dueslag: koe, ...tokens },
      ...{ beskeder: beskeder.map(({ tekst }) => tekst), senere: senere.tekst },
    }),
  );
  const { stdout } = await promisify(execFile)(PYTHON, [resolve(import.meta.dirname, 'pika_client.py'), settings]);
  const { codes, bodies } = JSON.parse(stdout) as { codes: string[]; bodies: string[] };
  assert.deepEqual(codes, [...beskeder.map(() => '20'), '40', '41', '20']);
  assertLeveret(bodies, [...beskeder, senere]);
  assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 0);
});

test('the Java client sends with confirms and answers, with its key on the connection, and consumes with acknowledgements', {
  skip: hasJava ? false : 'not installed here: librabbitmq-client-java and default-jdk-headless',
}, async () => {
  const { koe, beskeder, afsend, modtag, udloebet } = await givet();
  const [klient] = verden.systemer;
  const filer: Readonly<Record<string, string>> = {
    'ca.pem': (await proeveCa()).certifikat,
    'klient.pem': `-----BEGIN CERTIFICATE-----\n${klient.certifikat.base64}\n-----END CERTIFICATE-----\n`,
    'klient.key': klient.privat.export({ type: 'pkcs8', format: 'pem' }) as string,
    ...{ 'afsend.xml': afsend, 'modtag.xml': modtag, 'udloebet.xml': udloebet },
    ...Object.fromEntries(beskeder.map(({ tekst }, nr) => [`besked-${nr}.xml`, tekst])),
  };
  for (const [navn, indhold] of Object.entries(filer)) writeFileSync(folder.path(navn), indhold);
  const program = ['-cp', JARS.join(':'), resolve(import.meta.dirname, 'Klient.java')];
  const arguments_ = [folder.path('.'), new URL(verden.url).port, koe, String(beskeder.length)];
  const { stdout } = await promisify(execFile)('java', [...program, ...arguments_]);
  const linjer = stdout.trim().split('\n');
  const af = (art: string) => linjer.filter((linje) => linje.startsWith(`${art} `)).map((linje) => linje.slice(5));
  assert.deepEqual(af('code'), [...beskeder.map(() => '20'), '41', '20']);
  assertLeveret(
    af('body').map((base64) => Buffer.from(base64, 'base64').toString()),
    beskeder,
  );
  assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 0);
});

test('a key on the connection that is not that of the assertion is refused', async () => {
  const fremmed = await lavProeve({ navn: 'Fremmed' });
  const tls = { cert: fremmed.certifikat, key: fremmed.noegle, ca: (await proeveCa()).certifikat };
  await assert.rejects(forbind(verden.url, await verden.token(), tls), /403|refused/i);
  const [klient] = verden.systemer;
  const egen = {
    cert: `-----BEGIN CERTIFICATE-----\n${klient.certifikat.base64}\n-----END CERTIFICATE-----\n`,
    key: klient.privat.export({ type: 'pkcs8', format: 'pem' }),
  };
  await (await forbind(verden.url, await verden.token(), { ...tls, ...egen })).close();
  await (await forbind(verden.url, await verden.token(), { ca: tls.ca })).close();
});
