import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import { udfyld } from './udfyld.ts';

const uuid = '00000000-0000-4000-8000-000000000001';

test('missing ends: from the registration on, for ever', () => {
  const { egenskaber, tilstande, relationer } = udfyld(
    {
      egenskaber: [{ felter: { EnhedNavn: 'A' } }],
      tilstande: [{ vaerdi: 'Aktiv', virkning: { til: 9, noteTekst: 'n' } }],
      relationer: { Tilhoerer: [{ reference: { uuid }, virkning: { fra: FRA_ALTID, aktoerRef: { uuid } } }] },
    },
    5,
    'Registrering/',
    'Gyldighed',
  );
  assert.deepEqual(egenskaber, [
    {
      sted: 'Registrering/AttributListe/Egenskab',
      post: { felter: { EnhedNavn: 'A' }, virkning: { fra: 5, til: TIL_ALTID } },
    },
  ]);
  assert.deepEqual(tilstande, [
    {
      sted: 'Registrering/TilstandListe/Gyldighed',
      post: { vaerdi: 'Aktiv', virkning: { fra: 5, til: 9, noteTekst: 'n' } },
    },
  ]);
  assert.deepEqual(relationer.get('Tilhoerer'), [
    {
      sted: 'Registrering/RelationListe/Tilhoerer',
      post: { reference: { uuid }, virkning: { fra: FRA_ALTID, til: TIL_ALTID, aktoerRef: { uuid } } },
    },
  ]);
});

test('an element that says nothing is passed over, and the others keep their numbers', () => {
  const { egenskaber, relationer } = udfyld(
    {
      egenskaber: [{ felter: {} }, { felter: { EnhedNavn: 'A' } }, { felter: {}, virkning: {} }],
      relationer: { Adresser: [{}] },
    },
    5,
    '',
    'Gyldighed',
  );
  assert.deepEqual(
    egenskaber.map(({ sted }) => sted),
    ['AttributListe/Egenskab[2]', 'AttributListe/Egenskab[3]'],
  );
  assert.equal(relationer.size, 0);
});

test('a list that is not there is empty', () => {
  assert.deepEqual(udfyld({}, 5, '', undefined), { sted: '', egenskaber: [], tilstande: [], relationer: new Map() });
});
