import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isUuid } from '../base/uuid.ts';
import { KOMMUNER_98, type Myndighedskilde } from './kommuner.ts';

const byCvr = new Map<string, Myndighedskilde>(KOMMUNER_98.map((kommune) => [kommune.cvr, kommune]));

test('98 municipalities, each with its own CVR, code, name and Organisation', () => {
  assert.equal(KOMMUNER_98.length, 98);
  for (const key of ['cvr', 'kommunekode', 'navn', 'organisationUuid'] as const) {
    assert.equal(new Set(KOMMUNER_98.map((kommune) => kommune[key])).size, 98, key);
  }
  for (const kommune of KOMMUNER_98) {
    assert.match(kommune.cvr, /^\d{8}$/);
    assert.match(kommune.kommunekode, /^[1-8]\d\d$/);
    assert.match(kommune.navn, /^[A-ZÆØÅ].+ (Kommune|Regionskommune)$/);
    assert.ok(isUuid(kommune.organisationUuid), kommune.organisationUuid);
  }
});

test('every CVR has the check digit of a CVR', () => {
  const weights = [2, 7, 6, 5, 4, 3, 2, 1];
  for (const { cvr } of KOMMUNER_98) {
    assert.equal(weights.reduce((sum, weight, at) => sum + weight * Number(cvr[at]), 0) % 11, 0, cvr);
  }
});

test('the pairs of CVR and Organisation UUID are those of spec sf1500, appendix A', () => {
  const lines = KOMMUNER_98.map(({ cvr, organisationUuid }) => `${cvr} ${organisationUuid}`).sort();
  assert.equal(createHash('sha256').update(lines.join('\n')).digest('hex'), APPENDIX_A_SHA256);
});

/** SHA-256 of the 98 lines "CVR UUID" of the appendix, sorted and parted by line feeds. */
const APPENDIX_A_SHA256 = '723dd7be5a7d2d210cd07e530b6dd846a7ebd48f91f178652a8516139c23cc34';

test('names and codes of municipalities that everybody knows', () => {
  for (const [cvr, kommunekode, navn] of [
    ['64942212', '101', 'Københavns Kommune'],
    ['11259979', '147', 'Frederiksberg Kommune'],
    ['26696348', '400', 'Bornholms Regionskommune'],
    ['29189684', '410', 'Middelfart Kommune'],
    ['35209115', '461', 'Odense Kommune'],
    ['29189803', '561', 'Esbjerg Kommune'],
    ['29189978', '706', 'Syddjurs Kommune'],
    ['29189986', '707', 'Norddjurs Kommune'],
    ['55133018', '751', 'Aarhus Kommune'],
    ['45973328', '825', 'Læsø Kommune'],
    ['29189420', '851', 'Aalborg Kommune'],
  ] as const) {
    assert.equal(byCvr.get(cvr)?.kommunekode, kommunekode, cvr);
    assert.equal(byCvr.get(cvr)?.navn, navn, cvr);
  }
});
