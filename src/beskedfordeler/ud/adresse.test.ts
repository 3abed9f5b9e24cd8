import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Adressebrud, type Adressekrav, type Adresseregel, laesAdresse } from './adresse.ts';
import { erOffentlig, kunOffentlige } from './net.ts';

const STANDARD: Adressekrav = { porte: [443], alleNet: false };

function regelOf(adresse: string, krav = STANDARD): Adresseregel | undefined {
  try {
    laesAdresse(adresse, krav);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Adressebrud);
    assert.match(error.message, new RegExp(`Rule ${error.regel}: .+\\.$`));
    return error.regel;
  }
}

test('a port other than 443 is refused, and the refusal names the rule (scenario 35)', () => {
  assert.equal(regelOf('https://modtager.example/push'), undefined);
  assert.equal(regelOf('https://modtager.example:443/push'), undefined);
  assert.equal(regelOf('https://modtager.example:8443/push'), 'adresse-port');
  assert.equal(regelOf('https://modtager.example:8443/push', { ...STANDARD, porte: [443, 8443] }), undefined);
});

test('an address is https, without a user and without a fragment', () => {
  const cases: readonly [string, Adresseregel][] = [
    ['http://modtager.example/', 'adresse-https'],
    ['ftp://modtager.example/', 'adresse-https'],
    ['https://mig@modtager.example/', 'adresse-bruger'],
    ['https://:ord@modtager.example/', 'adresse-bruger'],
    ['https://modtager.example/#del', 'adresse-fragment'],
    ['modtager.example', 'adresse-form'],
    ['', 'adresse-form'],
    ['https://', 'adresse-form'],
    ['https://modtager.example/ push', 'adresse-form'],
    [`https://modtager.example/${'a'.repeat(2000)}`, 'adresse-form'],
  ];
  for (const [adresse, regel] of cases) assert.equal(regelOf(adresse), regel, adresse);
});

test('networks that only this machine reaches are refused however they are written', () => {
  const lukkede = [
    'localhost',
    'a.localhost',
    'LOCALHOST.',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::a00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '[ff02::1]',
    '[2002:7f00:1::]',
  ];
  for (const vaert of lukkede) {
    assert.equal(regelOf(`https://${vaert}/`), 'adresse-net', vaert);
    assert.equal(regelOf(`https://${vaert}/`, { ...STANDARD, alleNet: true }), undefined, vaert);
  }
  for (const vaert of ['8.8.8.8', '172.32.0.1', '[2a02:188:1::1]'])
    assert.equal(regelOf(`https://${vaert}/`), undefined);
});

test('an address of a link with its zone is not of an open network', () => {
  assert.equal(erOffentlig('fe80::1%eth0'), false);
});

test('a name that leads to closed networks alone is not connected to', async () => {
  const opslag = (all: boolean) =>
    new Promise((resolve) =>
      kunOffentlige('localhost', { all }, (fejl) => resolve(fejl && 'code' in fejl && fejl.code)),
    );
  assert.equal(await opslag(true), 'LUKKET_NET');
  assert.equal(await opslag(false), 'LUKKET_NET');
});
