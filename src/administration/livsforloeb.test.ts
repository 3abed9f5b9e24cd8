import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Aftaleindhold, Miljoe } from '../store/administration/administration.ts';
import type { Aftaleregel } from './aftalebrud.ts';
import { afvis, anmod, godkend, kopier, ophoer } from './livsforloeb.ts';
import { manglendeParter, statusOf } from './status.ts';
import {
  AFTALE,
  ANMODNING,
  HVEM,
  INDHOLD,
  KENDTE,
  KOMBIT,
  KOPI,
  KORSBAEK,
  LOEN,
  NABO,
  Raekker,
  VAGT,
} from './verden.testing.ts';

const MED: Aftaleindhold = { ...INDHOLD, dataejere: [KOMBIT] };

function anmodet(indhold = INDHOLD): Raekker {
  const raekker = new Raekker();
  raekker.tilfoej(anmod(raekker.tilstand, { ...ANMODNING, indhold }, KENDTE, HVEM));
  return raekker;
}

function godkendt(indhold = INDHOLD): Raekker {
  const raekker = anmodet(indhold);
  for (const cvr of [KORSBAEK, ...indhold.dataejere]) {
    raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), cvr, HVEM));
  }
  return raekker;
}

const bryder = (regel: Aftaleregel, goer: () => unknown) => assert.throws(goer, { name: 'Aftalebrud', regel });
const status = (raekker: Raekker, uuid = AFTALE) => statusOf(raekker.aftale(uuid));

test('without videregivelse the owner of the data alone approves', () => {
  const raekker = anmodet();
  assert.equal(status(raekker), 'anmodet');
  assert.deepEqual(manglendeParter(raekker.aftale()), [{ rolle: 'dataejer', cvr: KORSBAEK }]);
  bryder('part-ukendt', () => godkend(raekker.tilstand, raekker.aftale(), KOMBIT, HVEM));
  bryder('part-ukendt', () => godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM, 'datamodtager'));
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  assert.equal(status(raekker), 'godkendt');
});

test('with videregivelse every owner and the recipient approve, in decisions of their own, and half is not approved', () => {
  const raekker = anmodet(MED);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KOMBIT, HVEM));
  assert.equal(status(raekker), 'anmodet');
  bryder('part-afgjort', () => godkend(raekker.tilstand, raekker.aftale(), KOMBIT, HVEM));
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM, 'dataejer'));
  assert.equal(status(raekker), 'anmodet');
  assert.deepEqual(manglendeParter(raekker.aftale()), [{ rolle: 'datamodtager', cvr: KORSBAEK }]);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  assert.equal(status(raekker), 'godkendt');
  assert.equal(raekker.aftale().afgoerelser.length, 3);
});

test('an authority with two parts approves in both at once where it does not say as whom', () => {
  const raekker = anmodet(MED);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  assert.deepEqual(manglendeParter(raekker.aftale()), [{ rolle: 'dataejer', cvr: KOMBIT }]);
});

test('one who rejects decides for all, and for good', () => {
  const raekker = anmodet(MED);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  bryder('begrundelse-form', () => afvis(raekker.aftale(), KOMBIT, ' ', HVEM));
  raekker.tilfoej(afvis(raekker.aftale(), KOMBIT, 'for bredt', HVEM));
  assert.equal(status(raekker), 'afvist');
  bryder('aftale-afgjort', () => godkend(raekker.tilstand, raekker.aftale(), KOMBIT, HVEM));
  bryder('aftale-afgjort', () => afvis(raekker.aftale(), KOMBIT, 'igen', HVEM));
  bryder('aftale-afgjort', () => ophoer(raekker.aftale(), 'væk', HVEM));
});

test('what is approved is not decided on again; it ends, and is still there to read', () => {
  const raekker = godkendt();
  bryder('aftale-afgjort', () => godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  bryder('aftale-afgjort', () => afvis(raekker.aftale(), KORSBAEK, 'nej', HVEM));
  raekker.tilfoej(ophoer(raekker.aftale(), 'systemet er lukket', HVEM));
  assert.equal(status(raekker), 'ophoert');
  assert.deepEqual(raekker.aftale().indhold, INDHOLD);
  bryder('aftale-afgjort', () => ophoer(raekker.aftale(), 'igen', HVEM));
});

test('a request is taken back by ending it', () => {
  const raekker = anmodet();
  raekker.tilfoej(ophoer(raekker.aftale(), 'fortrudt', HVEM));
  assert.equal(status(raekker), 'ophoert');
});

test('a copy takes over when it is approved by all, and not before', () => {
  const raekker = godkendt();
  const nyt = { ...MED, navn: 'Løn med fælles data' };
  raekker.tilfoej(kopier(raekker.tilstand, raekker.aftale(), KOPI, nyt, KENDTE, HVEM));
  assert.equal(raekker.aftale(KOPI).kopiAf, AFTALE);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(KOPI), KORSBAEK, HVEM));
  assert.deepEqual([status(raekker), status(raekker, KOPI)], ['godkendt', 'anmodet']);
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(KOPI), KOMBIT, HVEM));
  assert.deepEqual([status(raekker), status(raekker, KOPI)], ['ophoert', 'godkendt']);
});

test('a request is not copied, and of one agreement there is one copy at a time', () => {
  const raekker = anmodet();
  bryder('aftale-ikke-kopi', () => kopier(raekker.tilstand, raekker.aftale(), KOPI, INDHOLD, KENDTE, HVEM));
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), KORSBAEK, HVEM));
  raekker.tilfoej(kopier(raekker.tilstand, raekker.aftale(), KOPI, INDHOLD, KENDTE, HVEM));
  bryder('aftale-findes', () => kopier(raekker.tilstand, raekker.aftale(), LOEN, INDHOLD, KENDTE, HVEM));
});

test('a copy of what has ended comes after what is in force now: that one is ended first', () => {
  const raekker = godkendt();
  raekker.tilfoej(ophoer(raekker.aftale(), 'slut', HVEM));
  raekker.tilfoej(kopier(raekker.tilstand, raekker.aftale(), KOPI, INDHOLD, KENDTE, HVEM));
  raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(KOPI), KORSBAEK, HVEM));
  assert.equal(status(raekker, KOPI), 'godkendt');
  assert.equal(raekker.aftale().afgoerelser.filter(({ handling }) => handling === 'ophoer').length, 1);
  bryder('aftale-findes', () => kopier(raekker.tilstand, raekker.aftale(), LOEN, INDHOLD, KENDTE, HVEM));
});

test('one for a system, an authority and an environment; each of the three may differ', () => {
  const raekker = godkendt();
  const igen = { ...ANMODNING, uuid: KOPI };
  const spoerg = (forskel: object) => anmod(raekker.tilstand, { ...igen, ...forskel }, KENDTE, HVEM).aftaler.length;
  bryder('aftale-findes', () => spoerg({}));
  assert.equal(spoerg({ systemUuid: VAGT }), 1);
  assert.equal(spoerg({ cvr: NABO }), 1);
  assert.equal(spoerg({ miljoe: 'produktion' }), 1);
  raekker.tilfoej(ophoer(raekker.aftale(), 'slut', HVEM));
  assert.equal(spoerg({}), 1);
});

test('what cannot be in an agreement is refused with its rule, its place and what would be right', () => {
  const organisation = INDHOLD.services[0]!;
  const med = (forskel: object) => ({ services: [{ ...organisation, ...forskel }] });
  const cases: readonly (readonly [Aftaleregel, Partial<Aftaleindhold>, string, Miljoe?])[] = [
    ['navn-form', { navn: 'to\nlinjer' }, 'navn'],
    ['begrundelse-form', { begrundelse: '' }, 'begrundelse'],
    ['dataejer-egen', { dataejere: [KORSBAEK] }, 'videregivelse.0'],
    ['dataejer-antal', { dataejere: [NABO, NABO] }, 'videregivelse.1'],
    ['dataejer-antal', { dataejere: Array.from({ length: 201 }, () => NABO) }, 'videregivelse'],
    ['myndighed-form', { dataejere: ['1943507'] }, 'videregivelse.0'],
    ['myndighed-ukendt', { dataejere: [NABO, '33333333'] }, 'videregivelse.1'],
    ['service-gentaget', { services: [] }, 'services'],
    ['service-gentaget', { services: [organisation, organisation] }, 'services.1.service'],
    ['service-ukendt', med({ service: 'organisaton' }), 'services.0.service'],
    ['rolle-ukendt', med({ roller: [] }), 'services.0.roller'],
    ['rolle-ukendt', med({ roller: ['udstil', 'laes'] }), 'services.0.roller.1'],
    ['rolle-ukendt', med({ roller: ['udstil', 'udstil'] }), 'services.0.roller.1'],
    ['rolle-videregivelse', { dataejere: [NABO], ...med({ roller: ['rediger'] }) }, 'services.0.roller'],
    ['dataafgraensning-ukendt', med({ dataafgraensninger: { secpr: ['Ja'] } }), 'services.0.dataafgraensninger.secpr'],
    [
      'dataafgraensning-ukendt',
      med({ dataafgraensninger: { constructor: ['Ja'] } }),
      'services.0.dataafgraensninger.constructor',
    ],
    [
      'dataafgraensning-ukendt',
      med({ dataafgraensninger: { anonymiser: ['Ja'] } }),
      'services.0.dataafgraensninger.anonymiser',
    ],
    [
      'dataafgraensning-vaerdi',
      med({ dataafgraensninger: { senavn: ['ja'] } }),
      'services.0.dataafgraensninger.senavn',
    ],
    ['dataafgraensning-vaerdi', med({ dataafgraensninger: { senavn: [] } }), 'services.0.dataafgraensninger.senavn'],
    [
      'dataafgraensning-miljoe',
      med({ roller: ['rediger'], dataafgraensninger: { fysiskslet: ['Ja'] } }),
      'services.0.dataafgraensninger.fysiskslet',
      'produktion',
    ],
  ];
  const { tilstand } = new Raekker();
  for (const [regel, forskel, sted, miljoe = 'test'] of cases) {
    const anmodning = { ...ANMODNING, miljoe, indhold: { ...INDHOLD, ...forskel } };
    assert.throws(
      () => anmod(tilstand, anmodning, KENDTE, HVEM),
      (error: { regel: string; sted: readonly string[]; message: string }) => {
        assert.deepEqual([error.regel, error.sted.join('.')], [regel, sted]);
        assert.match(error.message, new RegExp(`Rule ${regel}: `));
        return true;
      },
    );
  }
  bryder('system-ukendt', () => anmod(tilstand, { ...ANMODNING, systemUuid: AFTALE }, KENDTE, HVEM));
  bryder('myndighed-ukendt', () => anmod(tilstand, { ...ANMODNING, cvr: '33333333' }, KENDTE, HVEM));
});
