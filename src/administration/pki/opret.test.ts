import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FkorgError } from '../../base/error.ts';
import { laesFordelerpar, laesModtagernoegler, laesNoegler, laesPem, laesTls } from './noegler.ts';
import { opretKlient, opretPki, tilfoejSts, udfasSts } from './opret.ts';

const now = Date.UTC(2026, 10, 24, 12);
const mappe = join(mkdtempSync(join(tmpdir(), 'fkorg-pki-')), 'pki');
const ramme = { mappe, now, bits: 2048 };
after(() => rmSync(join(mappe, '..'), { recursive: true, force: true }));

const lavede = await opretPki(ramme, ['fkorg.example', '192.0.2.7']);
await opretKlient(ramme, { navn: 'loen', cvr: '11111111', kodeord: 'hemmelig' });
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: mappe, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const skip = hasOpenssl() ? false : 'no openssl is installed';

function hasOpenssl(): boolean {
  try {
    return openssl('version').startsWith('OpenSSL');
  } catch {
    return false;
  }
}

const FOUR_YEARS = 4 * 365 * 86_400_000;
const isSaid = (text: RegExp) => (error: unknown) =>
  error instanceof FkorgError && error.code === 'bad-setting' && text.test(error.message);

test('init makes what a server needs, and the server can read it', () => {
  assert.deepEqual(lavede, ['ca', 'sts-1', 'service', 'beskedfordeler', 'tls']);
  const { sts, service, tillid } = laesNoegler(mappe, now);
  const tls = laesTls(mappe, now);
  assert.deepEqual([sts.length, tillid], [1, []]);
  assert.match(service.certifikat.emne, /^C=DK, O=fkorg, SERIALNUMBER=UI:DK-O:G:\S+, CN=ORG_TEST_Organisation_1$/);
  assert.match(tls.key, /BEGIN PRIVATE KEY/);
  assert.match(laesFordelerpar(mappe, now)?.cert ?? '', /BEGIN CERTIFICATE/);
  assert.equal(createPrivateKey(tls.key).asymmetricKeyDetails?.modulusLength, 2048);
});

test('keys are for the owner alone', { skip: process.platform === 'win32' }, () => {
  const mode = (fil: string) => (statSync(join(mappe, fil)).mode & 0o777).toString(8);
  assert.deepEqual(['.', 'klienter', 'tillid'].map(mode), ['700', '700', '700']);
  const hemmelige = readdirSync(mappe, { recursive: true, encoding: 'utf8' }).filter((fil) => /\.(key|p12)$/.test(fil));
  assert.equal(hemmelige.length, 7);
  for (const fil of hemmelige) assert.equal(mode(fil), '600', fil);
});

test('nothing is written over: init again makes only what is missing, a client of the same name is refused', async () => {
  const foer = readFileSync(join(mappe, 'service.key'), 'utf8');
  rmSync(join(mappe, 'tls.pem'));
  rmSync(join(mappe, 'tls.key'));
  assert.deepEqual(await opretPki(ramme, ['fkorg.example', '192.0.2.7']), ['tls']);
  assert.equal(readFileSync(join(mappe, 'service.key'), 'utf8'), foer);
  await assert.rejects(
    opretKlient(ramme, { navn: 'loen', cvr: '22222222', kodeord: 'hemmelig' }),
    isSaid(/loen\.pem is there already/),
  );
  await assert.rejects(opretKlient(ramme, { navn: '../ca', cvr: '22222222', kodeord: 'x' }), isSaid(/is called by/));
});

test('a client certificate tells the CVR as OCES3 does', () => {
  const { cvr, emne } = laesPem(join(mappe, 'klienter/loen.pem'));
  assert.equal(cvr, '11111111');
  assert.match(emne, /^C=DK, OID.2.5.4.97=NTRDK-11111111, O=fkorg, SERIALNUMBER=UI:DK-O:G:[0-9a-f-]{36}, CN=loen$/);
});

test('OpenSSL takes the certificates, their names and the .p12', { skip }, () => {
  for (const fil of ['sts-1', 'service', 'beskedfordeler', 'tls', 'klienter/loen']) {
    const at = String(now / 1000);
    assert.match(openssl('verify', '-x509_strict', '-attime', at, '-CAfile', 'ca.pem', `${fil}.pem`), /: OK/);
  }
  const names = openssl('x509', '-in', 'tls.pem', '-noout', '-ext', 'subjectAltName');
  for (const name of ['DNS:localhost', '127.0.0.1', '0:0:0:0:0:0:0:1', 'DNS:fkorg.example', 'IP Address:192.0.2.7']) {
    assert.ok(names.includes(name), name);
  }
  const p12 = ['pkcs12', '-in', 'klienter/loen.p12', '-nodes', '-passin'];
  const held = openssl(...p12, 'pass:hemmelig');
  assert.match(held, /friendlyName: loen/);
  assert.equal([...held.matchAll(/BEGIN CERTIFICATE/g)].length, 2);
  assert.ok(createPrivateKey(held).equals(createPrivateKey(readFileSync(join(mappe, 'klienter/loen.key'), 'utf8'))));
  assert.throws(() => openssl(...p12, 'pass:forkert'));
});

test('the token service changes its key in two steps, and its old tokens stay good', async () => {
  const [gammel] = laesNoegler(mappe, now).sts;
  assert.throws(() => udfasSts(ramme), isSaid(/no second one/));
  assert.equal(await tilfoejSts(ramme), 'sts-2');
  const begge = laesNoegler(mappe, now).sts;
  assert.deepEqual([begge.length, begge[0].certifikat], [2, gammel.certifikat]);
  await assert.rejects(tilfoejSts(ramme), isSaid(/two already/));
  assert.throws(() => udfasSts({ ...ramme, now: now + FOUR_YEARS }), isSaid(/sts-2\.pem is valid from/));
  assert.deepEqual(udfasSts(ramme), { gammel: 'sts-1', ny: 'sts-2' });
  const { sts, tillid } = laesNoegler(mappe, now);
  assert.deepEqual([sts[0].certifikat, tillid], [begge[1]!.certifikat, [gammel.certifikat]]);
  assert.equal(existsSync(join(mappe, 'sts-1.key')), false);
  assert.deepEqual(await opretPki(ramme), []);
});

test('a key of the token service that has run out stops nothing where the next one is there', async () => {
  const egen = { ...ramme, mappe: join(mappe, '..', 'udloebet') };
  const senere = { ...egen, now: now + FOUR_YEARS / 2 };
  await opretPki(egen);
  for (const slags of ['pem', 'key']) rmSync(join(egen.mappe, `service.${slags}`));
  await opretPki(senere);
  await tilfoejSts(senere);
  const [nu, slut] = [laesNoegler(egen.mappe, senere.now), laesNoegler(egen.mappe, now + FOUR_YEARS)];
  assert.deepEqual(
    slut.sts.map(({ certifikat }) => certifikat),
    [nu.sts[1]!.certifikat],
  );
});

test('where tokens are issued elsewhere no key for them is asked for, and a certificate that is there is trusted', async () => {
  const egen = { ...ramme, mappe: join(mappe, '..', 'modtager') };
  await opretPki(egen);
  const { sts, service } = laesNoegler(egen.mappe, now);
  rmSync(join(egen.mappe, 'sts-1.key'));
  assert.throws(() => laesNoegler(egen.mappe, now), isSaid(/sts-1\.key is missing/));
  const { tillid, service: samme } = laesModtagernoegler(egen.mappe, now);
  assert.deepEqual([tillid, samme.certifikat], [[sts[0].certifikat], service.certifikat]);
  rmSync(join(egen.mappe, 'sts-1.pem'));
  assert.throws(() => laesModtagernoegler(egen.mappe, now), isSaid(/No token service is trusted/));
});

test('what the server cannot use is told with its file and with what to do', () => {
  assert.throws(() => laesNoegler(join(mappe, 'intet'), now), isSaid(/no keys in .*fkorg pki init/));
  assert.throws(() => laesNoegler(mappe, now + FOUR_YEARS), isSaid(/sts-2\.pem is valid from .* to 2029-/));
  assert.throws(() => laesNoegler(mappe, now - 7_200_000), isSaid(/sts-2\.pem is valid from/));
  const fil = join(mappe, 'service.key');
  const noegle = readFileSync(fil, 'utf8');
  const med = (indhold: string, text: RegExp) => {
    writeFileSync(fil, indhold);
    assert.throws(() => laesNoegler(mappe, now), isSaid(text));
  };
  med(readFileSync(join(mappe, 'tls.key'), 'utf8'), /service\.key is not the key of .*service\.pem/);
  med('x', /service\.key holds no private key/);
  med('x'.repeat(65_537), /65537 bytes/);
  rmSync(fil);
  assert.throws(() => laesNoegler(mappe, now), isSaid(/service\.key is missing/));
  assert.ok(laesTls(mappe, now), 'TLS needs nothing else');
  writeFileSync(fil, noegle);
  rmSync(join(mappe, 'tls.key'));
  assert.ok(laesNoegler(mappe, now), 'nor does the rest need TLS');
  assert.throws(() => laesTls(mappe, now), isSaid(/tls\.key is missing/));
  rmSync(join(mappe, 'beskedfordeler.key'));
  assert.throws(() => laesFordelerpar(mappe, now), isSaid(/beskedfordeler\.key is missing/));
  rmSync(join(mappe, 'beskedfordeler.pem'));
  assert.equal(laesFordelerpar(mappe, now), undefined, 'a folder from before there were messages is good');
  writeFileSync(join(mappe, 'tillid/fremmed.pem'), 'x');
  assert.throws(() => laesNoegler(mappe, now), isSaid(/fremmed\.pem cannot be used \(certificate: /));
});
