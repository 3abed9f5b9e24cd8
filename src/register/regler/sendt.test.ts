/** Every rule of what is sent: the least that breaks it, and what is next to it and does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import { type ObjektType, objekttyper } from '../../standard/objekttyper.ts';
import type { IndsendtAendring } from '../indsendt.ts';
import type { Indhold, Relation } from '../model.ts';
import { udfyld } from '../udfyld.ts';
import { validateSendt } from './sendt.ts';

const A = { uuid: '0000000a-0000-4000-8000-000000000001' };
const B = { uuid: '0000000b-0000-4000-8000-000000000001' };

function brud(objekttype: ObjektType, aendring: IndsendtAendring, lagret?: Indhold, isEgenskabKraevet = false) {
  const type = objekttyper[objekttype];
  const sendt = udfyld(aendring, 5, '', type.tilstand);
  return validateSendt({ type, sendt, isEgenskabKraevet, ...(lagret && { lagret }) });
}
const steder = (...args: Parameters<typeof brud>) => brud(...args).map(({ regel, sted }) => `${regel} ${sted}`);
const adresse = (reference = A, indeks = '1', fra = 5, til = TIL_ALTID): Relation => ({
  ...{ reference, rolle: A, type: A, indeks, virkning: { fra, til } },
});
const adresser = (...Adresser: Relation[]): IndsendtAendring => ({ relationer: { Adresser } });
const lagretMed = (...Adresser: Relation[]): Indhold => ({ egenskaber: [], tilstande: [], relationer: { Adresser } });

test('felt-udfyldt: the naming field, of every Egenskab, with something to see', () => {
  assert.deepEqual(steder('Bruger', { egenskaber: [{ felter: { BrugervendtNoegleTekst: 'x' } }] }), [
    'felt-udfyldt AttributListe/Egenskab/BrugerNavn',
  ]);
  assert.deepEqual(steder('Bruger', { egenskaber: [{ felter: { BrugerNavn: '\t ' } }] }).length, 1);
  assert.deepEqual(steder('Bruger', { egenskaber: [{ felter: {}, virkning: { fra: 1 } }] }).length, 1);
  assert.deepEqual(steder('Organisation', { egenskaber: [{ felter: { BrugervendtNoegleTekst: 'x' } }] }), []);
});

test('felt-udfyldt: a new object has an Egenskab that holds some time', () => {
  assert.deepEqual(steder('Adresse', {}, undefined, true), ['felt-udfyldt AttributListe']);
  const tom = { egenskaber: [{ felter: { AdresseTekst: 'x' }, virkning: { fra: 5, til: 5 } }] };
  assert.deepEqual(steder('Adresse', tom, undefined, true), ['felt-udfyldt AttributListe']);
  assert.deepEqual(steder('Virksomhed', {}, undefined, true), []);
});

test('indeks-entydigt: among the Adresser of one message, ended and empty ones too', () => {
  const to = adresser(adresse(A, '1', 1, 2), adresse(B, '1'));
  assert.deepEqual(steder('Bruger', to), ['indeks-entydigt RelationListe/Adresser[2]/Indeks']);
  assert.equal(brud('Bruger', adresser(adresse(A, '1', 2, 2), adresse(B, '1')))[0]!.vaerdi, '1');
  assert.deepEqual(steder('Bruger', adresser(adresse(A, ''), adresse(B, ''))), []);
  assert.deepEqual(steder('Bruger', adresser(adresse(A, '1', 1, 2), adresse(A, '1', 3, 4))), []);
  const opgaver = { relationer: { Opgaver: [adresse(A, '1'), adresse(B, '1')] } };
  assert.deepEqual(steder('OrganisationEnhed', opgaver), []);
});

test('indeks-entydigt: what is stored is taken back, what is new must be unlike it', () => {
  const begge = adresser(adresse(A, '1', 1, 2), adresse(B, '1'));
  assert.deepEqual(steder('Bruger', begge, lagretMed(adresse(A, '1', 1, 2), adresse(B, '1', 3))), []);
  assert.deepEqual(steder('Bruger', begge, lagretMed(adresse(B, '1'))), [
    'indeks-entydigt RelationListe/Adresser[1]/Indeks',
  ]);
});

test('adresse-gentaget: the same address in the same role at the same time', () => {
  const gentaget = ['adresse-gentaget RelationListe/Adresser[2]'];
  assert.deepEqual(steder('Bruger', adresser(adresse(A, '1', 1, 4), adresse(A, '2', 3))), gentaget);
  assert.deepEqual(steder('Bruger', adresser(adresse(A, '1', 1, 3), adresse(A, '2', 3))), []);
  assert.deepEqual(steder('Bruger', adresser(adresse(A, '1'), { ...adresse(A, '2'), rolle: B })), []);
  const { rolle: _rolle, ...udenRolle } = adresse(A, '1');
  assert.deepEqual(steder('Bruger', adresser(udenRolle, adresse(A, '2'))), []);
});

test('adresse-gentaget: of many periods of one address each is judged, in a time that grows with their number', () => {
  const mange = Array.from({ length: 30_000 }, (_, i) => adresse(A, String(i), i, i + 1));
  const msOf = (antal: number) => {
    const start = performance.now();
    assert.deepEqual(steder('Bruger', adresser(...mange.slice(0, antal))), []);
    return performance.now() - start;
  };
  // Fifteen times as many take some fifteen times as long; each compared with each it would be more than two hundred.
  const bedste = (antal: number) => Math.min(...[1, 2, 3].map(() => msOf(antal)));
  assert.ok(bedste(30_000) < 100 * Math.max(bedste(2000), 1));
  const medEn = adresser(adresse(A, 'x', 7, 9), ...mange.slice(0, 20));
  const sted = (nr: number) => `adresse-gentaget RelationListe/Adresser[${nr}]`;
  assert.deepEqual(steder('Bruger', medEn), [sted(9), sted(10)]);
});

test('reference-mangler: a relation with a period or a role points at something', () => {
  assert.deepEqual(steder('Bruger', { relationer: { Tilhoerer: [{ virkning: { til: 9 } }] } }), [
    'reference-mangler RelationListe/Tilhoerer/ReferenceID',
  ]);
  assert.deepEqual(steder('Bruger', { relationer: { Tilhoerer: [{}] } }), []);
});

test('virkning-omvendt: an end before the beginning, given or filled in; an empty period is legal', () => {
  const med = (fra: number | undefined, til: number) => ({
    tilstande: [{ vaerdi: 'Aktiv', virkning: { til, ...(fra !== undefined && { fra }) } }],
  });
  assert.deepEqual(steder('Bruger', med(7, 6)), ['virkning-omvendt TilstandListe/Gyldighed/Virkning']);
  assert.deepEqual(steder('Bruger', med(undefined, 4)), ['virkning-omvendt TilstandListe/Gyldighed/Virkning']);
  assert.deepEqual(steder('Bruger', med(7, 7)), []);
  assert.deepEqual(steder('Bruger', med(FRA_ALTID, 7)), []);
});

test('virkning-overlap: Egenskaber, states and 0..1 relations of one message', () => {
  const p = (fra: number, til: number) => ({ fra, til });
  const tre = [p(1, 9), p(2, 3), p(4, 5)].map((virkning) => ({ vaerdi: 'Aktiv', virkning }));
  assert.deepEqual(steder('Bruger', { tilstande: tre }), [
    'virkning-overlap TilstandListe/Gyldighed[2]/Virkning',
    'virkning-overlap TilstandListe/Gyldighed[3]/Virkning',
  ]);
  const relation = (fra: number, til: number) => ({ reference: A, virkning: p(fra, til) });
  const to = [relation(1, 3), relation(2, 4)];
  assert.deepEqual(steder('Bruger', { relationer: { Tilhoerer: to } }).length, 1);
  assert.deepEqual(steder('ItSystem', { relationer: { Tilhoerer: to } }), []);
  assert.deepEqual(steder('Bruger', { relationer: { Tilhoerer: [relation(1, 3), relation(3, 4)] } }), []);
  const navne = [p(1, 3), p(2, 2), p(3, 4)].map((virkning) => ({ felter: { BrugerNavn: 'x' }, virkning }));
  assert.deepEqual(steder('Bruger', { egenskaber: navne }), []);
});

test('element-ukendt: fields, state and relations are those of the type', () => {
  assert.deepEqual(steder('Adresse', { egenskaber: [{ felter: { AdresseTekst: 'x', EnhedNavn: 'y' } }] }), [
    'element-ukendt AttributListe/Egenskab/EnhedNavn',
  ]);
  assert.deepEqual(steder('Adresse', { tilstande: [{ vaerdi: 'Aktiv' }] }), ['element-ukendt TilstandListe/Tilstand']);
  assert.deepEqual(steder('OrganisationFunktion', { relationer: { Tilhoerer: [{ reference: A }] } }), [
    'element-ukendt RelationListe/Tilhoerer',
  ]);
});

test('a breach says in Danish what would be right', () => {
  const [omvendt] = brud('Bruger', { tilstande: [{ vaerdi: 'Aktiv', virkning: { fra: 0, til: FRA_ALTID } }] });
  assert.deepEqual(omvendt, {
    regel: 'virkning-omvendt',
    sted: 'TilstandListe/Gyldighed/Virkning',
    vaerdi: '[1970-01-01T01:00:00.000+01:00, -∞)',
    forventet: 'et TilTidspunkt, der er 1970-01-01T01:00:00.000+01:00 eller senere',
  });
});
