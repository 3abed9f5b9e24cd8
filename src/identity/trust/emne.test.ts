import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cvrAf, laesEmne, skrivEmne, vaerdiAf } from './emne.ts';

test('a name of OCES2, with two parts in one, is written as the real token service writes it', () => {
  const emne = laesEmne('C=DK\nO=Korsbæk Kommune // CVR:11111111\nserialNumber=CVR:11111111-FID:123 + CN=Loen (FOCES)');
  assert.equal(
    skrivEmne(emne),
    'SERIALNUMBER=CVR:11111111-FID:123 + CN=Loen (FOCES), O=Korsbæk Kommune // CVR:11111111, C=DK',
  );
  assert.equal(cvrAf(emne), '11111111');
});

test('signs that part names are read as part of a value, and written in quotes', () => {
  const emne = laesEmne('O=A\\, B \\+ CN=x \\"y\\"\nCN=a\\0Ab\\\\c');
  assert.deepEqual(emne, [[{ art: 'O', vaerdi: 'A, B + CN=x "y"' }], [{ art: 'CN', vaerdi: 'a\nb\\c' }]]);
  assert.equal(skrivEmne(emne), 'CN="a\nb\\c", O="A, B + CN=x ""y"""');
});

test('attributes without a name of their own are written by their number', () => {
  assert.equal(skrivEmne(laesEmne('1.2.3=x\nemailAddress=y')), 'E=y, OID.1.2.3=x');
});

test('a CVR that is said twice, or in another form, is none', () => {
  const cvr = (subject: string) => cvrAf(laesEmne(subject));
  assert.equal(cvr('organizationIdentifier=NTRDK-11111111'), '11111111');
  assert.equal(cvr('organizationIdentifier=NTRDK-11111111\norganizationIdentifier=NTRDK-22222222'), undefined);
  assert.equal(cvr('organizationIdentifier=NTRDK-111111112'), undefined);
  assert.equal(cvr('organizationIdentifier=NTRSE-11111111'), undefined);
  assert.equal(cvr('serialNumber=CVR:11111111-UID:9'), '11111111');
  assert.equal(cvr('serialNumber=xCVR:11111111-UID:9'), undefined);
  assert.equal(cvr('CN=NTRDK-11111111'), undefined);
  assert.equal(vaerdiAf(laesEmne('CN=a\nCN=b'), 'CN'), undefined);
});
