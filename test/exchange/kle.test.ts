/** Editions of KLE one after the other: periods close and open, and nothing that was true is written over. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KLE_EMNEPLAN, KLE_KLASSIFIKATION } from '../../src/data/kle.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { antalOf } from '../../src/exchange/klassifikation/indlaes.ts';
import { isPubliceretVed } from '../../src/exchange/klassifikation/kendt.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { ANDEN, FOERSTE, Klasseverden, kleXml, uuidAf } from './klasser.ts';

let verden: Klasseverden;

before(async () => {
  verden = await Klasseverden.ny();
});
after(() => verden.store.close());

const dag = (tekst: string) => dagOf(tekst)!;

async function klasse(nr: string) {
  const [fundet] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [uuidAf(nr)], 'nuvaerende');
  return fundet!.registreringer.at(-1)!;
}

const titler = async (nr: string) =>
  (await klasse(nr)).egenskaber.map(({ virkning: { fra, til }, felter }) => [fra, til, felter.TitelTekst]);

test('the first edition: numbers, titles, the levels, when each was made and went', async () => {
  const { forskelle, afviste, oversete } = await verden.kle('2026-02-01', kleXml('2026-02-01', FOERSTE));
  assert.deepEqual(afviste, []);
  // What the register began with is no part of the file, and ends: 8 groups with 4 subjects each.
  assert.deepEqual(antalOf(forskelle), { ny: 5, aendret: 2, ophoert: 40, genaabnet: 0 });
  assert.deepEqual([...oversete].sort(), ['EmneVejledning', 'GruppeVejledning', 'HovedgruppeVejledning']);
  const madplaner = await klasse('91.10.01');
  assert.equal(madplaner.egenskaber[0]!.felter.BrugervendtNoegleTekst, '91.10.01');
  assert.deepEqual(madplaner.relationer.OverordnetKlasse?.[0]?.reference, { uuid: uuidAf('91.10') });
  assert.deepEqual(madplaner.relationer.Facet?.[0]?.reference, { uuid: KLE_EMNEPLAN });
  assert.equal(madplaner.egenskaber[0]!.virkning.fra, dag('2010-05-01'));
  // A class begins no earlier than its facet.
  assert.equal((await klasse('91')).egenskaber[0]!.virkning.fra, dag('2007-01-01'));
  assert.equal(isPubliceretVed(await klasse('91.10.03'), dag('2026-02-01')), false);
});

test('the same file again changes nothing, on the same day and on another', async () => {
  for (const den of ['2026-02-01', '2026-06-01']) {
    const { forskelle, samme } = await verden.kle(den, kleXml('2026-02-01', FOERSTE));
    assert.deepEqual(forskelle, []);
    assert.equal(samme, 7);
  }
});

test('a dry run tells the difference between two points in time, and saves nothing', async () => {
  const foer = await klasse('91.10.01');
  const { forskelle } = await verden.kle('2026-05-01', kleXml('2026-05-01', ANDEN), { isProeve: true });
  const fra = dag('2026-05-01');
  const vist = forskelle
    .filter(({ objekttype }) => objekttype === 'Klasse')
    .map(({ art, noegle, fra: naar, foer, efter }) => ({
      art,
      noegle,
      naar,
      foer: foer?.TitelTekst,
      efter: efter?.TitelTekst,
    }));
  assert.deepEqual(vist, [
    { art: 'aendret', noegle: '91.10.01', naar: fra, foer: 'Madplaner', efter: 'Madplaner og madspild' },
    { art: 'ny', noegle: '91.10.04', naar: fra, foer: undefined, efter: 'Opladere' },
    { art: 'ophoert', noegle: '91.10.02', naar: fra, foer: 'Kaffemaskiner', efter: undefined },
  ]);
  assert.deepEqual(await klasse('91.10.01'), foer);
});

test('the next edition closes periods and opens new ones; the earlier ones stay', async () => {
  await verden.kle('2026-05-01', kleXml('2026-05-01', ANDEN));
  assert.deepEqual(await titler('91.10.01'), [
    [dag('2010-05-01'), dag('2026-05-01'), 'Madplaner'],
    [dag('2026-05-01'), 1e21, 'Madplaner og madspild'],
  ]);
  const borte = await klasse('91.10.02');
  assert.equal(isPubliceretVed(borte, dag('2026-04-30')), true);
  assert.equal(isPubliceretVed(borte, dag('2026-05-01')), false);
  assert.equal(borte.egenskaber.at(-1)!.felter.TitelTekst, 'Kaffemaskiner');
  const [facet] = await verden.store.hent([KOMBIT_CVR], 'Facet', [KLE_EMNEPLAN], 'nuvaerende');
  const udgaver = facet!.registreringer[0]!.egenskaber.map(({ felter }) => felter.SupplementTekst);
  assert.deepEqual(udgaver, [undefined, 'Udgave 2026-02-01', 'Udgave 2026-05-01']);
  assert.ok(!JSON.stringify(facet!.registreringer[0]!.egenskaber.at(-1)).includes('pdigtet'));
});

test('an older edition after a newer one is refused, with the one that the register has', async () => {
  const { afviste, forskelle } = await verden.kle('2026-06-01', kleXml('2026-02-01', FOERSTE));
  assert.deepEqual(forskelle, []);
  assert.equal(afviste.length, 1);
  assert.equal(afviste[0]!.brud[0]!.regel, 'fil-aeldre');
  assert.match(afviste[0]!.brud[0]!.forventet, /2026-05-01 or later/);
});

test('a newer edition cannot count from before what the register says already', async () => {
  const { afviste } = await verden.kle('2026-03-01', kleXml('2026-05-02', FOERSTE));
  assert.ok(afviste.length > 0);
  assert.ok(
    afviste.every(({ brud }) => brud[0]!.regel === 'fil-senere'),
    JSON.stringify(afviste),
  );
});

test('a class that is back is published again, and its new title begins with that', async () => {
  const igen = [...ANDEN, { nr: '91.10.02', titel: 'Kaffe' }];
  const { forskelle } = await verden.kle('2026-06-01', kleXml('2026-06-01', igen));
  const klasser = forskelle.filter(({ objekttype }) => objekttype === 'Klasse');
  assert.deepEqual(
    klasser.map(({ art, noegle }) => [art, noegle]),
    [['genaabnet', '91.10.02']],
  );
  const kaffe = await klasse('91.10.02');
  assert.deepEqual(
    ['2026-04-30', '2026-05-31', '2026-06-01'].map((den) => isPubliceretVed(kaffe, dag(den))),
    [true, false, true],
  );
  assert.deepEqual(await titler('91.10.02'), [
    [dag('2010-05-01'), dag('2026-06-01'), 'Kaffemaskiner'],
    [dag('2026-06-01'), 1e21, 'Kaffe'],
  ]);
});

test('a class that the file says will go ends on that day; the next edition can take it back', async () => {
  const planlagt = ANDEN.map((emne) => (emne.nr === '91.10.04' ? { ...emne, udgaaet: '2027-01-01' } : emne));
  await verden.kle('2026-06-02', kleXml('2026-06-02', planlagt));
  assert.deepEqual(
    (await klasse('91.10.04')).tilstande.map(({ vaerdi, virkning }) => [vaerdi, virkning.fra]),
    [
      ['true', dag('2026-05-01')],
      ['false', dag('2027-01-01')],
    ],
  );
  await verden.kle('2026-06-03', kleXml('2026-06-03', ANDEN));
  assert.deepEqual(
    (await klasse('91.10.04')).tilstande.map(({ vaerdi, virkning }) => [vaerdi, virkning.til]),
    [['true', 1e21]],
  );
});

test('a level that is not in the one above it is refused: passed over, its classes would end', async () => {
  const ude = kleXml('2026-06-05', ANDEN).replace(/(<Gruppe>.*<\/Gruppe>)(.*<\/Hovedgruppe>)/s, '$2$1');
  const { afviste, forskelle } = await verden.kle('2026-06-05', ude);
  assert.deepEqual(forskelle, []);
  assert.deepEqual(
    afviste.map(({ brud }) => brud.map(({ regel, sted }) => [regel, sted])),
    [[['fil-element', 'Gruppe']]],
  );
});

test('without UUIDs (version 1.1) a class is known again by its number', async () => {
  const uden = ANDEN.map((emne) => ({ ...emne, uuid: '' }));
  const { forskelle, afviste } = await verden.kle('2026-06-04', kleXml('2026-06-03', uden));
  assert.deepEqual([afviste, forskelle], [[], []]);
});

test('the store is whole after all this, and nothing points at what is not there', async () => {
  const fejl: string[] = [];
  for await (const linje of verden.store.kontroller()) fejl.push(linje);
  assert.deepEqual(fejl, []);
  const [kle] = await verden.store.hent([KOMBIT_CVR], 'Klassifikation', [KLE_KLASSIFIKATION], 'nuvaerende');
  assert.equal(kle!.registreringer[0]!.egenskaber.at(-1)!.felter.TitelTekst, 'KLE');
});
