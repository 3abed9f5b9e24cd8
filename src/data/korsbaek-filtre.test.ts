import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, TIL_ALTID } from '../base/instant.ts';
import { type Relation, uuidOf } from '../register/model.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../standard/objekttyper.ts';
import type { Skrivning } from '../store/store.ts';
import { type Klassenoegle, klasserI, klasseUuid } from './klasser.ts';
import { covers, DAY_MS, demo, NU, nyeste, ofType, proeve } from './korsbaek/demo.testing.ts';
import { KORSBAEK_POST } from './superorg.ts';

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
  const ledereNu = lederperioder.flatMap((list) => list.filter((entry) => covers(entry, NU)));
  assert.ok(ledereNu.length > 45, 'leaders');
  const brugerById = new Map(brugere.map((bruger) => [bruger.uuid, bruger]));
  for (const { reference } of ledereNu) {
    const leder = brugerById.get(uuidOf(reference!)!);
    assert.ok(leder && isAktiv(leder, NU) && isAktiv(leder, later), 'a leader is at work, and stays');
  }
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
