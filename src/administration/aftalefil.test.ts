import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Certifikat } from '../identity/trust/certifikat.ts';
import { Aftalebrud, type Aftaleregel } from './aftalebrud.ts';
import { laesAftalefil } from './aftalefil.ts';
import { anvendFil } from './anvend-fil.ts';
import { afvis, godkend } from './livsforloeb.ts';
import { statusOf } from './status.ts';
import { findSystem } from './systemer.ts';
import { HVEM, KENDTE, KOMBIT, KORSBAEK, Raekker, somCertifikat } from './verden.testing.ts';

const PLAN = '30000000-0000-4000-8000-000000000001';
const certifikater = new Map(['a.pem', 'b.pem'].map((fil) => [fil, somCertifikat() as Certifikat]));

const FIL = `systemer:
  - uuid: ${PLAN}
    navn: Plan
    certifikater: [a.pem]
aftaler:
  - system: Plan
    myndigheder: [11111111, 22222222]
    navn: Planer
    begrundelse: Planer skal vide, hvem der er hvor.
    videregivelse:
      - 19435075
    services:
      - service: organisation
        roller: [udstil, rediger]
        dataafgraensninger: { senavn: Ja }
`;

/** A register to which files are applied. */
class Register extends Raekker {
  #antal = 0;

  anvend(tekst: string): readonly string[] {
    const { nye, linjer } = anvendFil(this.poster, laesAftalefil(tekst, 'aftaler.yaml'), {
      miljoe: 'test',
      kendte: KENDTE,
      hvem: HVEM,
      nytUuid: () => `40000000-0000-4000-8000-${String(++this.#antal).padStart(12, '0')}`,
      laesCertifikat(fil, sted) {
        const certifikat = certifikater.get(fil);
        if (!certifikat) throw new Aftalebrud('certifikat-ulaeseligt', `${fil} cannot be read.`, sted);
        return certifikat;
      },
    });
    this.tilfoej(nye);
    return linjer;
  }

  get status(): readonly string[] {
    return this.tilstand.aftaler.map((aftale) => `${aftale.cvr} ${statusOf(aftale)}`);
  }
}

test('a file makes systems, certificates and agreements, approved by all who must; again it does nothing', () => {
  const register = new Register();
  const linjer = register.anvend(FIL);
  assert.deepEqual(register.status, [`${KORSBAEK} godkendt`, '22222222 godkendt']);
  assert.equal(findSystem(register.tilstand, 'Plan').certifikater.length, 1);
  assert.equal(linjer.length, 2 + 2 * 3);
  assert.match(
    linjer.join('\n'),
    /^System Plan .*registered.*\n.*1 certificate added\.\nAgreement \S+ \(Plan, 11111111\): requested\./,
  );
  assert.deepEqual(register.anvend(FIL), []);
});

test('the order of what is equal does not matter', () => {
  const register = new Register();
  register.anvend(FIL);
  assert.deepEqual(register.anvend(FIL.replace('[udstil, rediger]', '[rediger, udstil]')), []);
});

test('an approved agreement that the file changes is ended and copied, and the lines say so', () => {
  const register = new Register();
  register.anvend(FIL);
  const linjer = register.anvend(
    FIL.replace('{ senavn: Ja }', '{ senavn: Ja, secpr-nummer: Ja }').replace(', 22222222', ''),
  );
  assert.match(linjer[0]!, /was godkendt; ended, because the file says otherwise/);
  assert.match(linjer[1]!, /copied from it/);
  assert.deepEqual(register.status, [`${KORSBAEK} ophoert`, '22222222 godkendt', `${KORSBAEK} godkendt`]);
  const [gammel, , ny] = register.tilstand.aftaler;
  assert.equal(ny!.kopiAf, gammel!.uuid);
});

test('the file may approve for some, later for more, and take back; what others decided stays', () => {
  const register = new Register();
  const en = FIL.replace(', 22222222', '');
  const med = (godkendt: string) => `${en}    godkendt-af: ${godkendt}\n`;
  register.anvend(med('[]'));
  assert.deepEqual(register.status, [`${KORSBAEK} anmodet`]);
  assert.equal(register.anvend(med('[11111111]')).length, 1);
  assert.deepEqual(register.anvend(med('[11111111]')), []);
  assert.deepEqual(register.status, [`${KORSBAEK} anmodet`]);
  const [aftale] = register.tilstand.aftaler;
  register.tilfoej(godkend(register.tilstand, aftale!, KOMBIT, HVEM));
  assert.deepEqual(register.anvend(med('[]')), []);
  assert.throws(() => register.anvend(med('[22222222]')), { code: 'bad-file' });
  assert.deepEqual(register.status, [`${KORSBAEK} godkendt`]);
  register.anvend(`${en}    ophoert: ja\n`);
  assert.deepEqual(register.anvend(`${en}    ophoert: ja\n`), []);
  assert.deepEqual(register.status, [`${KORSBAEK} ophoert`]);
  register.anvend(med('[]'));
  register.tilfoej(afvis(register.tilstand.aftaler[1]!, KOMBIT, 'nej', HVEM));
  register.anvend(med('alle'));
  assert.deepEqual(register.status, [`${KORSBAEK} ophoert`, `${KORSBAEK} afvist`, `${KORSBAEK} godkendt`]);
});

test('a system is renamed, loses the certificates that the file does not name, and may take over those of another', () => {
  const register = new Register();
  register.anvend(FIL);
  const [systemer] = FIL.replace('navn: Plan', 'navn: Planer').replace('[a.pem]', '[b.pem]').split('aftaler:');
  const andet = `  - { uuid: 30000000-0000-4000-8000-000000000002, navn: Andet, certifikater: [a.pem] }\n`;
  assert.equal(register.anvend(systemer!.replace('systemer:\n', `systemer:\n${andet}`)).length, 5);
  const sha256 = (navn: string) =>
    findSystem(register.tilstand, navn).certifikater.map((certifikat) => certifikat.sha256);
  assert.deepEqual(sha256('Planer'), [certifikater.get('b.pem')!.sha256]);
  assert.deepEqual(sha256('Andet'), [certifikater.get('a.pem')!.sha256]);
  assert.deepEqual(register.anvend(`systemer: [{ uuid: ${PLAN}, navn: Planer }]`), []);
});

test('what is wrong is refused with file, line, column and rule, and nothing is added', () => {
  const bytter = (fra: string, til: string) => FIL.replace(fra, til);
  const cases: readonly (readonly [string, Aftaleregel, string])[] = [
    ['', 'fil-form', '1:1'],
    ['- a', 'fil-form', '1:1'],
    ['systemer: [', 'fil-yaml', '1:12'],
    [bytter('navn: Plan', 'navn: Plan\n    navn: Plan'), 'fil-yaml', '4:5'],
    [bytter('navn: Plan', 'navn: &x Plan'), 'fil-yaml', '3:14'],
    [bytter('navn: Plan', 'navn: !!str Plan'), 'fil-yaml', '3:17'],
    ['systemer: *x', 'fil-yaml', '1:11'],
    ['x'.repeat(1_048_577), 'fil-yaml', '1:1'],
    [bytter('systemer:', 'system:'), 'fil-noegle', '1:1'],
    [bytter('    navn: Plan\n', ''), 'fil-noegle', '2:5'],
    [bytter('begrundelse', 'begrundlse'), 'fil-noegle', '9:5'],
    [bytter('{ senavn: Ja }', '[senavn]'), 'fil-form', '15:29'],
    [bytter('[11111111, 22222222]', '11111111'), 'fil-form', '7:18'],
    [bytter('[11111111, 22222222]', '[]'), 'fil-form', '7:18'],
    [`${FIL}    godkendt-af: nogle\n`, 'fil-form', '16:18'],
    [`${FIL}    ophoert: Ja\n`, 'fil-form', '16:14'],
    [bytter('22222222', '33333333'), 'myndighed-ukendt', '7:29'],
    [bytter('22222222', '11111111'), 'fil-gentaget', '7:29'],
    [bytter('- 19435075', '- 1943507'), 'myndighed-form', '11:9'],
    [bytter('- 19435075', '- 33333333'), 'myndighed-ukendt', '11:9'],
    [bytter('service: organisation', 'service: org'), 'service-ukendt', '13:18'],
    [bytter('rediger]', 'ret]'), 'rolle-ukendt', '14:26'],
    [bytter('senavn: Ja', 'senavn: ja'), 'dataafgraensning-vaerdi', '15:39'],
    [bytter('system: Plan', 'system: Paln'), 'system-ukendt', '6:13'],
    [bytter('a.pem', 'c.pem'), 'certifikat-ulaeseligt', '4:20'],
    [`${FIL}    godkendt-af: [33333333]\n`, 'part-ukendt', '6:5'],
    [`systemer: [${`{ uuid: ${PLAN}, navn: Plan },`.repeat(1001)}]`, 'fil-antal', `1:${12 + 1000 * 59}`],
  ];
  for (const [tekst, regel, sted] of cases) {
    const register = new Register();
    assert.throws(
      () => register.anvend(tekst),
      (error: Error & { code: string; cause: { regel: string } }) => {
        const told = [error.code, error.cause?.regel, error.message.slice(0, 13 + sted.length + 2)];
        assert.deepEqual(
          told,
          ['bad-file', regel, `aftaler.yaml:${sted}: `],
          `${tekst.slice(0, 400)}\n${error.message.slice(0, 300)}`,
        );
        return true;
      },
    );
    assert.deepEqual(register.poster, new Raekker().poster);
  }
});

test('a file that is nested as deep as it can be is refused like every other', () => {
  const tekst = `systemer: ${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  assert.throws(() => new Register().anvend(tekst), { code: 'bad-file', message: /^aftaler\.yaml:1:\d+: / });
});

test('a file with as much as it may have is applied in seconds', () => {
  const aftaler = Array.from(
    { length: 1000 },
    (_, nr) => `  - { uuid: 30000000-0000-4000-9000-${String(nr).padStart(12, '0')}, navn: S${nr} }\n`,
  );
  const [, aftale] = FIL.replace(', 22222222', '').split('aftaler:\n');
  const alle = Array.from({ length: 1000 }, (_, nr) => aftale!.replace('system: Plan', `system: S${nr}`));
  const register = new Register();
  const tekst = `systemer:\n${aftaler.join('')}aftaler:\n${alle.join('')}`;
  assert.equal(register.anvend(tekst).length, 4000);
  assert.deepEqual(register.anvend(tekst), []);
});
