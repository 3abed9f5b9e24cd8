import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDateTime } from '../../../base/copenhagen.ts';
import { FRA_ALTID, TIL_ALTID } from '../../../base/instant.ts';
import type { Registrering, Tilstand } from '../../../register/model.ts';
import { efterMaal, faelles, gyldighed, peger, poster, sammenhaengende, tekst } from './gaeldende.ts';

const periode = (fra: number, til: number) => ({ fra, til });
const ref = (uuid: string, fra: number, til = TIL_ALTID) => ({ reference: { uuid }, virkning: { fra, til } });
const aktiv = (fra: number, til = TIL_ALTID): Tilstand => ({ vaerdi: 'Aktiv', virkning: { fra, til } });
const inaktiv = (fra: number, til = TIL_ALTID): Tilstand => ({ vaerdi: 'Inaktiv', virkning: { fra, til } });
const C = '0000000c-0000-4000-8000-00000000000c';

const registrering: Registrering = {
  tidspunkt: 3,
  livscyklusKode: 'Importeret',
  egenskaber: [
    { felter: { EnhedNavn: 'før', BrugervendtNoegleTekst: ' ' }, virkning: periode(FRA_ALTID, 5) },
    { felter: { EnhedNavn: 'nu' }, virkning: periode(5, 20) },
    { felter: { EnhedNavn: 'siden', KonfigurationReference: ['a'] }, virkning: periode(30, TIL_ALTID) },
  ],
  tilstande: [aktiv(5, 10), aktiv(10, 15), inaktiv(15, 20), aktiv(20)],
  relationer: {
    TilknyttedeBrugere: [
      ref('b', 1, 5),
      ref('a', 5),
      ref('b', 5),
      ref('b', 6),
      { virkning: periode(0, 99) },
      { reference: { urn: C.toUpperCase() }, virkning: periode(5, 9) },
      { reference: { urn: 'urn:x' }, virkning: periode(5, 9) },
    ],
  },
};
const med = (tilstande: readonly Tilstand[]): Registrering => ({ ...registrering, tilstande });

test('a text is that of the period that holds the instant, its first one included and its last one not', () => {
  const navn = [-1e9, 4, 5, 19, 20, 29, 30, 1e9].map((ved) => tekst(registrering, 'EnhedNavn', ved));
  assert.deepEqual(navn, ['før', 'før', 'nu', 'nu', undefined, undefined, 'siden', 'siden']);
});

test('a text of nothing but space, one that is not there and one that is several texts are none', () => {
  for (const felt of ['BrugervendtNoegleTekst', 'BrugerNavn']) assert.equal(tekst(registrering, felt, 1), undefined);
  assert.equal(tekst(registrering, 'KonfigurationReference', 31), undefined);
});

test('what a relation points at: in force, in the order stored, each once, a UUID in a URN too', () => {
  assert.deepEqual(peger(registrering, 'TilknyttedeBrugere', 7), ['a', 'b', C]);
  assert.deepEqual(peger(registrering, 'TilknyttedeBrugere', 4), ['b']);
  assert.deepEqual(peger(registrering, 'TilknyttedeEnheder', 7), []);
  assert.equal(poster(registrering, 'TilknyttedeBrugere', 7).length, 5);
});

const post = (fra: number, til: number) => ({ virkning: periode(fra, til) });

test('periods that meet or overlap are one, those with a gap are not', () => {
  const poster = [post(8, 12), post(1, 3), post(3, 5), post(12, 20), post(4, 6), post(7, 7)];
  assert.deepEqual(sammenhaengende(poster, 2), periode(1, 6));
  assert.deepEqual(sammenhaengende(poster, 12), periode(8, 20));
  for (const instant of [0, 6, 7, 20]) assert.equal(sammenhaengende(poster, instant), undefined);
  assert.equal(sammenhaengende([], 0), undefined);
});

test('in whatever order periods are, they are one where they meet in turn', () => {
  const perioder = fc.array(fc.tuple(fc.nat(30), fc.nat(6)).map(([fra, laengde]) => periode(fra, fra + laengde)));
  fc.assert(
    fc.property(perioder, fc.nat(36), (alle, ved) => {
      const fundet = sammenhaengende(
        alle.map((virkning) => ({ virkning })),
        ved,
      );
      const isDaekket = (instant: number) => alle.some(({ fra, til }) => fra <= instant && instant < til);
      let [fra, til] = [ved, ved];
      while (isDaekket(fra - 1)) fra -= 1;
      while (isDaekket(til)) til += 1;
      assert.deepEqual(fundet, isDaekket(ved) ? periode(fra, til) : undefined);
    }),
  );
});

test('ten thousand periods in turn are one in no time', () => {
  const poster = Array.from({ length: 10_000 }, (_, nr) => post(nr, nr + 1));
  assert.deepEqual(sammenhaengende(poster, 9_999), periode(0, 10_000));
  assert.deepEqual(sammenhaengende(poster.toReversed(), 5_000), periode(0, 10_000));
});

test('the state has the time in which it holds without a gap, past or to come', () => {
  const ved = (instant: number) => gyldighed(registrering, instant);
  assert.equal(ved(4), undefined);
  assert.deepEqual(ved(5), { status: 'AKTIV', periode: periode(5, 15) });
  assert.deepEqual(ved(14), { status: 'AKTIV', periode: periode(5, 15) });
  assert.deepEqual(ved(15), { status: 'INAKTIV', periode: periode(15, 20) });
  assert.deepEqual(ved(20), { status: 'AKTIV', periode: periode(20, TIL_ALTID) });
  assert.equal(gyldighed(med([{ virkning: periode(0, TIL_ALTID) }]), 1), undefined);
  assert.deepEqual(gyldighed(med([aktiv(FRA_ALTID)]), 1)?.periode, periode(FRA_ALTID, TIL_ALTID));
});

test('the entries of a relation by what they point at, whatever their periods', () => {
  const fundne = efterMaal(registrering, 'TilknyttedeBrugere');
  assert.deepEqual([...fundne.keys()], ['b', 'a', C]);
  assert.deepEqual(sammenhaengende(fundne.get('b')!, 7), periode(1, TIL_ALTID));
  assert.deepEqual(sammenhaengende(fundne.get(C)!, 7), periode(5, 9));
  assert.equal(efterMaal(registrering, 'TilknyttedeEnheder').size, 0);
});

test('what holds together begins with the latest start and ends with the earliest end', () => {
  assert.deepEqual(faelles([periode(1, 30), periode(2, 20), periode(3, 10)]), periode(3, 10));
  assert.deepEqual(faelles([periode(4, 8), periode(2, 20), periode(3, 10)]), periode(4, 8));
  assert.deepEqual(faelles([periode(1, TIL_ALTID), periode(5, TIL_ALTID)]), periode(5, TIL_ALTID));
  assert.deepEqual(faelles([periode(FRA_ALTID, 9)]), periode(FRA_ALTID, 9));
  assert.equal(faelles([periode(1, 30), undefined, periode(3, 10)]), undefined);
});

test('in the night of 25 hours and in that of 23 the periods of two days meet at Danish midnight', () => {
  for (const [foer, midnat, efter] of [
    ['2026-10-25T00:00:00', '2026-10-26T00:00:00', 25],
    ['2026-03-29T00:00:00', '2026-03-30T00:00:00', 23],
  ] as const) {
    const [fra, til] = [parseDateTime(foer)!, parseDateTime(midnat)!];
    assert.equal((til - fra) / 3_600_000, efter);
    const dag = med([inaktiv(FRA_ALTID, fra), aktiv(fra, til), inaktiv(til)]);
    const status = [fra - 1, fra, til - 1, til].map((ved) => gyldighed(dag, ved)?.status);
    assert.deepEqual(status, ['INAKTIV', 'AKTIV', 'AKTIV', 'INAKTIV']);
    assert.deepEqual(gyldighed(dag, til - 1)?.periode, periode(fra, til));
  }
});
