import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import { isTekstMatch, matcher, soegtRegistrering } from './match.ts';
import type { Registrering, Virkning } from './model.ts';
import type { Kriterium, Registreringskrav, Virkningskrav } from './soegning.ts';

const A = '0000000a-0000-4000-8000-000000000001';
const B = '0000000b-0000-4000-8000-000000000001';
const altid = { fra: 5, til: TIL_ALTID };
const enhed: Registrering = {
  tidspunkt: 1,
  livscyklusKode: 'Opstaaet',
  egenskaber: [
    {
      felter: { EnhedNavn: 'Ærø Skole', BrugervendtNoegleTekst: '' },
      virkning: { fra: 5, til: 10, aktoerRef: { uuid: A } },
    },
    {
      felter: { EnhedNavn: 'Ø Skole' },
      virkning: { fra: 10, til: TIL_ALTID, aktoerTypeKode: 'Bruger', noteTekst: 'Fusion' },
    },
  ],
  tilstande: [{ vaerdi: 'Aktiv', virkning: altid }],
  relationer: {
    Overordnet: [{ reference: { urn: A.toUpperCase() }, virkning: altid }],
    Opgaver: [{ reference: { uuid: A }, rolle: { uuid: B }, type: { urn: 'urn:x' }, indeks: '7', virkning: altid }],
  },
};
const ved = (instant: number, hvem: Partial<Virkningskrav> = {}): Virkning => ({
  fra: instant,
  til: instant + 1,
  ...hvem,
});
const navn = (vaerdi: string, virkning: Virkningskrav = ved(12)): Kriterium => ({
  art: 'felt',
  navn: 'EnhedNavn',
  vaerdi,
  virkning,
});
const findes = (...kriterier: Kriterium[]) => matcher(enhed, 'OrganisationEnhed', kriterier);

test('each criterion looks in its own interval', () => {
  assert.deepEqual(
    [findes(navn('ø skole')), findes(navn('ærø skole')), findes(navn('ærø skole', ved(9)))],
    [true, false, true],
  );
  assert.ok(
    findes(navn('Ærø Skole', ved(9)), { art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Aktiv', virkning: ved(99) }),
  );
  assert.ok(!findes({ art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Aktiv', virkning: ved(4) }));
});

test('the same element: either; different elements: both', () => {
  assert.ok(findes(navn('nej'), navn('Ø Skole')));
  assert.ok(!findes(navn('Ø Skole'), { art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Inaktiv', virkning: ved(12) }));
  assert.ok(findes());
});

test('by whom a period was set, and its note', () => {
  assert.deepEqual(
    [findes(navn('*', ved(9, { aktoerRef: { uuid: A } }))), findes(navn('*', ved(9, { aktoerRef: { uuid: B } })))],
    [true, false],
  );
  assert.deepEqual(
    [findes(navn('*', ved(12, { aktoerTypeKode: 'Bruger' }))), findes(navn('*', ved(9, { aktoerTypeKode: 'Bruger' })))],
    [true, false],
  );
  assert.deepEqual(
    [findes(navn('*', ved(12, { noteTekst: 'fusion' }))), findes(navn('*', ved(9, { noteTekst: 'fusion' })))],
    [true, false],
  );
});

test('references by what they mean; the other parts of an entry together', () => {
  assert.ok(findes({ art: 'relation', navn: 'Overordnet', reference: { uuid: A }, virkning: ved(12) }));
  const opgave = { art: 'relation', navn: 'Opgaver', virkning: ved(12) } as const;
  assert.ok(findes({ ...opgave, reference: { uuid: A }, rolle: { uuid: B }, type: { urn: 'urn:x' }, indeks: '7' }));
  assert.ok(!findes({ ...opgave, reference: { uuid: A }, rolle: { uuid: A } }));
  assert.ok(!findes({ ...opgave, type: { urn: 'urn:X' } }));
  assert.ok(!findes({ ...opgave, indeks: '8' }));
  assert.ok(!findes({ ...opgave, navn: 'Adresser', reference: { uuid: A } }));
});

test('a part of a Soegeord is not the field of the same name', () => {
  const klasse: Registrering = {
    ...enhed,
    egenskaber: [{ felter: { BeskrivelseTekst: 'felt', Soegeord: [{ BeskrivelseTekst: 'del' }] }, virkning: altid }],
  };
  const har = (name: string, vaerdi: string) =>
    matcher(klasse, 'Klasse', [{ art: 'felt', navn: name, vaerdi, virkning: ved(12) }]);
  assert.deepEqual([har('BeskrivelseTekst', 'felt'), har('BeskrivelseTekst', 'del')], [true, false]);
  assert.deepEqual([har('Soegeord/BeskrivelseTekst', 'del'), har('Soegeord/BeskrivelseTekst', 'felt')], [true, false]);
});

test('a star first or last stands for any text, elsewhere for itself', () => {
  const hits = (soegt: string) => ['Korsbæk', 'bæk', 'Bækken', 'a*b'].filter((tekst) => isTekstMatch(tekst, soegt));
  assert.deepEqual(hits('BÆK'), ['bæk']);
  assert.deepEqual(hits('bæk*'), ['bæk', 'Bækken']);
  assert.deepEqual(hits('*bæk'), ['Korsbæk', 'bæk']);
  assert.deepEqual(hits('*bæk*'), ['Korsbæk', 'bæk', 'Bækken']);
  assert.deepEqual(hits('a*b'), ['a*b']);
  assert.equal(hits('*').length, 4);
  assert.equal(hits('**').length, 4);
});

test('a blank text is no text: not even a star finds it', () => {
  assert.ok(!findes({ art: 'felt', navn: 'BrugervendtNoegleTekst', vaerdi: '*', virkning: ved(9) }));
});

test('the registration looked at: in force just before the end, registered since the beginning, of the code and by whom', () => {
  const historik: Registrering[] = [
    { ...enhed, tidspunkt: 10, brugerRef: { uuid: A } },
    { ...enhed, tidspunkt: 20, livscyklusKode: 'Passiveret' },
    { ...enhed, tidspunkt: 30, livscyklusKode: 'Importeret' },
  ];
  const set = (krav: Partial<Registreringskrav>) =>
    soegtRegistrering(historik, { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID, ...krav })?.tidspunkt;
  assert.deepEqual([set({}), set({ senestFoer: 31 }), set({ senestFoer: 30 })], [30, 30, undefined]);
  assert.deepEqual([set({ senestFoer: 20 }), set({ senestFoer: 11 }), set({ senestFoer: 10 })], [10, 10, undefined]);
  assert.deepEqual([set({ registreretFra: 30 }), set({ registreretFra: 31 })], [30, undefined]);
  assert.equal(set({ senestFoer: 30, livscyklusKode: 'Passiveret' }), 20);
  assert.deepEqual(
    [set({ livscyklusKode: 'Passiveret' }), set({ livscyklusKode: 'Opstaaet' })],
    [undefined, undefined],
  );
  assert.deepEqual([set({ senestFoer: 20, brugerRef: { urn: A } }), set({ brugerRef: { uuid: A } })], [10, undefined]);
  assert.equal(soegtRegistrering([], { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID }), undefined);
});
