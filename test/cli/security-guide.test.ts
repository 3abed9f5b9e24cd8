/** docs/guides/security.md: its commands, run as they stand there, against the server that it begins with, and what is said of them. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { findService } from '../../src/administration/servicetabel.ts';
import { stsRuter } from '../../src/fronts/sts/ruter.ts';
import { laesCertifikat } from '../../src/identity/trust/certifikat.ts';
import { BIN, type Running, startFkorg, temporaryFolder } from './process.ts';

const guide = readFileSync(new URL('../../docs/guides/security.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block!);
const [JWT, OWN_SYSTEM, TRUSTSTORE, ASSERTION, ROLLOVER, PUBLISHED, RETIRE] = blocks as [string, ...string[]];
/** The flags of the server that has the names of the real service, as the guide has them. */
const [, REAL_NAMES = ''] = /^fkorg (serve --secure --port 443 [\s\S]*?)^```/m.exec(guide) ?? [];
const REAL_STS = 'n2adgangsstyring.eksterntest-stoettesystemerne.dk';

const folder = temporaryFolder();
const key = (name: string) => folder.path(`data/pki/${name}`);
let server: Running | undefined;
let port = '';

async function start(flags: readonly string[] = ['serve', '--secure', '--port', '0']): Promise<string> {
  const own = ['--data', folder.path('data'), '--demo-size', 'units=20'];
  server = startFkorg([...flags, ...own]);
  const said = await server.seen('Stop with Ctrl+C.');
  port = /answers at https:\/\/\S+:(\d+)/.exec(said)![1]!;
  return said;
}

async function stop(): Promise<void> {
  server?.child.kill('SIGTERM');
  await server?.ended;
}
after(async () => {
  await stop();
  folder.remove();
});

/** Runs a block of the guide in the folder; `fkorg` is this one, and the port is that of the server. */
async function shell(block: string): Promise<string> {
  const script = `fkorg() { "${process.execPath}" "${BIN}" "$@"; }\n${block.replaceAll('15000', port)}`;
  const env = { PATH: process.env.PATH, FKORG_PROGRESS: 'no' };
  const child = spawn('bash', ['--norc', '-ec', script], {
    cwd: folder.path(''),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.equal(status, 0, err);
  return out;
}

const certificate = (name: string) => laesCertifikat(readFileSync(key(name)));
const certificatesIn = (pem: string) => pem.match(/BEGIN CERTIFICATE/g)?.length;

test('a JWT opens the change feed, and the assertion comes as JSON', async () => {
  assert.equal(blocks.length, 7);
  await start();
  assert.match(await shell(JWT), /^\{"aendringer":\[\{.*"position":1/);
  const { RequestedSecurityToken, Lifetime } = JSON.parse(await shell(ASSERTION!));
  assert.match(Buffer.from(RequestedSecurityToken.Assertion, 'base64').toString(), /^<Assertion /);
  assert.match(Lifetime, /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
});

test('the truststore of a Java client holds the CA and the token service', {
  skip: spawnSync('keytool', ['-help']).status === 0 ? false : 'keytool is not installed',
}, async () => {
  await shell(TRUSTSTORE!);
  const listed = await shell('keytool -list -keystore truststore.p12 -storepass changeit');
  assert.equal(listed.match(/trustedCertEntry/g)?.length, 2, listed);
});

test('a certificate of the token service is rolled over without a gap: both published, then the new one alone', async () => {
  assert.equal(certificatesIn(await shell(`${PUBLISHED}cat sts.pem`)), 1);
  await stop();
  await shell(ROLLOVER!);
  await start();
  assert.equal(certificatesIn(await shell(`${PUBLISHED}cat sts.pem`)), 2);
  await stop();
  await shell(RETIRE!);
  assert.deepEqual(readdirSync(key('tillid')).length, 1);
  assert.match(await start(), /its certificate +\S+sts-2\.pem/);
  assert.match(await shell(JWT), /"position":1/);
  await stop();
});

test('a system of one’s own has an approved agreement', async () => {
  await shell(OWN_SYSTEM!);
  assert.match(await shell('fkorg agreement list Vagtplan'), /\tgodkendt\tVagtplan\t11111111\t/);
});

test('with the names of the real service, its addresses and its issuer are served here', async () => {
  for (const name of ['tls.pem', 'tls.key']) rmSync(key(name));
  const flags = REAL_NAMES.replaceAll('\\\n', ' ').trim().split(/\s+/);
  await start(flags.map((flag) => (flag === '443' ? '0' : flag)));
  const there = JWT.replace('https://localhost:15000', `https://${REAL_STS}`)
    .replaceAll('curl ', `curl --connect-to ${REAL_STS}:443:127.0.0.1:15000 `)
    .replace(/curl [^\n]*\/aendringer.*/, 'echo $JWT');
  const claims = JSON.parse(Buffer.from((await shell(there)).split('.')[1]!, 'base64url').toString());
  assert.equal(claims.iss, 'https://saml.n2adgangsstyring.eksterntest-stoettesystemerne.dk/runtime/');
  const wsdl = await shell(
    `curl -s --cacert data/pki/ca.pem --connect-to ::127.0.0.1:15000 ` +
      `'https://organisation.eksterntest-stoettesystemerne.dk/organisation/bruger/6?wsdl'`,
  );
  assert.match(wsdl, /location="https:\/\/organisation\.eksterntest-stoettesystemerne\.dk\/organisation\/bruger\/6"/);
  await stop();
});

test('the certificate of the service is made anew when it was moved away', async () => {
  const before = certificate('service.pem').sha256;
  for (const name of ['service.pem', 'service.key']) renameSync(key(name), folder.path(name));
  await shell('fkorg pki init');
  assert.notEqual(certificate('service.pem').sha256, before);
  assert.match(certificate('service.pem').emne, /CN=ORG_TEST_Organisation_1$/);
});

test('the guide names every address, the entity id and every kind of fault', () => {
  const kinds = readFileSync(new URL('../../src/identity/sikkerhedsfejl.ts', import.meta.url), 'utf8');
  const subcodes = [...kinds.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, kind]) => `| \`${kind}\``);
  assert.equal(subcodes.length, 7);
  const products = ['5002', '5607', '5015'].map((code) => `| \`s:${code}\``);
  const rules = ['rolle-mangler', 'dataafgraensning-mangler', 'kun-testmiljoe'].map((rule) => `rule \`${rule}\``);
  const addresses = stsRuter.map(({ sti }) => sti);
  for (const word of [...subcodes, ...products, ...rules, ...addresses, findService('organisation')!.entityId]) {
    assert.ok(guide.includes(word), word);
  }
});
