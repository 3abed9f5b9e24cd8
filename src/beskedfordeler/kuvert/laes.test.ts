import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../../base/error.ts';
import { eksempel, GRAENSER, laest } from './eksempel.testing.ts';
import { cvrOf, tidspunktPaa, vaerdierPaa } from './haendelsesbesked.ts';
import { genlaesHaendelsesbesked, laesHaendelsesbesked } from './laes.ts';

const F = ['Beskedkuvert', 'Filtreringsdata'];

test('what distribution looks at is read as it was written', () => {
  const besked = laest(eksempel());
  const { beskedId, beskedtype, beskedAnsvarligAktoer, registreringer } = besked;
  assert.deepEqual(
    { beskedId, beskedtype, beskedAnsvarligAktoer, registreringer },
    {
      beskedId: '9B1C4C1E-0000-4000-8000-ABCDEF012345',
      beskedtype: '7654895c-a3f3-4c77-8afd-4c77330f963c',
      beskedAnsvarligAktoer: '96514e13-0000-4000-8000-000000000001',
      registreringer: 2,
    },
  );
  assert.deepEqual(besked.tilladteModtagere, ['urn:oio:cvr-nr:11111111', 'urn:oio:cvr:22222222']);
  assert.deepEqual(besked.ansvarligeMyndigheder, ['urn:oio:cvr-nr:11111111']);
  assert.deepEqual(besked.opgaveEmner, ['urn:oio:kle:32.01.01']);
  assert.equal(besked.foelsomhed, undefined);
});

test('the text is the element alone, and read again it is the same message', () => {
  const besked = laest(eksempel());
  assert.match(besked.tekst, /^<k:Haendelsesbesked [\s\S]*<\/k:Haendelsesbesked>$/);
  const igen = genlaesHaendelsesbesked(besked.tekst);
  assert.deepEqual([...igen.udstraekninger.values()], [...besked.udstraekninger.values()]);
  assert.equal(igen.tekst, besked.tekst);
});

test('both spellings of a CVR are read, and nothing else is one', () => {
  assert.equal(cvrOf('urn:oio:cvr:11111111'), '11111111');
  assert.equal(cvrOf('URN:oio:cvr-nr:11111111'), '11111111');
  for (const tekst of ['11111111', 'urn:oio:cvr:1111111', 'urn:oio:cvr-nr:111111111', 'urn:oio:cpr-nr:11111111']) {
    assert.equal(cvrOf(tekst), undefined, tekst);
  }
});

test('a path gives every value at it; the payload, other namespaces and containers give none', () => {
  const besked = laest(eksempel());
  assert.deepEqual(vaerdierPaa(besked, [...F, 'TilladtModtager', 'URNIdentifikator']), besked.tilladteModtagere);
  assert.deepEqual(vaerdierPaa(besked, [...F, 'ObjektRegistrering', 'ObjektId']), ['urn:oio:cpr-nr:0101010101']);
  assert.deepEqual(vaerdierPaa(besked, ['BeskedVersion']), ['1.0']);
  assert.deepEqual(vaerdierPaa(besked, ['Beskeddata', 'Base64']), []);
  assert.deepEqual(vaerdierPaa(besked, F), []);
  assert.deepEqual(vaerdierPaa(besked, [...F, 'Findes', 'Ikke']), []);
});

test('a time without an offset is Danish', () => {
  const sti = [...F, 'ObjektRegistrering', 'Registreringstidspunkt'];
  assert.deepEqual(tidspunktPaa(laest(eksempel()), sti), [Date.UTC(2022, 1, 13, 7)]);
});

function afvisning(tekst: string | Uint8Array, graenser = GRAENSER): string {
  const bytes = typeof tekst === 'string' ? new TextEncoder().encode(tekst) : tekst;
  try {
    laesHaendelsesbesked(bytes, graenser);
  } catch (error) {
    assert.ok(error instanceof FkorgError && error.isCallersFault, String(error));
    return error.message;
  }
  return assert.fail('it was taken');
}

test('every refusal names the place and the rule', () => {
  const god = eksempel();
  assert.match(afvisning(''), /intet indhold/);
  assert.match(afvisning('ikke xml'), /linje 1/);
  assert.match(afvisning(god.replace('<!-- før', '<!DOCTYPE x [<!ENTITY a "b">]><!-- før')), /DOCTYPE/);
  assert.match(afvisning(god.replace('kuvert:1.0"', 'kuvert:2.0"')), /Haendelsesbesked.*element-ukendt.*kuvert:1\.0/);
  assert.match(
    afvisning(god.replace(/<k:Beskedtype>.*<\/k:Beskedtype>/, '')),
    /Beskedkuvert\/Filtreringsdata: .*element-mangler.*Beskedtype/,
  );
  assert.match(afvisning(god.replace('2022-02-13T08', '2022-02-30T08')), /TidsstempelDatoTid: .*tidspunkt-form/);
  assert.match(afvisning(god, { ...GRAENSER, bytesMax: 100 }), /bytes; højst 100/);
  assert.match(afvisning(god, { ...GRAENSER, depthMax: 4 }), /linje \d+, tegn \d+: højst 4 elementer inden i hinanden/);
  const tomt = god.replace('9B1C4C1E-0000-4000-8000-ABCDEF012345', ' ');
  assert.match(afvisning(tomt), /Haendelsesbesked\/BeskedId: .*vaerdi-tegn/);
  assert.match(afvisning(god.replace('7654895c', 'x'.repeat(256))), /Filtreringsdata\/Beskedtype: .*vaerdi-tegn.*255/);
  assert.match(afvisning(god.replace('utf-8', 'iso-8859-1')), /tegnsættet/);
  assert.match(afvisning(new Uint8Array([0xff, 0xfe, 0x3c, 0])), /UTF-16/);
});

test('a message in UTF-8 with a byte order mark is taken', () => {
  assert.equal(laest(`\uFEFF${eksempel()}`).tekst, laest(eksempel()).tekst);
});

test('a message without a receiver, and with an identifier that is a URN, is a message', () => {
  const urn = eksempel({ modtagere: '' }).replace(
    /<UUIDIdentifikator>9B1C.*<\/UUIDIdentifikator>/,
    '<URNIdentifikator>urn:oio:cpr:personhaendelse:7</URNIdentifikator>',
  );
  assert.equal(laest(urn).beskedId, 'urn:oio:cpr:personhaendelse:7');
  assert.deepEqual(laest(urn).tilladteModtagere, []);
});
