import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { uuidOf } from '../register/model.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import type { Skrivning } from '../store/store.ts';
import { klassifikationsObjekter } from './klassifikation.ts';
import { brudI } from './kontrakt.testing.ts';
import { covers, DAY_MS, demo, lav, NU, nyeste, ofType, proeve } from './korsbaek/demo.testing.ts';
import { niveauStoerrelser } from './korsbaek/trae.ts';
import { korsbaekPakker } from './korsbaek.ts';
import { KORSBAEK_POST, STAMDATA_FRA, superOrgObjekter } from './superorg.ts';

const digest = (objekter: readonly Skrivning[]) => createHash('sha256').update(JSON.stringify(objekter)).digest('hex');

test('every object fits the contract and the invariants of the store, in the demo and in a bigger one', () => {
  const springNight = Date.parse('2026-03-29T01:30:00Z');
  for (const [now, objekter] of [
    [NU, demo],
    [springNight, lav(700, 7, springNight)],
  ] as const) {
    assert.deepEqual(
      objekter.flatMap((objekt) => brudI(objekt, now)),
      [],
    );
    assert.equal(new Set(objekter.map(({ ejer, uuid }) => `${ejer} ${uuid}`)).size, objekter.length);
  }
});

test('60 units in five levels, 400 users with a person each, and a robot', () => {
  assert.deepEqual(niveauStoerrelser(60), [1, 6, 14, 21, 18]);
  const enheder = ofType('OrganisationEnhed').filter((objekt) => !proeve(objekt));
  assert.equal(enheder.length, 60);
  const brugere = ofType('Bruger').filter((objekt) => !proeve(objekt));
  assert.equal(brugere.length, 401);
  assert.equal(brugere.filter(({ nye }) => nye[0]?.relationer.TilknyttedePersoner?.length === 1).length, 400);
  assert.equal(ofType('Person').filter((objekt) => !proeve(objekt)).length, 400);
});

test('one tree: from every unit up to the one root in at most four steps, in the past, now and later', () => {
  const enheder = new Map(ofType('OrganisationEnhed').map((objekt) => [objekt.uuid, nyeste(objekt)]));
  for (const instant of [NU - 400 * DAY_MS, NU, NU + 100 * DAY_MS]) {
    const steps = (uuid: string, budget = 5): number => {
      const overordnet = enheder.get(uuid)?.relationer.Overordnet?.find((entry) => covers(entry, instant))?.reference;
      return overordnet === undefined || budget === 0 ? 0 : 1 + steps(uuidOf(overordnet)!, budget - 1);
    };
    const dybder = Map.groupBy(enheder.keys(), (uuid) => steps(uuid));
    assert.deepEqual([...dybder.keys()].sort(), [0, 1, 2, 3, 4]);
    // Beside the root only closed teams and the one to come stand alone.
    const alone = dybder.get(0)!.filter((uuid) => enheder.get(uuid)!.relationer.Overordnet === undefined);
    assert.deepEqual(alone, [KORSBAEK_POST.rodenhedUuid]);
  }
});

test('every reference points at an object that is there, of the type that the relation asks for', () => {
  const all = [...demo, ...superOrgObjekter(STAMDATA_FRA), ...klassifikationsObjekter(STAMDATA_FRA)];
  const types = Map.groupBy(all, ({ uuid }) => uuid);
  const hasType = (uuid: string | undefined, type: string) =>
    types.get(uuid ?? '')?.some(({ objekttype }) => type === 'Aktoer' || objekttype === type) ?? false;
  for (const { objekttype, nye, uuid } of demo) {
    for (const { relationer } of nye) {
      for (const { relation } of objekttyper[objekttype].relationer) {
        for (const { reference, rolle, type } of relationer[relation.navn] ?? []) {
          assert.ok(reference && hasType(uuidOf(reference), relation.maal), `${objekttype} ${uuid} ${relation.navn}`);
          for (const id of [rolle, type]) assert.ok(id === undefined || hasType(uuidOf(id), 'Klasse'));
        }
      }
    }
  }
});

test('equal seed, size and day give equal objects; another of them gives others', () => {
  const foerste = digest(demo);
  assert.equal(digest(lav(60, 1, NU + 3_600_000)), foerste);
  assert.notEqual(digest(lav(60, 2, NU)), foerste);
  assert.notEqual(digest(lav(60, 1, NU + DAY_MS)), foerste);
});

test('units have the same UUIDs whatever the seed', () => {
  const uuids = (objekter: readonly Skrivning[], type: ObjektType) =>
    objekter.filter(({ objekttype }) => objekttype === type).map(({ uuid }) => uuid);
  assert.deepEqual(uuids(lav(60, 2, NU), 'OrganisationEnhed'), uuids(demo, 'OrganisationEnhed'));
});

test('nobody real: CPR numbers that cannot be, telephones that begin with 0, mail that goes nowhere', () => {
  for (const person of ofType('Person')) {
    for (const { egenskaber } of person.nye) {
      assert.match(
        String(egenskaber[0]?.felter['CPR-NummerTekst']),
        /^(0000000000|(3[2-9]|[45]\d)(0[1-9]|1[0-2])\d{6})$/,
      );
    }
  }
  const numre = ofType('Person').map((person) => nyeste(person).egenskaber[0]?.felter['CPR-NummerTekst']);
  const faste = numre.filter((nummer) => nummer !== '0000000000');
  assert.equal(new Set(faste).size, faste.length);
  const tekster = ofType('Adresse').flatMap(({ nye }) =>
    nye[0]!.egenskaber.map(({ felter }) => String(felter.AdresseTekst)),
  );
  for (const tekst of tekster) if (tekst.includes('@')) assert.match(tekst, /@korsbaek\.example$/);
  assert.ok(tekster.filter((tekst) => /^0\d( \d\d){3}$/.test(tekst)).length > 300);
});

test('a big municipality: hundreds of units, six or seven users to each, one parcel at a time', () => {
  let [units, users, largest] = [0, 0, 0];
  for (const pakke of korsbaekPakker({ units: 700, seed: 1, now: NU })) {
    largest = Math.max(largest, pakke.length);
    units += pakke.filter(({ objekttype }) => objekttype === 'OrganisationEnhed').length;
    users += pakke.filter(({ objekttype }) => objekttype === 'Person').length;
  }
  assert.equal(units, 701);
  assert.equal(users, 4668);
  assert.ok(largest < 300, `${largest} objects in one parcel`);
});

test('too few units are refused', () => {
  for (const units of [19, 20.5, Number.NaN]) {
    assert.throws(() => korsbaekPakker({ units, seed: 1, now: NU }).next(), { code: 'bad-setting' });
  }
});
