import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Instant, TIL_ALTID } from '../base/instant.ts';
import { type Registrering, type Relation, uuidOf } from '../register/model.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../standard/objekttyper.ts';
import type { Skrivning } from '../store/store.ts';
import { type Klassenoegle, klasserI, klasseUuid } from './klasser.ts';
import { klassifikationsObjekter } from './klassifikation.ts';
import { brudI } from './kontrakt.testing.ts';
import { niveauStoerrelser } from './korsbaek/trae.ts';
import { korsbaekPakker } from './korsbaek.ts';
import { KORSBAEK_POST, STAMDATA_FRA, superOrgObjekter } from './superorg.ts';

const DAY_MS = 86_400_000;
const NU = Date.parse('2026-11-24T12:00:00Z');
const lav = (units: number, seed: number, now: Instant) => [...korsbaekPakker({ units, seed, now })].flat();
const demo = lav(60, 1, NU);
const digest = (objekter: readonly Skrivning[]) => createHash('sha256').update(JSON.stringify(objekter)).digest('hex');
const ofType = (type: ObjektType) =>
  demo.filter(({ objekttype, ejer }) => objekttype === type && ejer === KORSBAEK_CVR);
const nyeste = ({ nye }: Skrivning): Registrering => nye.at(-1)!;
const covers = ({ virkning }: { virkning: { fra: Instant; til: Instant } }, at: Instant) =>
  virkning.fra <= at && at < virkning.til;
const proeve = ({ nye }: Skrivning) => nye[0]?.noteTekst?.startsWith('Prøve') ?? false;

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

test('every field, state and relation of every type is filled somewhere', () => {
  for (const type of objekttypeNavne) {
    const registreringer = ofType(type).map(nyeste);
    for (const { felt } of objekttyper[type].felter) {
      const isFilled = registreringer.some(({ egenskaber }) => egenskaber.some(({ felter }) => felter[felt.navn]));
      assert.ok(isFilled, `${type} ${felt.navn}`);
    }
    for (const { relation } of objekttyper[type].relationer) {
      assert.ok(
        registreringer.some(({ relationer }) => relationer[relation.navn]),
        `${type} ${relation.navn}`,
      );
    }
    if (objekttyper[type].tilstand)
      assert.ok(
        registreringer.some(({ tilstande }) => tilstande.length > 0),
        type,
      );
  }
});

/** The entries of a relation in the current registrations of the ordinary objects of a type. */
function entries(type: ObjektType, navn: string): Relation[] {
  return ofType(type).flatMap((objekt) => (proeve(objekt) ? [] : (nyeste(objekt).relationer[navn] ?? [])));
}
const ofKlasse = (list: readonly Relation[], noegle: Klassenoegle, hvad: 'rolle' | 'reference') =>
  list.filter((entry) => entry[hvad] !== undefined && uuidOf(entry[hvad]) === klasseUuid(noegle));

test('every address role is used, and every function, unit, user and task type', () => {
  for (const [type, navn, gruppe] of [
    ['OrganisationEnhed', 'Adresser', 'OrganisationEnhed.Adresse'],
    ['Bruger', 'Adresser', 'Bruger.Adresse'],
    ['OrganisationFunktion', 'Adresser', 'OrganisationFunktion.Adresse'],
    ['ItSystem', 'Adresser', 'ItSystem.Adresse'],
    ['OrganisationEnhed', 'Opgaver', 'Opgave.Rolle'],
  ] as const) {
    const list = entries(type, navn);
    for (const { noegle } of klasserI(gruppe)) assert.ok(ofKlasse(list, noegle, 'rolle').length > 0, noegle);
  }
  for (const [type, navn, gruppe] of [
    ['OrganisationFunktion', 'Funktionstype', 'OrganisationFunktion.Type'],
    ['OrganisationEnhed', 'Enhedstype', 'OrganisationEnhed.Type'],
    ['Bruger', 'BrugerTyper', 'Bruger.Type'],
    ['ItSystem', 'SystemTyper', 'ItSystem.Type'],
    ['Interessefaellesskab', 'Interessefaellesskabstype', 'Interessefaellesskab.Type'],
  ] as const) {
    const list = entries(type, navn);
    for (const { noegle } of klasserI(gruppe)) assert.ok(ofKlasse(list, noegle, 'reference').length > 0, noegle);
  }
});

const isAktiv = (objekt: Skrivning, at: Instant) =>
  nyeste(objekt).tilstande.some((tilstand) => covers(tilstand, at) && tilstand.vaerdi === 'Aktiv');

test('past, present and planned: of users, positions, units, leaders and names', () => {
  const later = NU + 100 * DAY_MS;
  const [brugere, funktioner, enheder] = [
    ofType('Bruger'),
    ofType('OrganisationFunktion'),
    ofType('OrganisationEnhed'),
  ];
  const changes = (list: readonly Skrivning[], foer: boolean, efter: boolean) =>
    list.filter((objekt) => isAktiv(objekt, NU) === foer && isAktiv(objekt, later) === efter).length;
  for (const [navn, list] of Object.entries({ brugere, funktioner })) {
    assert.ok(changes(list, false, false) >= 5, `${navn}: ended`);
    assert.ok(changes(list, true, false) >= 5, `${navn}: to end`);
    assert.ok(changes(list, false, true) >= 5, `${navn}: to come`);
  }
  assert.equal(changes(enheder, false, true), 1);
  assert.ok(changes(enheder, false, false) >= 1);

  const perioder = (navn: string) => enheder.map((objekt) => nyeste(objekt).relationer[navn] ?? []);
  const navne = enheder.map((objekt) => nyeste(objekt).egenskaber);
  for (const lister of [perioder('Overordnet'), navne]) {
    const second = lister.filter((list) => list.length === 2).map((list) => list[1]!.virkning.fra);
    assert.ok(
      second.some((fra) => fra <= NU),
      'changed before today',
    );
    assert.ok(
      second.some((fra) => fra > NU),
      'to change',
    );
  }
  const ledere = funktioner.filter(
    (objekt) =>
      ofKlasse(nyeste(objekt).relationer.Funktionstype ?? [], 'OrganisationFunktion.Type.Lederrolle', 'reference')
        .length > 0,
  );
  const lederperioder = ledere.map((objekt) => nyeste(objekt).relationer.TilknyttedeBrugere ?? []);
  assert.ok(
    lederperioder.some((list) => list.length === 0),
    'a vacant place',
  );
  assert.ok(
    lederperioder.some((list) => list.some(({ virkning }) => virkning.til < NU)),
    'a former leader',
  );
  assert.ok(
    lederperioder.some((list) => list.some(({ virkning }) => virkning.fra > NU)),
    'a leader to come',
  );
  assert.ok(lederperioder.filter((list) => list.some((entry) => covers(entry, NU))).length > 45, 'leaders');
});

test('history of registrations, every code of the life cycle, other actors, notes and a URN that holds a UUID', () => {
  for (const type of ['OrganisationEnhed', 'Bruger', 'Person', 'OrganisationFunktion', 'Adresse'] as const) {
    assert.ok(ofType(type).filter(({ nye }) => nye.length > 1).length >= 5, type);
  }
  const alle = demo.flatMap(({ nye }) => nye);
  assert.deepEqual([...new Set(alle.map((entry) => entry.livscyklusKode))].sort(), [
    'Importeret',
    'Opstaaet',
    'Passiveret',
    'Slettet',
  ]);
  const virkninger = alle.flatMap(({ egenskaber }) => egenskaber.map(({ virkning }) => virkning));
  assert.ok(virkninger.some(({ aktoerTypeKode, noteTekst }) => aktoerTypeKode === 'Bruger' && noteTekst !== undefined));
  assert.ok(alle.some(({ brugerRef }) => brugerRef !== undefined && 'urn' in brugerRef));
  assert.ok(entries('OrganisationEnhed', 'Enhedstype').some(({ reference }) => reference && 'urn' in reference));
});

test('patterns: one payout unit that others point at, contact places with tasks, two postal addresses of the root', () => {
  const funktioner = ofType('OrganisationFunktion').filter((objekt) => !proeve(objekt));
  const ofFunktion = (noegle: Klassenoegle) =>
    funktioner.filter(
      (objekt) => ofKlasse(nyeste(objekt).relationer.Funktionstype ?? [], noegle, 'reference').length > 0,
    );
  const [udbetaling, ...flere] = ofFunktion('OrganisationFunktion.Type.UdbetalendeEnhed');
  assert.ok(udbetaling && flere.length === 0);
  const pointing = entries('OrganisationEnhed', 'TilknyttedeFunktioner').filter(
    ({ reference }) => reference && uuidOf(reference) === udbetaling.uuid,
  );
  assert.ok(pointing.length >= 4);
  const steder = ofFunktion('OrganisationFunktion.Type.Henvendelsessted');
  assert.equal(steder.length, 6);
  for (const sted of steder) {
    assert.equal(nyeste(sted).relationer.TilknyttedeEnheder?.length, 1);
    assert.ok(nyeste(sted).relationer.TilknyttedeOpgaver);
  }
  const rod = demo.find(({ uuid }) => uuid === KORSBAEK_POST.rodenhedUuid)!;
  const post = ofKlasse(nyeste(rod).relationer.Adresser ?? [], 'OrganisationEnhed.Adresse.Postadresse', 'rolle');
  assert.deepEqual(post.map(({ indeks }) => indeks?.[0]).sort(), ['1', '2']);
  assert.equal(post[0]?.virkning.til, TIL_ALTID);
});

test('nobody real: CPR numbers that cannot be, telephones that begin with 0, mail that goes nowhere', () => {
  for (const person of ofType('Person')) {
    for (const { egenskaber } of person.nye) {
      assert.match(
        String(egenskaber[0]?.felter['CPR-NummerTekst']),
        /^(0000000000|([67]\d|8[0-8])(0[1-9]|1[0-2])\d{6})$/,
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
