import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../base/instant.ts';
import { type Egenskab, type Indhold, TOMT_INDHOLD } from '../../register/model.ts';
import { gyldighedFra } from './gyldighed.ts';

const [MAJ, JUNI, JULI] = [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1)];

const navn = (tekst: string, fra: Instant, til: Instant = TIL_ALTID): Egenskab => ({
  virkning: { fra, til },
  felter: { BrugerNavn: tekst },
});
const med = (...egenskaber: Egenskab[]): Indhold => ({ ...TOMT_INDHOLD, egenskaber });

test('an object that begins at an instant counts from then on; one that always was has no instant', () => {
  assert.equal(gyldighedFra(undefined, med(navn('a', MAJ))), MAJ);
  assert.equal(gyldighedFra(undefined, med(navn('a', FRA_ALTID))), undefined);
});

test('a name that is replaced counts from where the new one begins', () => {
  assert.equal(gyldighedFra(med(navn('a', MAJ)), med(navn('a', MAJ, JUNI), navn('b', JUNI))), JUNI);
});

test('a change in the middle begins where it begins, and where it ends is no other beginning', () => {
  const efter = med(navn('a', MAJ, JUNI), navn('b', JUNI, JULI), navn('a', JULI));
  assert.equal(gyldighedFra(med(navn('a', MAJ)), efter), JUNI);
});

test('what begins at two instants has no GyldighedFra, and neither has what changes nothing', () => {
  const enhed = { reference: { uuid: 'x' }, virkning: { fra: JULI, til: TIL_ALTID } };
  const efter = { ...med(navn('b', MAJ)), relationer: { TilknyttedeEnheder: [enhed] } };
  assert.equal(gyldighedFra(med(navn('a', MAJ)), efter), undefined);
  assert.equal(gyldighedFra(undefined, med(navn('a', MAJ), navn('b', JUNI))), undefined);
  assert.equal(gyldighedFra(efter, efter), undefined);
  assert.equal(gyldighedFra(med(navn('a', MAJ)), med(navn('a', MAJ, JUNI), navn('a', JUNI))), undefined);
});

test('an end that is moved changes from the earlier of the two, and content that goes from where it began', () => {
  assert.equal(gyldighedFra(med(navn('a', MAJ, JUNI)), med(navn('a', MAJ, JULI))), JUNI);
  assert.equal(gyldighedFra(med(navn('a', MAJ, JULI)), med(navn('a', MAJ, JUNI))), JUNI);
  assert.equal(gyldighedFra(med(navn('a', MAJ)), TOMT_INDHOLD), MAJ);
  assert.equal(gyldighedFra(med(navn('a', MAJ, JUNI), navn('a', JUNI)), TOMT_INDHOLD), MAJ);
  assert.equal(gyldighedFra(undefined, med(navn('a', MAJ, MAJ))), undefined);
});

test('who says it is part of what is said; the order of fields is not', () => {
  const [a] = [navn('a', MAJ)];
  const af = { ...a!, virkning: { ...a!.virkning, aktoerRef: { uuid: 'x' } } };
  assert.equal(gyldighedFra(med(a!), med(af)), MAJ);
  const ordnet = (felter: Egenskab['felter']) => med({ ...a!, felter });
  assert.equal(gyldighedFra(ordnet({ x: '1', y: '2' }), ordnet({ y: '2', x: '1' })), undefined);
});
