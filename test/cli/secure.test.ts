/** `npm start -- --secure`: all that it prints is true, and the call that it prints fetches a token. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { laesCertifikat } from '../../src/identity/trust/certifikat.ts';
import { skrivBesked } from '../security/klient.ts';
import { FAMILIER, skrivRst } from '../sts/klienter.ts';
import { type Running, startFkorg, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const data = folder.path('a folder');
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const START = (scripts.start as string).split(' ').slice(2);
const running: Running[] = [];

async function start(...args: string[]): Promise<{ said: string; fkorg: Running }> {
  const fkorg = startFkorg([...START, '--port', '0', '--data', data, '--demo-size', 'units=20', ...args]);
  running.push(fkorg);
  return { said: await fkorg.seen('Stop with Ctrl+C.'), fkorg };
}

const demoFile = (ending: string) => join(data, 'pki', 'klienter', `demo.${ending}`);
const SOEG =
  '<SoegInput xmlns="http://stoettesystemerne.dk/organisation/organisationenhed/6/" xmlns:sd="urn:oio:sagdok:3.0.0">' +
  '<sd:MaksimalAntalKvantitet>1</sd:MaksimalAntalKvantitet></SoegInput>';

let said: string;
let fkorg: Running;
before(async () => {
  ({ said, fkorg } = await start('--secure'));
});
after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

/** Runs a line of a POSIX shell in the folder of the test; gives what it prints. */
const sh = async (line: string): Promise<string> =>
  (await promisify(execFile)('sh', ['-c', line], { cwd: folder.path('.') })).stdout;
const lineWith = (begin: string) =>
  said
    .split('\n')
    .find((line) => line.startsWith(`  ${begin}`))!
    .trim();
/** The value of a row of the table, the nth of its name. */
const row = (name: string, nth = 0) => {
  const rows = said.split('\n').filter((line) => line.startsWith(`  ${name}  `));
  return rows[nth]!.slice(2 + name.length).trim();
};
const hasProgram = (name: string, ...args: string[]) => {
  try {
    execFileSync(name, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test('the printed call fetches a JWT for Korsbæk, bound to the client certificate, signed by the printed certificate', async () => {
  const answer = JSON.parse(await sh(lineWith('curl ')));
  const sts = readFileSync(row('  its certificate'));
  const { payload, protectedHeader } = await jwtVerify(answer.access_token, createPublicKey(sts), {
    issuer: `${row('  its issuer')}/`,
    audience: row('Organisation, entity id'),
    algorithms: ['PS256'],
  });
  assert.equal(payload.cvr, row('authority (CVR)'));
  const client = laesCertifikat(readFileSync(demoFile('pem')));
  assert.deepEqual(payload.cnf, { 'x5t#S256': Buffer.from(client.sha256, 'hex').toString('base64url') });
  assert.equal(protectedHeader.kid, Buffer.from(laesCertifikat(sts).sha1, 'hex').toString('base64url'));
  const { privilegegroups } = JSON.parse(Buffer.from(payload.priv as string, 'base64').toString());
  assert.equal(privilegegroups.length, 2, JSON.stringify(privilegegroups));
});

test('with the printed files a .NET and a PHP client get a token over WS-Trust, and read a unit with it', async () => {
  const [certifikat, noegle] = [demoFile('pem'), demoFile('key')];
  const par = { certifikat: laesCertifikat(readFileSync(certifikat)), privat: createPrivateKey(readFileSync(noegle)) };
  const enhed = /OrganisationEnhed +(https\S+)/.exec(said)![1]!;
  const soap = async (to: string, body: string) => {
    writeFileSync(folder.path('message'), body);
    const headers = `-H 'Content-Type: application/soap+xml; charset=utf-8' --data-binary @message`;
    return sh(
      `curl -s --cacert '${row('TLS is signed by')}' --cert '${certifikat}' --key '${noegle}' ${headers} '${to}'`,
    );
  };
  for (const [sts, familie] of [
    ['.NET', 'net'],
    ['PHP, To is the entity id', 'php'],
  ] as const) {
    const rst = skrivRst(FAMILIER[sts]!, { klient: par, now: Date.now() });
    const rstr = await soap(row('token service, SOAP'), rst);
    const assertion = /<Assertion [\s\S]*<\/Assertion>/.exec(rstr)?.[0];
    assert.ok(assertion, rstr);
    const assertionId = / ID="([^"]+)"/.exec(assertion)![1]!;
    const kald = { body: SOEG, to: enhed, nu: Date.now() };
    const svar = await soap(enhed, skrivBesked({ par, assertion, assertionId }, kald, familie));
    assert.match(svar, /StatusKode>20</);
    assert.match(svar, /UUIDIdentifikator>/);
    assert.ok(svar.includes(laesCertifikat(readFileSync(row('  its certificate', 1))).base64), 'signed by the service');
  }
});

test('the JWT opens the change feed', async () => {
  const { access_token: jwt } = JSON.parse(await sh(lineWith('curl ')));
  const url = /answers at (\S+) /.exec(said)![1]!;
  const call = `curl -s --cacert '${row('TLS is signed by')}' '${url}/aendringer?antal=1'`;
  const files = `--cert '${demoFile('pem')}' --key '${demoFile('key')}'`;
  assert.match(await sh(`${call} ${files} -H 'Authorization: Bearer ${jwt}'`), /"aendringer"/);
  assert.doesNotMatch(await sh(call), /"aendringer"/);
});

test('without its client certificate the same call gets none', async () => {
  const bare = lineWith('curl ').replace(/ --cert ('[^']*'|\S+) --key ('[^']*'|\S+)/, '');
  assert.doesNotMatch(await sh(bare), /access_token/);
});

test('the server is not open: a call without a token is refused, and no warning says otherwise', async () => {
  const url = /answers at (\S+) /.exec(said)![1]!;
  const ca = row('TLS is signed by');
  const answer = await sh(
    `curl -s --cacert '${ca}' '${url}/organisation/bruger/6' -H 'Content-Type: application/soap+xml' -H 'X-Anvenderkontekst: 11111111' ` +
      `-d '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><x/></e:Body></e:Envelope>'`,
  );
  assert.match(answer, /Fault/);
  assert.doesNotMatch(answer, /StatusKode/);
  assert.doesNotMatch(await fkorg.seen('Keys made', 'err'), /ACCESS IS OPEN/);
});

test('the token services answer where it says', async () => {
  const ca = row('TLS is signed by');
  for (const name of ['token service, SOAP', 'token service, REST', 'token service, JWT']) {
    const status = await sh(`curl -s -o answer -w '%{http_code}' --cacert '${ca}' '${row(name)}' -d x`);
    assert.doesNotMatch(status, /^(000|404)/, name);
  }
});

test('files, thumbprints and the password are those that lie there', {
  skip: !hasProgram('openssl', 'version'),
}, async () => {
  const password = row('  its password');
  const p12 = await sh(`openssl pkcs12 -in '${row('client certificate')}' -nodes -passin 'pass:${password}'`);
  assert.match(p12, /BEGIN PRIVATE KEY/);
  const thumbprint = (file: string) => laesCertifikat(readFileSync(file)).sha1;
  const service = row('  its certificate', 1);
  assert.ok(
    said.includes(
      `StsCertificate = ${thumbprint(row('  its certificate'))}   ServiceCertificate = ${thumbprint(service)}`,
    ),
  );
  assert.ok(said.includes(`ClientCertificate = ${thumbprint(demoFile('pem'))}`));
  await sh(lineWith('cat '));
  assert.match(
    await sh('openssl x509 -in cert.pem -noout -subject && openssl pkey -in cert.pem -noout && echo both'),
    /both/,
  );
});

test('Java reads the .p12, and its lines make a truststore', { skip: !hasProgram('keytool', '-help') }, async () => {
  for (const line of said.split('\n').filter((line) => line.startsWith('  keytool '))) await sh(line);
  const trusted = await sh('keytool -list -keystore truststore.p12 -storepass changeit');
  assert.equal(trusted.match(/trustedCertEntry/g)?.length, 2, trusted);
  const keystore = `-keystore '${row('client certificate')}' -storepass '${row('  its password')}'`;
  assert.match(await sh(`keytool -list -storetype PKCS12 ${keystore}`), /demo, .*PrivateKeyEntry/);
});

test('started again it has the same keys, system and agreement, and no other password is claimed', async () => {
  const foer = [row('system'), row('agreement'), lineWith('ClientCertificate')];
  fkorg.child.kill('SIGTERM');
  assert.equal((await fkorg.ended).exitCode, 0);
  ({ said, fkorg } = await start(
    '--secure',
    '--client-password',
    'another-one',
    '--tls-names',
    'fkorg.example',
    '--host',
    '0.0.0.0',
  ));
  assert.deepEqual([row('system'), row('agreement'), lineWith('ClientCertificate')], foer);
  assert.equal(row('  its password'), '(what it was made with)');
  assert.ok(existsSync(row('client certificate')));
  const err = await fkorg.seen('TLS certificate is not for fkorg.example', 'err');
  assert.doesNotMatch(err, /Keys made/);
  const { iss } = decodeJwt(JSON.parse(await sh(lineWith('curl '))).access_token);
  assert.equal(iss, `${row('  its issuer')}/`);
  assert.match(iss, /^https:\/\/localhost:/);
});

test('a token that a retired key has signed stays good, and new ones are signed by the other', async () => {
  const fetchJwt = async (): Promise<string> => JSON.parse(await sh(lineWith('curl '))).access_token;
  const restarted = async () => {
    fkorg.child.kill('SIGTERM');
    await fkorg.ended;
    ({ said, fkorg } = await start('--secure', '--port', new URL(row('  its issuer')).port));
  };
  await restarted();
  const old = await fetchJwt();
  for (const command of ['rollover', 'retire']) {
    const { exitCode, err } = await startFkorg(['pki', command, '--data', data]).ended;
    assert.equal(exitCode, 0, err);
  }
  await restarted();
  assert.match(row('  its certificate'), /sts-2\.pem$/);
  const files = `--cacert '${row('TLS is signed by')}' --cert '${demoFile('pem')}' --key '${demoFile('key')}'`;
  const feed = new URL('/aendringer?antal=1', row('  its issuer'));
  const young = await fetchJwt();
  assert.notEqual(decodeProtectedHeader(young).kid, decodeProtectedHeader(old).kid);
  for (const jwt of [old, young]) {
    assert.match(await sh(`curl -s ${files} '${feed}' -H 'Authorization: Bearer ${jwt}'`), /"aendringer"/);
  }
});
