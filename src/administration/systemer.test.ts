import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Aftaleregel } from './aftalebrud.ts';
import { lavCertifikat } from './pki/lav.ts';
import { findSystem, fjernCertifikat, laesCertifikatfil, opretSystem, tilfoejCertifikater } from './systemer.ts';
import { AFTALE, HVEM, LOEN, Raekker, somCertifikat, VAGT } from './verden.testing.ts';

const bryder = (regel: Aftaleregel, goer: () => unknown) => assert.throws(goer, { name: 'Aftalebrud', regel });

test('a system is found by its UUID in either case, and by a name that is its alone', () => {
  const raekker = new Raekker();
  assert.equal(findSystem(raekker.tilstand, LOEN.toUpperCase()).navn, 'Løn');
  assert.equal(findSystem(raekker.tilstand, 'Vagt').uuid, VAGT);
  bryder('system-ukendt', () => findSystem(raekker.tilstand, 'vagt'));
  raekker.tilfoej(opretSystem(raekker.tilstand, AFTALE, 'Vagt', HVEM));
  bryder('system-flertydigt', () => findSystem(raekker.tilstand, 'Vagt'));
  bryder('system-findes', () => opretSystem(raekker.tilstand, AFTALE.toUpperCase(), 'Vagt 2', HVEM));
  bryder('system-uuid', () => opretSystem(raekker.tilstand, 'vagt', 'Vagt 2', HVEM));
  bryder('navn-form', () => opretSystem(raekker.tilstand, LOEN, ' ', HVEM));
});

test('the newest row of a system has its name', () => {
  const raekker = new Raekker();
  raekker.tilfoej({ systemer: [{ ...HVEM, uuid: LOEN, navn: 'Løn og fravær' }] });
  assert.deepEqual(
    raekker.tilstand.systemer.map(({ navn }) => navn),
    ['Løn og fravær', 'Vagt'],
  );
});

test('a certificate belongs to one system at a time, and can go and come again', () => {
  const raekker = new Raekker();
  const der = somCertifikat();
  raekker.tilfoej(tilfoejCertifikater(raekker.tilstand, LOEN, [der, der], HVEM));
  assert.equal(raekker.poster.certifikater.length, 1);
  assert.deepEqual(tilfoejCertifikater(raekker.tilstand, LOEN, [der], HVEM), { certifikater: [] });
  bryder('certifikat-optaget', () => tilfoejCertifikater(raekker.tilstand, VAGT, [somCertifikat(), der], HVEM));
  const loen = () => findSystem(raekker.tilstand, LOEN);
  assert.deepEqual(
    loen().certifikater.map(({ sha256 }) => sha256),
    [der.sha256],
  );
  raekker.tilfoej(fjernCertifikat(loen(), der.sha256, HVEM));
  assert.deepEqual(loen().certifikater, []);
  bryder('certifikat-ukendt', () => fjernCertifikat(loen(), der.sha256, HVEM));
  raekker.tilfoej(tilfoejCertifikater(raekker.tilstand, VAGT, [der], HVEM));
  assert.equal(findSystem(raekker.tilstand, VAGT).certifikater.length, 1);
});

test('a system has at most 20 certificates', () => {
  const raekker = new Raekker();
  raekker.tilfoej(tilfoejCertifikater(raekker.tilstand, LOEN, Array.from({ length: 20 }, somCertifikat), HVEM));
  bryder('certifikater-antal', () => tilfoejCertifikater(raekker.tilstand, LOEN, [somCertifikat()], HVEM));
});

test('a certificate is read as the server reads it; what is none is refused with the file that it stood in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-systemer-'));
  const skriv = (navn: string, indhold: string | Buffer) => {
    writeFileSync(join(folder, navn), indhold);
    return join(folder, navn);
  };
  try {
    const fra = HVEM.tidspunkt;
    const { certifikat } = await lavCertifikat({
      art: 'system',
      navn: 'Løn',
      organisation: 'Korsbæk',
      fra,
      til: fra + 1,
    });
    const laest = laesCertifikatfil(skriv('loen.pem', certifikat));
    assert.equal(laesCertifikatfil(skriv('loen.der', laest.der)).sha256, laest.sha256);
    assert.throws(() => laesCertifikatfil(skriv('stor.pem', certifikat.padEnd(40_000))), /has \d{5} bytes/);
    for (const fil of [
      skriv('loen.txt', 'loen'),
      skriv('stor.pem', certifikat.padEnd(40_000)),
      `${folder}/borte.pem`,
      folder,
    ]) {
      assert.throws(() => laesCertifikatfil(fil, ['certifikater', 0]), {
        regel: 'certifikat-ulaeseligt',
        sted: ['certifikater', 0],
        message: new RegExp(`^${fil} `),
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
