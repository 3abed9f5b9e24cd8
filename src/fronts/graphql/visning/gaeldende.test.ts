import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDateTime } from '../../../base/copenhagen.ts';
import { FRA_ALTID, TIL_ALTID } from '../../../base/instant.ts';
import type { Registrering, Tilstand } from '../../../register/model.ts';
import { gyldighed, medlemskabsperiode, peger, poster, sammenhaengende, tekst } from './gaeldende.ts';

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

test('periods that meet or overlap are one, those with a gap or of another kind are not', () => {
  const post = (fra: number, til: number, art = 'a') => ({ art, virkning: periode(fra, til) });
  const poster = [post(8, 12), post(1, 3), post(3, 5), post(12, 20), post(4, 6), post(7, 7), post(6, 8, 'b')];
  const ved = (instant: number, art = 'a') => sammenhaengende(poster, (en) => en.art === art, instant);
  assert.deepEqual(ved(2), periode(1, 6));
  assert.deepEqual(ved(12), periode(8, 20));
  assert.deepEqual(ved(7, 'b'), periode(6, 8));
  for (const instant of [0, 6, 7, 20]) assert.equal(ved(instant), undefined);
  assert.equal(
    sammenhaengende([], () => true, 0),
    undefined,
  );
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

test('a membership begins with the latest of three starts and ends with the earliest of three ends', () => {
  const medlemskab = (tilstande: readonly Tilstand[], bruger: [number, number], enhed: [number, number], ved: number) =>
    medlemskabsperiode(
      {
        ...med(tilstande),
        relationer: { TilknyttedeBrugere: [ref('b', ...bruger)], TilknyttedeEnheder: [ref('e', ...enhed)] },
      },
      'e',
      'b',
      ved,
    );
  assert.deepEqual(medlemskab([aktiv(1, 30)], [2, 20], [3, 10], 5), periode(3, 10));
  assert.deepEqual(medlemskab([aktiv(4, 8)], [2, 20], [3, 10], 5), periode(4, 8));
  assert.deepEqual(medlemskab([aktiv(1)], [5, TIL_ALTID], [3, TIL_ALTID], 5), periode(5, TIL_ALTID));
  assert.deepEqual(medlemskab([aktiv(FRA_ALTID)], [FRA_ALTID, 9], [FRA_ALTID, 9], 5), periode(FRA_ALTID, 9));
  for (const ved of [2, 10]) assert.equal(medlemskab([aktiv(1, 30)], [2, 20], [3, 10], ved), undefined);
  assert.equal(medlemskab([], [2, 20], [3, 10], 5), undefined);
  assert.equal(medlemskabsperiode(registrering, 'e', 'b', 7), undefined);
});

test('a membership that was entered in parts begins with the first of them, and not before an interruption', () => {
  const funktion: Registrering = {
    ...med([aktiv(0)]),
    relationer: {
      TilknyttedeBrugere: [ref('b', 1, 5), ref('b', 5, 9), ref('b', 12, 20), ref('b', 20), ref('c', 9, 12)],
      TilknyttedeEnheder: [ref('e', 0)],
    },
  };
  assert.deepEqual(medlemskabsperiode(funktion, 'e', 'b', 7), periode(1, 9));
  assert.deepEqual(medlemskabsperiode(funktion, 'e', 'b', 25), periode(12, TIL_ALTID));
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
