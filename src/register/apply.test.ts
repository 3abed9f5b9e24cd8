import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIL_ALTID } from '../base/instant.ts';
import { type Aendringskald, apply } from './apply.ts';
import type { IndsendtRegistrering } from './indsendt.ts';
import type { Registrering } from './model.ts';

const uuid = '00000000-0000-4000-8000-000000000001';
const hoved = { objekttype: 'OrganisationEnhed', uuid } as const;
const NOW = 100;
const altid = { fra: 1, til: TIL_ALTID };
const indhold = {
  egenskaber: [{ felter: { EnhedNavn: 'A' }, virkning: altid }],
  tilstande: [{ vaerdi: 'Aktiv', virkning: altid }],
  relationer: { Overordnet: [{ reference: { uuid }, virkning: altid }] },
};
const nuvaerende: Registrering = { tidspunkt: 50, livscyklusKode: 'Opstaaet', noteTekst: 'gammel', ...indhold };
const brugerRef = { uuid: '00000000-0000-4000-8000-00000000000b' };

function nye(kald: Aendringskald, stored?: Registrering, now = NOW): readonly Registrering[] {
  const resultat = apply(kald, { now, udeladte: 'fjernes', brugerRef, ...(stored && { nuvaerende: stored }) });
  assert.ok('registreringer' in resultat, JSON.stringify(resultat));
  return resultat.registreringer;
}

function regler(kald: Aendringskald, stored?: Registrering): string[] {
  const resultat = apply(kald, { now: NOW, udeladte: 'fjernes', ...(stored && { nuvaerende: stored }) });
  assert.ok('brud' in resultat);
  return resultat.brud.map(({ regel, sted }) => `${regel} ${sted}`);
}

const importer = (...registreringer: IndsendtRegistrering[]): Aendringskald => ({
  ...hoved,
  verbum: 'importer',
  registreringer,
});

test('importer: the head as sent, else the defaults', () => {
  assert.deepEqual(nye(importer(indhold)), [{ tidspunkt: NOW, livscyklusKode: 'Importeret', brugerRef, ...indhold }]);
  const sendt = {
    tidspunkt: 7,
    livscyklusKode: 'Opstaaet',
    noteTekst: 'n',
    brugerRef: { urn: 'x' },
    ...indhold,
  } as const;
  assert.deepEqual(nye(importer(sendt)), [sendt]);
});

test('importer: several registrations by time, each later than the one before', () => {
  const ved = (tidspunkt: number, noteTekst: string) => ({ tidspunkt, noteTekst, ...indhold });
  const lagt = nye(importer(ved(30, 'c'), ved(10, 'a'), ved(10, 'b'), { noteTekst: 'd', ...indhold }));
  assert.deepEqual(
    lagt.map((r) => [r.tidspunkt, r.noteTekst]),
    [
      [10, 'a'],
      [11, 'b'],
      [30, 'c'],
      [NOW, 'd'],
    ],
  );
});

test('importer: never at or before what is registered already', () => {
  const slettet = { ...nuvaerende, livscyklusKode: 'Slettet' } as const;
  assert.deepEqual(
    nye(importer({ tidspunkt: 20, ...indhold }), slettet).map((r) => r.tidspunkt),
    [51],
  );
});

test('importer: the missing beginning of a period is the time of its own registration', () => {
  const [r] = nye(importer({ tidspunkt: 20, ...indhold, tilstande: [{ vaerdi: 'Aktiv' }] }));
  assert.deepEqual(r!.tilstande, [{ vaerdi: 'Aktiv', virkning: { fra: 20, til: TIL_ALTID } }]);
});

test('importer: the time may be now, not later', () => {
  assert.equal(nye(importer({ tidspunkt: NOW, ...indhold })).length, 1);
  assert.deepEqual(regler(importer({ ...indhold }, { tidspunkt: NOW + 1, ...indhold })), [
    'registrering-i-fremtiden Registrering[2]/Tidspunkt',
  ]);
});

test('importer: a deleted registration may be without content, another may not', () => {
  const tom = { egenskaber: [], tilstande: [], relationer: {} };
  assert.equal(nye(importer({ ...tom, livscyklusKode: 'Slettet' })).length, 1);
  assert.deepEqual(regler(importer(tom)), ['felt-udfyldt Registrering/AttributListe']);
});

test('ret keeps the code, takes the note of the call, and always writes', () => {
  assert.deepEqual(nye({ ...hoved, verbum: 'ret', aendring: {} }, nuvaerende), [
    { tidspunkt: NOW, livscyklusKode: 'Opstaaet', brugerRef, ...indhold },
  ]);
  assert.equal(nye({ ...hoved, verbum: 'ret', noteTekst: 'ny', aendring: {} }, nuvaerende)[0]!.noteTekst, 'ny');
});

test('a registration is later than the one before, also when the clock stands still', () => {
  assert.equal(nye({ ...hoved, verbum: 'ret', aendring: {} }, nuvaerende, 50)[0]!.tidspunkt, 51);
  assert.equal(nye({ ...hoved, verbum: 'slet' }, nuvaerende, 40)[0]!.tidspunkt, 51);
});

test('opret, passiver and slet', () => {
  const [oprettet] = nye({ ...hoved, verbum: 'opret', noteTekst: 'n', indhold });
  assert.deepEqual(oprettet, { tidspunkt: NOW, livscyklusKode: 'Opstaaet', noteTekst: 'n', brugerRef, ...indhold });
  const [passiv] = nye({ ...hoved, verbum: 'passiver' }, nuvaerende);
  assert.deepEqual(passiv, { tidspunkt: NOW, livscyklusKode: 'Passiveret', brugerRef, ...indhold });
  const [slettet] = nye({ ...hoved, verbum: 'slet' }, passiv, 200);
  assert.deepEqual(slettet, {
    ...{ tidspunkt: 200, livscyklusKode: 'Slettet', brugerRef },
    ...{ egenskaber: [], tilstande: [], relationer: {} },
  });
});

test('relations are stored in the order of the schema, whatever the order of the message', () => {
  const r = { reference: { uuid }, virkning: altid };
  const [lagt] = nye(importer({ ...indhold, relationer: { Tilhoerer: [r], Adresser: [r], Overordnet: [r] } }));
  assert.deepEqual(Object.keys(lagt!.relationer), ['Adresser', 'Overordnet', 'Tilhoerer']);
  const [rettet] = nye({ ...hoved, verbum: 'ret', aendring: { relationer: { Ansatte: [r] } } }, lagt, 200);
  assert.deepEqual(Object.keys(rettet!.relationer), ['Adresser', 'Ansatte', 'Overordnet', 'Tilhoerer']);
});

test('all breaches of a message are told at once, each with its place', () => {
  const omvendt = { fra: 9, til: 8 };
  const brud = regler(
    {
      ...hoved,
      verbum: 'ret',
      aendring: {
        egenskaber: [{ felter: { EnhedNavn: ' ' } }, { felter: { EnhedNavn: 'B' }, virkning: omvendt }],
        relationer: { Overordnet: [{ virkning: altid }], Ukendt: [{ reference: { uuid } }] },
      },
    },
    nuvaerende,
  );
  assert.deepEqual(brud, [
    'element-ukendt RelationListe/Ukendt',
    'felt-udfyldt AttributListe/Egenskab[1]/EnhedNavn',
    'reference-mangler RelationListe/Overordnet/ReferenceID',
    'virkning-omvendt AttributListe/Egenskab[2]/Virkning',
  ]);
});

test('which verbs an object takes, by its code', () => {
  const koder = [undefined, 'Opstaaet', 'Importeret', 'Passiveret', 'Slettet'] as const;
  const kald: readonly Aendringskald[] = [
    importer(indhold),
    { ...hoved, verbum: 'ret', aendring: {} },
    { ...hoved, verbum: 'passiver' },
    { ...hoved, verbum: 'slet' },
  ];
  const tabel = kald.map((et) =>
    koder.map((livscyklusKode) => {
      const stored = livscyklusKode && { nuvaerende: { ...nuvaerende, livscyklusKode } };
      const resultat = apply(et, { now: NOW, udeladte: 'fjernes', ...stored });
      return 'brud' in resultat ? resultat.brud[0]!.regel.replace('objekt-', '') : 'ok';
    }),
  );
  assert.deepEqual(tabel, [
    ['ok', 'findes', 'findes', 'ok', 'ok'],
    ['ukendt', 'ok', 'ok', 'afsluttet', 'afsluttet'],
    ['ukendt', 'ok', 'ok', 'afsluttet', 'afsluttet'],
    ['ukendt', 'ok', 'ok', 'ok', 'afsluttet'],
  ]);
});
