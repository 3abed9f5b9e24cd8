import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { IndsendtIndhold, IndsendtVirkning } from '../register/indsendt.ts';
import { egenskabskriterier, kriterierOf, registreringskrav } from './kriterier.ts';

const NOW = 100;
const A = { uuid: '0000000a-0000-4000-8000-000000000001' };
const nu = { fra: NOW, til: NOW + 1 };
const kriterier = (skabelon: Partial<IndsendtIndhold>, soegVirkning: IndsendtVirkning = {}) =>
  kriterierOf({ egenskaber: [], tilstande: [], relationer: {}, ...skabelon }, 'Gyldighed', soegVirkning, NOW);
const virkning = (egen: IndsendtVirkning | undefined, soegVirkning?: IndsendtVirkning) =>
  kriterier({ tilstande: [{ vaerdi: 'Aktiv', ...(egen && { virkning: egen }) }] }, soegVirkning)[0]!.virkning;

test('empty elements are no criterion', () => {
  assert.deepEqual(kriterier({}), []);
  assert.deepEqual(kriterier({ egenskaber: [{ felter: {} }, { felter: { EnhedNavn: ' ' } }] }), []);
  assert.deepEqual(kriterier({ tilstande: [{}, { virkning: { fra: 5 } }] }), []);
  const tomme = [{}, { virkning: {} }, { indeks: '' }, { indeks: ' ', virkning: { noteTekst: ' ' } }];
  assert.deepEqual(kriterier({ relationer: { Adresser: tomme } }), []);
});

test('a part looks at its own period, else at that of SoegVirkning, else at now', () => {
  assert.deepEqual(virkning(undefined), nu);
  assert.deepEqual(virkning({}), nu);
  assert.deepEqual(virkning({ fra: 5, til: 7 }, { fra: 1, til: 2 }), { fra: 5, til: 7 });
  assert.deepEqual(virkning({ til: TIL_ALTID }, { fra: 1, til: 2 }), { fra: NOW, til: TIL_ALTID });
  assert.deepEqual(virkning({ aktoerRef: A }, { fra: 1, til: 2 }), { fra: 1, til: 2, aktoerRef: A });
  assert.deepEqual(virkning({}, { fra: 1, til: 2, aktoerTypeKode: 'Bruger' }), {
    fra: 1,
    til: 2,
    aktoerTypeKode: 'Bruger',
  });
});

test('a note is asked for where there is one; an empty one asks for nothing and hides none', () => {
  assert.deepEqual(virkning({ noteTekst: 'x' }), { ...nu, noteTekst: 'x' });
  assert.deepEqual(virkning({ noteTekst: '' }), nu);
  assert.deepEqual(virkning({ noteTekst: '' }, { noteTekst: 'x' }), { ...nu, noteTekst: 'x' });
});

test('of a relation what is filled is compared, and a Virkning alone asks for any entry', () => {
  const relationer = { Adresser: [{ reference: A, rolle: A, indeks: '' }, { virkning: { fra: 5, til: 6 } }] };
  assert.deepEqual(kriterier({ relationer }), [
    { art: 'relation', navn: 'Adresser', reference: A, rolle: A, virkning: nu },
    { art: 'relation', navn: 'Adresser', virkning: { fra: 5, til: 6 } },
  ]);
});

test('each filled field is a criterion, in a Soegeord each of its parts', () => {
  const felter = {
    TitelTekst: 't',
    EksempelTekst: '',
    Soegeord: [{ BeskrivelseTekst: 'd', SoegeordIdentifikator: ' ' }],
  };
  assert.deepEqual(egenskabskriterier([{ felter }], {}, NOW), [
    { art: 'felt', navn: 'TitelTekst', vaerdi: 't', virkning: nu },
    { art: 'felt', navn: 'Soegeord/BeskrivelseTekst', vaerdi: 'd', virkning: nu },
  ]);
});

test('SoegRegistrering: absent and open ends demand nothing', () => {
  const alt = { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID };
  assert.deepEqual(registreringskrav({}), alt);
  assert.deepEqual(registreringskrav({ soegRegistrering: {} }), alt);
  const krav = { fra: 5, til: 9, livscyklusKode: 'Slettet', brugerRef: A } as const;
  assert.deepEqual(registreringskrav({ soegRegistrering: krav }), {
    ...{ registreretFra: 5, senestFoer: 9, livscyklusKode: 'Slettet', brugerRef: A },
  });
});
