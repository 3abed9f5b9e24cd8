/** `npm start -- --secure`: all that it prints is true, and the call that it prints fetches a token. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { jwtVerify } from 'jose';
import { laesCertifikat } from '../../src/identity/trust/certifikat.ts';
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
  const client = laesCertifikat(readFileSync(join(data, 'pki', 'klienter', 'demo.pem')));
  assert.deepEqual(payload.cnf, { 'x5t#S256': Buffer.from(client.sha256, 'hex').toString('base64url') });
  assert.equal(protectedHeader.kid, Buffer.from(laesCertifikat(sts).sha1, 'hex').toString('base64url'));
  const { privilegegroups } = JSON.parse(Buffer.from(payload.priv as string, 'base64').toString());
  assert.equal(privilegegroups.length, 2, JSON.stringify(privilegegroups));
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
  assert.ok(said.includes(`ClientCertificate = ${thumbprint(join(data, 'pki', 'klienter', 'demo.pem'))}`));
  await sh(lineWith('cat '));
  assert.match(
    await sh('openssl x509 -in cert.pem -noout -subject && openssl pkey -in cert.pem -noout && echo both'),
    /both/,
  );
});

test('the line for Java makes a truststore', { skip: !hasProgram('keytool', '-help') }, async () => {
  await sh(lineWith('keytool '));
  assert.match(await sh('keytool -list -keystore truststore.p12 -storepass changeit'), /trustedCertEntry/);
});

test('started again it has the same keys, system and agreement, and no other password is claimed', async () => {
  const foer = [row('system'), row('agreement'), lineWith('ClientCertificate')];
  fkorg.child.kill('SIGTERM');
  assert.equal((await fkorg.ended).exitCode, 0);
  ({ said, fkorg } = await start('--secure', '--client-password', 'another-one', '--tls-names', 'fkorg.example'));
  assert.deepEqual([row('system'), row('agreement'), lineWith('ClientCertificate')], foer);
  assert.equal(row('  its password'), '(what it was made with)');
  assert.ok(existsSync(row('client certificate')));
  const err = await fkorg.seen('TLS certificate is not for fkorg.example', 'err');
  assert.doesNotMatch(err, /Keys made/);
});
