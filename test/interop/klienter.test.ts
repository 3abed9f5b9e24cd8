/**
 * Clients that nobody here wrote, with signatures of theirs: python3-zeep and PHP's SoapClient fetch a token from `fkorg serve`
 * and read a person and write a unit with it, over TLS, with keys and an agreement as anybody makes them; zeep reads KLE, too, with a
 * token for Klassifikation 6. xmlsec1 and WSS4J judge the token and the answers that they got. Where a program is missing its test
 * is left out, unless FKORG_REQUIRE_CLIENTS=1 (WSS4J always).
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { findService } from '../../src/administration/servicetabel.ts';
import { NS } from '../../src/identity/navnerum.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from '../cli/process.ts';

const KORSBAEK = { cvr: '11111111', organisation: '0fa6d527-5282-5321-927c-43ee136bd44f' };
/** Has a role in Klassifikation 6, and was not handed the common data. */
const UDEN_KLE = '29189978';
const AFTALER = `
systemer:
  - uuid: 0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c02
    navn: Fremmed klient
    certifikater: [pki/klienter/fremmed.pem]
aftaler:
  - system: Fremmed klient
    myndigheder: [${KORSBAEK.cvr}]
    navn: Fremmed klient
    begrundelse: Læser personer og KLE og skriver enheder og klasser
    videregivelse: ['19435075']
    services:
      - service: organisation
        roller: [udstil, rediger]
        dataafgraensninger: { senavn: Ja, secpr-nummer: Ja }
      - service: klassifikation-6
        roller: [udstil, rediger]
  - system: Fremmed klient
    myndigheder: ['${UDEN_KLE}']
    navn: Klasser uden KLE
    begrundelse: Skriver egne klasser
    services:
      - service: klassifikation-6
        roller: [udstil, rediger]
`;

const PYTHON = '/usr/bin/python3';
const CLIENTS = [
  {
    name: 'python3-zeep',
    needs: 'python3-zeep and python3-cryptography',
    command: PYTHON,
    probe: ['-c', 'import zeep, cryptography'],
    script: 'zeep_signed.py',
  },
  {
    name: 'php-soap',
    needs: 'php-cli, php-soap and php-xml',
    command: 'php',
    probe: ['-r', 'exit(class_exists("SoapClient") && class_exists("DOMDocument") ? 0 : 1);'],
    script: 'php_signed.php',
  },
];

/** What `skip` of a test says: nothing where the program is there or demanded. */
function skipWithout(command: string, probe: readonly string[], needs: string): string | false {
  const isThere = spawnSync(command, probe).status === 0;
  return isThere || process.env.FKORG_REQUIRE_CLIENTS === '1' ? false : `not installed here: ${needs}`;
}

const folder = temporaryFolder();
const pki = (name: string) => folder.path(join('pki', name));
const settingsFile = folder.path('settings.json');
let server: Running;

before(async () => {
  const flags = ['--data', folder.path('data'), '--pki', folder.path('pki')];
  for (const command of [
    ['pki', 'init'],
    ['pki', 'client', 'fremmed', '--cvr', KORSBAEK.cvr],
  ]) {
    const { exitCode, err } = await fkorg([...command, ...flags]);
    assert.equal(exitCode, 0, err);
  }
  writeFileSync(folder.path('aftaler.yaml'), AFTALER);
  const demo = ['--demo', 'korsbaek', '--demo-size', 'units=20'];
  server = startFkorg([
    ...['serve', '--port', '0', '--tls', 'on', '--agreements', folder.path('aftaler.yaml')],
    ...flags,
    ...demo,
  ]);
  const said = await server.seen('Stop with Ctrl+C.');
  const settings = {
    url: /answers at (\S+)/.exec(said)![1],
    ca: pki('ca.pem'),
    sts: pki('sts-1.pem'),
    service: pki('service.pem'),
    certificate: pki('klienter/fremmed.pem'),
    key: pki('klienter/fremmed.key'),
    entityId: findService('organisation')!.entityId,
    klassifikation: findService('klassifikation-6')!.entityId,
    withoutKle: UDEN_KLE,
    ...KORSBAEK,
    out: folder.path('.'),
  };
  writeFileSync(settingsFile, JSON.stringify(settings));
});
after(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  folder.remove();
});

for (const { name, needs, command, probe, script } of CLIENTS) {
  const skip = skipWithout(command, probe, needs);
  test(`${name} gets a token, reads a person, writes and reads a unit, and is refused what it may not have`, {
    skip,
  }, async () => {
    const { stdout } = await promisify(execFile)(command, [resolve(import.meta.dirname, script), settingsFile]);
    assert.equal(stdout, 'ok\n');
  });
}

const IDS: Readonly<Record<string, readonly string[]>> = {
  'token.xml': ['ID', `${NS.saml}:Assertion`],
  'answer.xml': [
    ...['Action', 'MessageID', 'RelatesTo', 'To'].flatMap((navn) => ['Id', `${NS.wsa}:${navn}`]),
    ...['Id', `${NS.wsu}:Timestamp`, 'Id', `${NS.wsse}:BinarySecurityToken`, 'Id', `${NS.soap12}:Body`],
  ],
};

test('xmlsec1 finds the signatures of the token and of an answer good, by our certificates, and no others', {
  skip: skipWithout(PYTHON, CLIENTS[0]!.probe, CLIENTS[0]!.needs) || skipWithout('xmlsec1', ['--version'], 'xmlsec1'),
}, () => {
  const verify = (file: string, certificate: string) => {
    const ids = IDS[file]!.map((word, nr) => (nr % 2 === 0 ? `--id-attr:${word}` : word));
    const key = ['--enabled-key-data', 'rsa', '--pubkey-cert-pem', pki(certificate)];
    return spawnSync('xmlsec1', ['--verify', ...key, ...ids, folder.path(file)], { encoding: 'utf8' });
  };
  for (const [file, own, other, references] of [
    ['token.xml', 'sts-1.pem', 'service.pem', 1],
    ['answer.xml', 'service.pem', 'sts-1.pem', 7],
  ] as const) {
    const { status, stderr } = verify(file, own);
    assert.equal(status, 0, stderr);
    assert.match(stderr, new RegExp(`References \\(ok/all\\): ${references}/${references}`));
    assert.notEqual(verify(file, other).status, 0);
  }
});

const JARS = ['wss4j', 'xmlsec', 'commons-logging', 'commons-codec', 'slf4j-api'].map(
  (jar) => `/usr/share/java/${jar}.jar`,
);
const hasWss4j =
  /jdk\.compiler/.test(spawnSync('java', ['--list-modules']).stdout?.toString() ?? '') && JARS.every(existsSync);

test('WSS4J finds answers good as CXF clients do: those of services by the CA, those of the token service by its certificate', {
  skip: hasWss4j
    ? skipWithout(PYTHON, CLIENTS[0]!.probe, CLIENTS[0]!.needs)
    : 'not installed here: libwss4j-java and default-jdk-headless',
}, async () => {
  const truststore = async (name: string, certificates: readonly string[]) => {
    for (const certificate of certificates) {
      const how = ['-importcert', '-noprompt', '-alias', certificate, '-file', pki(certificate)];
      await promisify(execFile)('keytool', [...how, '-keystore', folder.path(name), '-storepass', 'changeit']);
    }
    return folder.path(name);
  };
  const verdicts = async (store: string, ...files: string[]) => {
    const program = ['-cp', JARS.join(':'), resolve(import.meta.dirname, 'Wss4j.java')];
    const { stdout } = await promisify(execFile)('java', [...program, store, 'changeit', ...files.map(folder.path)]);
    return stdout.trim().split('\n');
  };
  const answer = readFileSync(folder.path('answer.xml'), 'utf8');
  writeFileSync(folder.path('changed.xml'), answer.replace('NavnTekst>', 'NavnTekst> '));
  const both = await truststore('both.p12', ['ca.pem', 'sts-1.pem']);
  const refused = 'refused: The signature or decryption was invalid';
  const files = ['answer.xml', 'token-answer.xml', 'changed.xml'];
  assert.deepEqual(await verdicts(both, ...files), ['good 7', 'good 4', refused]);
  const caAlone = await truststore('ca.p12', ['ca.pem']);
  assert.deepEqual(await verdicts(caAlone, 'answer.xml', 'token-answer.xml'), ['good 7', refused]);
});
