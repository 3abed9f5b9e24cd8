import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kolonnerOf } from './csv-kolonner.ts';
import { skabelon } from './csv-skabelon.ts';
import { dagOf, isEan } from './csv-vaerdier.ts';
import { genkend } from './formater.ts';

test('a format is recognised by how the file begins', () => {
  for (const [tekst, format] of [
    ['\uFEFF\n {"objekttype":', 'jsonl'],
    ['<?xml version="1.0"?>', 'oio'],
    [skabelon('enheder'), 'enheder'],
    [skabelon('medarbejdere'), 'medarbejdere'],
    ['"Enheds-ID","ENHEDSNAVN"\r\n', 'enheder'],
    ['bruger\tmedarbejder\tenhed\tstilling', 'medarbejdere'],
    ['Brugerid;Navn', undefined],
    ['Navn;Navn;Enhedsid', undefined],
    ['', undefined],
  ] as const) {
    assert.equal(genkend(tekst), format, tekst);
  }
});

test('columns stand in any order under any of their names; what is unknown is told', () => {
  assert.deepEqual(kolonnerOf('enheder', 'Navn,Farve,"enheds id",Tlf.'), {
    skilletegn: ',',
    kolonner: ['Navn', undefined, 'Enhedsid', 'Telefon'],
    ukendte: ['Farve'],
  });
});

test('days are Danish, in either form, and are days of the calendar', () => {
  assert.equal(dagOf('2026-07-01'), Date.UTC(2026, 5, 30, 22));
  assert.equal(dagOf('1/1-2026'), Date.UTC(2025, 11, 31, 23));
  assert.equal(dagOf('31.12.2025', 1), dagOf('2026-01-01'));
  // Summer time begins: the day has 23 hours.
  assert.equal(dagOf('2026-03-29', 1)! - dagOf('2026-03-29')!, 23 * 3_600_000);
  for (const tekst of ['2026-02-29', '2026-13-01', '00-01-2026', 'i dag', ''])
    assert.equal(dagOf(tekst), undefined, tekst);
});

test('an EAN number has a check digit', () => {
  assert.equal(isEan('2000000000008'), true);
  assert.equal(isEan('2000000000009'), false);
  assert.equal(isEan('200000000000'), false);
});
