import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { Registrering } from './model.ts';
import { registreringerI, udsnit } from './oejebliksbillede.ts';

const NOW = 10;
const ref = (uuid: string, fra: number, til = TIL_ALTID) => ({ reference: { uuid }, virkning: { fra, til } });
const enhed: Registrering = {
  tidspunkt: 3,
  livscyklusKode: 'Importeret',
  brugerRef: { uuid: 'u' },
  noteTekst: 'n',
  egenskaber: [
    { felter: { EnhedNavn: 'før' }, virkning: { fra: FRA_ALTID, til: 5 } },
    { felter: { EnhedNavn: 'nu' }, virkning: { fra: 5, til: 20 } },
    { felter: { EnhedNavn: 'siden' }, virkning: { fra: 20, til: TIL_ALTID } },
  ],
  tilstande: [{ vaerdi: 'Aktiv', virkning: { fra: 20, til: TIL_ALTID } }],
  relationer: {
    TilknyttedeBrugere: [ref('b', 1, 5), ref('b', 5), ref('c', 9)],
    Overordnet: [ref('p', 1, 5), ref('q', 5, 12), ref('r', 12)],
    Tilhoerer: [ref('t', 1, 5)],
  },
};
const navne = (r: Registrering) => r.egenskaber.map(({ felter }) => felter.EnhedNavn);
const overordnet = (fra: number, til: number, now = NOW) =>
  udsnit(enhed, 'OrganisationEnhed', { fra, til }, now).relationer.Overordnet;

test('the default view: what covers now, whole, under the same head', () => {
  const set = udsnit(enhed, 'OrganisationEnhed', { fra: NOW, til: NOW + 1 }, NOW);
  assert.deepEqual(set, {
    ...enhed,
    egenskaber: [enhed.egenskaber[1]],
    tilstande: [],
    relationer: { TilknyttedeBrugere: [ref('b', 5), ref('c', 9)], Overordnet: [ref('q', 5, 12)] },
  });
});

test('half-open on both sides: what ends where the interval begins is out, and what begins where it ends', () => {
  assert.deepEqual(navne(udsnit(enhed, 'OrganisationEnhed', { fra: 5, til: 20 }, NOW)), ['nu']);
  assert.deepEqual(navne(udsnit(enhed, 'OrganisationEnhed', { fra: 4, til: 21 }, NOW)), ['før', 'nu', 'siden']);
});

test('a 0..1 relation shows once: the period that covers now, else the latest in the interval', () => {
  assert.deepEqual(overordnet(FRA_ALTID, TIL_ALTID), [ref('q', 5, 12)]);
  assert.deepEqual(overordnet(1, 6), [ref('q', 5, 12)]);
  assert.deepEqual(overordnet(1, 6, 30), [ref('q', 5, 12)]);
  assert.deepEqual(overordnet(12, TIL_ALTID), [ref('r', 12)]);
  assert.deepEqual(overordnet(FRA_ALTID, TIL_ALTID, 0), [ref('r', 12)]);
});

test('a 0..n relation of the same name elsewhere shows whole: Tilhoerer of ItSystem', () => {
  const itSystem: Registrering = { ...enhed, relationer: { Tilhoerer: [ref('p', 1, 5), ref('q', 5)] } };
  const alt = { fra: FRA_ALTID, til: TIL_ALTID };
  assert.equal(udsnit(itSystem, 'ItSystem', alt, NOW).relationer.Tilhoerer?.length, 2);
  assert.equal(udsnit(itSystem, 'OrganisationEnhed', alt, NOW).relationer.Tilhoerer?.length, 1);
});

test('registrations by interval of registration time', () => {
  const historik = [3, 7, 8].map((tidspunkt) => ({ ...enhed, tidspunkt }));
  const tider = (fra: number, til: number) => registreringerI(historik, { fra, til }).map(({ tidspunkt }) => tidspunkt);
  assert.deepEqual(tider(FRA_ALTID, 3), []);
  assert.deepEqual(tider(3, 4), [3]);
  assert.deepEqual(tider(6, 8), [3, 7]);
  assert.deepEqual(tider(8, TIL_ALTID), [8]);
  assert.deepEqual(tider(FRA_ALTID, TIL_ALTID), [3, 7, 8]);
});
