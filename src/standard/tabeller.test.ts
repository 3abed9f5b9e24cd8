/** What the tables say and no schema shows: numbers that stores keep for ever, paths, shared owner. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { felter, PERSON_NAVN } from './felter.ts';
import { KOMBIT_CVR } from './koder.ts';
import { objekttypeNavne, objekttyper } from './objekttyper.ts';
import { relationer } from './relationer.ts';
import { tjenester } from './tjenester.ts';

test('no number is used twice, and relations begin at 101', () => {
  const numre = [...felter.values(), ...relationer.values()].map(({ nr }) => nr);
  assert.equal(new Set(numre).size, numre.length);
  assert.ok([...felter.values()].every(({ nr }) => nr < 101));
  assert.ok([...relationer.values()].every(({ nr }) => nr >= 101));
  assert.equal(PERSON_NAVN.nr, felter.get('NavnTekst')?.nr);
  assert.equal(new Set(objekttypeNavne.map((navn) => objekttyper[navn].nr)).size, 13);
});

/** A new row gets a new number and is added after these; a number that changes would point stored rows at another name. */
test('the numbers that stores hold are those of the first release', () => {
  const nummererede = (raekker: Iterable<{ readonly navn: string; readonly nr: number }>, til: number) =>
    [...raekker]
      .filter(({ nr }) => nr <= til)
      .sort((a, b) => a.nr - b.nr)
      .map(({ navn, nr }) => `${nr} ${navn}`);
  const linjer = [
    ...nummererede(Object.values(objekttyper), 13),
    ...nummererede(felter.values(), 34),
    ...nummererede(relationer.values(), 137),
  ];
  assert.equal(linjer.length, 13 + 34 + 37);
  const sum = createHash('sha256').update(linjer.join('\n')).digest('hex');
  assert.equal(sum, 'e42d2beaf061481376e98af26379845dce642a7506e7f77b1051e46df7e28c45', linjer.join('\n'));
});

test('the 19 services are at their real paths (spec sf1500 §1.2, neighbours §2.1)', () => {
  assert.deepEqual(
    tjenester.map(({ sti }) => sti),
    [
      '/organisation/adresse/6',
      '/organisation/bruger/6',
      '/organisation/interessefaellesskab/6',
      '/organisation/itsystem/6',
      '/organisation/myndighed/6',
      '/organisation/organisation/6',
      '/organisation/organisationenhed/6',
      '/organisation/organisationfunktion/6',
      '/organisation/person/6',
      '/organisation/virksomhed/6',
      '/klassifikation/facet/6',
      '/klassifikation/klasse/6',
      '/klassifikation/klassifikation/6',
      '/organisation/organisationsystem/6',
      '/organisation/organisationadministration/1',
      '/klassifikation/klassifikationsystem/6',
      '/klassifikation/facet/7',
      '/klassifikation/klasse/7',
      '/klassifikation/klassifikation/7',
    ],
  );
});

test('what a relation points at is what its type says; tasks are classes', () => {
  for (const { navn, art, maal } of relationer.values()) {
    assert.equal(maal, navn === 'Opgaver' ? 'Klasse' : art.replace(/Fler$/, ''), navn);
    assert.ok(maal === 'Aktoer' || maal in objekttyper, navn);
  }
});

test('the fields that must be filled (spec sf1500 §2.3, §4.2)', () => {
  const kraevede = objekttypeNavne.flatMap((type) =>
    objekttyper[type].felter.filter((felt) => felt.isPaakraevet).map(({ felt }) => `${type}.${felt.navn}`),
  );
  assert.deepEqual(kraevede, [
    'Adresse.AdresseTekst',
    'Bruger.BrugerNavn',
    'ItSystem.ItSystemNavn',
    'OrganisationEnhed.EnhedNavn',
    'Person.NavnTekst',
  ]);
});

test('what all authorities share belongs to KOMBIT (spec sf1500 §4.1)', () => {
  assert.equal(KOMBIT_CVR, '19435075');
});
