/** The other forms of an edition, what is refused of each with line and rule, and that nothing is saved then. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { facetUuid } from '../../src/data/klassifikation.ts';
import { KLE_EMNEPLAN } from '../../src/data/kle.ts';
import { skabelonAf } from '../../src/exchange/csv-skabelon.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { eksport } from '../../src/exchange/eksport.ts';
import { genkendKlasser, hovedlinje } from '../../src/exchange/formater.ts';
import { antalOf } from '../../src/exchange/klassifikation/indlaes.ts';
import type { Kendt } from '../../src/exchange/klassifikation/kendt.ts';
import { laesOioUdgave } from '../../src/exchange/klassifikation/oio-udgave.ts';
import {
  laesRelationer,
  RELATIONER_KOLONNER,
  relationskolonner,
} from '../../src/exchange/klassifikation/relationer-laes.ts';
import { emnerAfOio } from '../../src/exchange/oio-laes.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { FOERSTE, Klasseverden, kleXml, uuidAf } from './klasser.ts';
import { skema, somTekst } from './verden.ts';

let verden: Klasseverden;

before(async () => {
  verden = await Klasseverden.ny();
});
after(() => verden.store.close());

const csv = (dag: string, tekst: string) =>
  verden.indlaes(dag, (kendt) => laesRelationer(somTekst(tekst), relationskolonner(hovedlinje(tekst))!, kendt));

const oio = (dag: string, tekst: string) =>
  verden.indlaes(dag, () => laesOioUdgave(emnerAfOio(somTekst(tekst), skema, KOMBIT_CVR), dagOf(dag)!));

const regler = (afviste: readonly { linje: number; brud: readonly { regel: string }[] }[]) =>
  afviste.map(({ linje, brud }) => [linje, brud.map(({ regel }) => regel).join()]);

test('the form of a file is told by how it begins', () => {
  assert.equal(genkendKlasser(kleXml('2026-02-01', FOERSTE)), 'kle');
  assert.equal(genkendKlasser('<!-- <KLE-Emneplan> -->\n<o:Objekter xmlns:o="urn:fkorg:objekter:1"/>'), 'oio');
  assert.equal(genkendKlasser(skabelonAf(RELATIONER_KOLONNER)), 'relationer');
  assert.equal(genkendKlasser('UUID,"BVN",TitelTekst,Facet\n'), 'relationer');
  assert.equal(genkendKlasser('Enhedsid;Navn\n'), undefined);
});

test('a table of relations: titles change, what a named facet has no more ends, other facets are left alone', async () => {
  const facet = 'OrganisationEnhed.Adresse';
  const tekst = `UUID;Nøgle;Titel;Facet
80b610c6-314b-485a-a014-a9a1d7070bc4;${facet}.Postadresse;"Post; adresse";${facet}
;${facet}.Roegsignal;Røgsignal;Adresseroller for enheder
;Ny.Ting;Ting;Ny facet
`;
  const { forskelle, afviste } = await csv('2026-02-01', tekst);
  assert.deepEqual(afviste, []);
  const { ny, aendret, genaabnet } = antalOf(forskelle);
  assert.deepEqual({ ny, aendret, genaabnet }, { ny: 3, aendret: 1, genaabnet: 0 });
  const endte = forskelle.filter(({ art }) => art === 'ophoert');
  assert.ok(endte.length > 10 && endte.every(({ noegle }) => noegle!.startsWith(`${facet}.`)), String(endte.length));
  assert.deepEqual(forskelle.find(({ art }) => art === 'aendret')?.efter, { TitelTekst: 'Post; adresse' });
  const roeg = forskelle.find(({ noegle }) => noegle === `${facet}.Roegsignal`)!;
  const [klasse] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [roeg.uuid], 'nuvaerende');
  assert.deepEqual(klasse!.registreringer[0]!.relationer.Facet![0]!.reference, { uuid: facetUuid(facet) });
  assert.deepEqual((await csv('2026-03-01', tekst)).forskelle, []);
});

test('rows of relations that are refused say line, column and rule, and nothing of the file is saved', async () => {
  const tekst = `UUID;Nøgle;Titel;Facet
x;A.B;Titel;F
;;Titel;F
;A.C;Titel;F;for meget
5d13e891-162a-456b-abf2-fd9b864df96d;Bruger.Adresse.email;E-mail;Bruger.Type
`;
  const { forskelle, afviste } = await csv('2026-06-01', tekst);
  assert.deepEqual(forskelle, []);
  assert.deepEqual(regler(afviste), [
    [2, 'fil-form'],
    [3, 'fil-mangler'],
    [4, 'fil-raekke'],
    [5, 'fil-facet'],
  ]);
  assert.equal(afviste[0]!.brud[0]!.sted, 'UUID');
});

test('KLE that is not understood is refused with its line', async () => {
  const cases: readonly [string, string][] = [
    [
      kleXml('2026-02-01', [
        { nr: '91', titel: 'A' },
        { nr: '91.1', titel: 'B' },
      ]),
      'fil-nummer',
    ],
    [kleXml('2026-02-01', [{ nr: '91', titel: '' }]), 'fil-mangler'],
    [kleXml('2026-02-01', [{ nr: '91', titel: 'x'.repeat(301) }]), 'fil-form'],
    [kleXml('2026-02-01', [{ nr: '91', titel: 'A', uuid: 'x' }]), 'fil-form'],
    [kleXml('2026-02-01', [{ nr: '91', titel: 'A', oprettet: '2026-02-30' }]), 'fil-form'],
    [kleXml('i februar', [{ nr: '91', titel: 'A' }]), 'fil-form'],
    [
      kleXml('2026-02-01', [
        { nr: '91', titel: 'A' },
        { nr: '92', titel: 'B', uuid: uuidAf('91') },
      ]),
      'fil-gentaget',
    ],
  ];
  for (const [xml, regel] of cases) {
    const { afviste, forskelle } = await verden.kle('2026-06-01', xml);
    assert.deepEqual(forskelle, []);
    assert.deepEqual(
      afviste.map(({ brud }) => brud[0]!.regel),
      [regel],
      xml,
    );
    assert.ok(afviste[0]!.linje >= 2);
  }
  assert.deepEqual(regler((await verden.kle('2026-06-01', kleXml('2026-02-01', []))).afviste), [[1, 'fil-mangler']]);
  const flyttet = kleXml('2026-02-01', [
    { nr: '91', titel: 'A' },
    { nr: '91.10', titel: 'B' },
  ]).replace('<GruppeNr>91', '<GruppeNr>92');
  assert.deepEqual(
    regler((await verden.kle('2026-06-01', flyttet)).afviste).map(([, regel]) => regel),
    ['fil-nummer'],
  );
  for (const xml of [
    '<KLE-Stikord/>',
    '<KLE-Emneplan><Hovedgruppe>',
    '<!DOCTYPE x><KLE-Emneplan/>',
    '<KLE-Emneplan>x</KLE-Emneplan>',
  ]) {
    await assert.rejects(verden.kle('2026-06-01', xml), { code: 'bad-file' }, xml);
  }
});

test('handlingsfacetter have a facet of their own', async () => {
  const xml = `<KLE-Handlingsfacetter><UdgivelsesDato>2026-02-01</UdgivelsesDato><HandlingsfacetKategori>
    <HandlingsfacetKategoriNr>G</HandlingsfacetKategoriNr><HandlingsfacetKategoriTitel>Opdigtet</HandlingsfacetKategoriTitel>
    <Handlingsfacet><HandlingsfacetNr>G01</HandlingsfacetNr><HandlingsfacetTitel>Opdigtet sag</HandlingsfacetTitel>
    <HandlingsfacetAdministrativInfo><OprettetDato>2013-01-01</OprettetDato></HandlingsfacetAdministrativInfo>
    </Handlingsfacet></HandlingsfacetKategori></KLE-Handlingsfacetter>`;
  const { forskelle, afviste } = await verden.kle('2026-02-01', xml);
  assert.deepEqual(afviste, []);
  assert.deepEqual(
    forskelle.filter(({ art }) => art === 'ny').map(({ noegle }) => noegle),
    ['Handlingsfacetter', 'G', 'G01'],
  );
});

test('OIO XML: what was exported is the same; a change in it is a change from the day; a circle is refused', async () => {
  await verden.kle('2026-04-01', kleXml('2026-04-01', FOERSTE));
  let xml = '';
  for await (const { tekst } of eksport(verden.store, {
    format: 'oio',
    ejer: KOMBIT_CVR,
    objekttype: 'Klasse',
    idag: 0,
  })) {
    xml += tekst;
  }
  assert.deepEqual((await oio('2026-06-01', xml)).forskelle, []);
  const nyt = xml.replaceAll('>Madplaner<', '>Menuer<');
  const { forskelle, afviste } = await oio('2026-06-01', nyt);
  assert.deepEqual(afviste, []);
  assert.deepEqual(
    forskelle.map(({ art, noegle, foer, efter }) => ({ art, noegle, foer, efter })),
    [{ art: 'aendret', noegle: '91.10.01', foer: { TitelTekst: 'Madplaner' }, efter: { TitelTekst: 'Menuer' } }],
  );
  const rundt = nyt.replace(
    new RegExp(`(OverordnetKlasse>[^]*?UUIDIdentifikator>)${uuidAf('91')}`),
    `$1${uuidAf('91.10.01')}`,
  );
  assert.notEqual(rundt, nyt);
  const kreds = await oio('2026-06-01', rundt);
  assert.ok(kreds.afviste.length >= 2 && kreds.afviste.every(({ brud }) => brud[0]!.regel === 'fil-kreds'));
});

test('a municipality adds its own classes to a common facet, and cannot change what is not its own', async () => {
  const tekst = 'UUID;Nøgle;Titel;Facet\n;91.10.90;Korsbæks egen;Emneplan\n';
  const laes = (kendt: Kendt) => laesRelationer(somTekst(tekst), relationskolonner(hovedlinje(tekst))!, kendt);
  const { forskelle } = await verden.indlaes('2026-06-01', laes, { cvr: '11111111' });
  assert.deepEqual(
    forskelle.map(({ art, noegle }) => [art, noegle]),
    [['ny', '91.10.90']],
  );
  const [egen] = await verden.store.hent(['11111111'], 'Klasse', [forskelle[0]!.uuid], 'nuvaerende');
  assert.deepEqual(egen!.registreringer[0]!.relationer.Facet![0]!.reference, { uuid: KLE_EMNEPLAN });
  const { afviste } = await verden.kle('2026-06-01', kleXml('2026-04-01', FOERSTE), { cvr: '11111111' });
  assert.ok(afviste.length >= FOERSTE.length && afviste.every(({ brud }) => brud[0]!.regel === 'fil-ejer'));
});
