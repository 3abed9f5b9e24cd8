import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { readDocument } from './dokumentlinje.ts';

const UUID = '9b33c0a0-a566-4ec0-8200-325cb1e5bb9a';
const NU = 1_000_000;
const VIRKNING = { fra: -1e21, til: 1e21, aktoerRef: { urn: 'urn:x' }, aktoerTypeKode: 'Bruger', noteTekst: 'n' };

function enhed(): Record<string, unknown> {
  const registrering = {
    tidspunkt: 1000,
    livscyklusKode: 'Importeret',
    noteTekst: 'note',
    brugerRef: { uuid: UUID },
    egenskaber: [{ virkning: VIRKNING, felter: { BrugervendtNoegleTekst: 'a', EnhedNavn: 'Enhed æøå' } }],
    tilstande: [{ virkning: { fra: 0, til: 5 }, vaerdi: 'Aktiv' }],
    relationer: {
      Adresser: [
        { virkning: VIRKNING, reference: { uuid: UUID }, rolle: { uuid: UUID }, type: { urn: 'x' }, indeks: '1' },
      ],
      Overordnet: [{ virkning: VIRKNING, reference: { uuid: UUID } }],
    },
  };
  return {
    objekttype: 'OrganisationEnhed',
    ejer: '11111111',
    uuid: UUID,
    registreringer: [registrering, { ...registrering, tidspunkt: 2000 }],
  };
}

/** A copy with the value at a path replaced; `undefined` takes it out. */
function changed(path: string, value: unknown): string {
  const copy = structuredClone(enhed());
  const keys = path.split('.');
  const last = keys.pop()!;
  let place = copy as Record<string, unknown>;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  place[last] = value;
  return JSON.stringify(copy);
}

function refusal(line: string): string {
  try {
    readDocument(line, 7, NU);
  } catch (error) {
    assert.ok(error instanceof FkorgError && error.code === 'bad-file', String(error));
    return error.message;
  }
  assert.fail(`was taken: ${line}`);
}

test('an object is taken as it is', () => {
  const { registreringer, ...noegle } = enhed();
  assert.deepEqual(readDocument(JSON.stringify(enhed()), 1, NU), {
    objekt: { ...noegle, verbum: 'importer', forventetNr: 0, nye: registreringer },
  });
});

test('an authority is taken as it is', () => {
  const myndighed = {
    cvr: '11111111',
    navn: 'Korsbæk',
    kommunekode: '999',
    organisationUuid: UUID,
    rodenhedUuid: UUID,
    virksomhedUuid: UUID,
    myndighedUuid: UUID,
  };
  assert.deepEqual(readDocument(JSON.stringify({ myndighed }), 1, NU), { myndighed });
  assert.match(refusal(JSON.stringify({ myndighed: { ...myndighed, cvr: '1' } })), /Line 7: myndighed\/cvr is 1;/);
  assert.match(refusal(JSON.stringify({ myndighed, more: 1 })), /more is there/);
});

test('the position of the feed is taken as it is', () => {
  assert.deepEqual(readDocument('{"position":3393}', 1, NU), { position: 3393 });
  for (const value of [-1, 1.5, '7', null]) {
    assert.match(refusal(JSON.stringify({ position: value })), /Line 7: position is .* a whole number from 0/);
  }
  assert.match(refusal('{"position":1,"more":1}'), /more is there/);
});

test('fields of every form are taken: repeated ones and Soegeord', () => {
  const registrering = { tidspunkt: 1, livscyklusKode: 'Opstaaet', tilstande: [], relationer: {} };
  const line = (objekttype: string, felter: object) =>
    JSON.stringify({
      objekttype,
      ejer: '11111111',
      uuid: UUID,
      registreringer: [{ ...registrering, egenskaber: [{ virkning: VIRKNING, felter }] }],
    });
  readDocument(line('ItSystem', { KonfigurationReference: ['a', 'b'] }), 1, NU);
  assert.match(
    refusal(line('ItSystem', { KonfigurationReference: 'a' })),
    /KonfigurationReference is a; it must be a list/,
  );
  readDocument(line('Klasse', { Soegeord: [{ SoegeordIdentifikator: 'x' }] }), 1, NU);
  assert.match(refusal(line('Klasse', { Soegeord: [{ Andet: 'x' }] })), /Soegeord\[1\]\/Andet/);
  readDocument(line('Person', { 'CPR-NummerTekst': '0000000000' }), 1, NU);
  assert.match(refusal(line('Person', { 'CPR-NummerTekst': '00000' })), /of the form \[0-9\]\{10\}/);
});

test('what is wrong is named with its line, its place and what would be right', () => {
  const at = 'registreringer.0.';
  const cases: readonly (readonly [string, RegExp])[] = [
    ['{"objekttype":', /^Line 7: this is not JSON\.$/],
    ['[]', /the line is \[\]; it must be a JSON object/],
    [changed('objekttype', 'Enhed'), /objekttype is Enhed; it must be one of Adresse, /],
    [changed('objekttype', undefined), /objekttype is missing/],
    [changed('ejer', '123'), /ejer is 123; it must be a CVR/],
    [changed('uuid', UUID.toUpperCase()), /a UUID in lower case/],
    [changed('registreringer', []), /at least one registration/],
    [changed('more', 1), /more is there; it must be left out/],
    [changed(`${at}tidspunkt`, 1e21), /tidspunkt is 1e\+21; it must be a time with a date/],
    [changed(`${at}tidspunkt`, 1.5), /a whole number of milliseconds/],
    [changed(`${at}tidspunkt`, 2000), /registreringer\[2\]\/tidspunkt is 2000; it must be a time after/],
    [changed(`${at}livscyklusKode`, 'Rettet'), /livscyklusKode is Rettet/],
    [changed(`${at}brugerRef`, {}), /brugerRef\/uuid is missing/],
    [changed(`${at}egenskaber.0.felter.EnhedNavn`, 'x'.repeat(201)), /a text of at most 200 characters/],
    [changed(`${at}egenskaber.0.felter.FunktionNavn`, 'x'), /FunktionNavn is there; it must be left out/],
    [changed(`${at}egenskaber.0.felter.toString`, 'x'), /toString is there/],
    [changed(`${at}tilstande.0.vaerdi`, 'aktiv'), /vaerdi is aktiv; it must be one of Aktiv, Inaktiv/],
    [changed(`${at}tilstande.0.virkning.til`, 0), /virkning\/til is 0; it must be after fra/],
    [changed(`${at}relationer.Skole`, []), /relationer\/Skole is there/],
    [changed(`${at}relationer.Overordnet.0.rolle`, { uuid: UUID }), /Overordnet\[1\]\/rolle is there/],
    [
      changed(`${at}relationer.Adresser.0.reference`, { urn: 1 }),
      /Adresser\[1\]\/reference\/urn is 1; it must be a text/,
    ],
    [changed(`${at}relationer.Adresser.0.virkning`, undefined), /Adresser\[1\]\/virkning is missing/],
    [changed(`${at}relationer.Adresser.0.rolle`, undefined), /Adresser\[1\]\/rolle is missing/],
    [changed(`${at}relationer.Overordnet.0.reference`, undefined), /Overordnet\[1\]\/reference is missing/],
    [changed(`${at}tilstande.0.vaerdi`, undefined), /tilstande\[1\]\/vaerdi is missing/],
    [changed('registreringer.1.tidspunkt', NU + 1), /registreringer\[2\]\/tidspunkt is 1000001; .* that has been/],
    [changed(`${at}noteTekst`, 'n'.repeat(1025)), /noteTekst .* at most 1024 characters/],
    [changed(`${at}brugerRef`, { urn: 'u'.repeat(256) }), /brugerRef\/urn .* at most 255 characters/],
  ];
  for (const [line, message] of cases) assert.match(refusal(line), message);
});

test('what XML cannot carry is no text', () => {
  const place = 'registreringer.0.egenskaber.0.felter.EnhedNavn';
  for (const char of ['\0', '\u0001', '\ud800', '\uffff']) {
    assert.match(
      refusal(changed(place, `a${char}b`)),
      /EnhedNavn is "a.{1,6}b"; it must be a text without characters that XML/,
    );
  }
  readDocument(changed(place, 'tab\t, line\n, æøå, 𝕏'), 1, NU);
});

test('what the register would never have stored is refused: overlapping periods, an address twice', () => {
  const at = 'registreringer.0.';
  const { egenskaber, relationer } = (enhed().registreringer as { egenskaber: []; relationer: { Adresser: [] } }[])[0]!;
  const twice = [...relationer.Adresser, ...relationer.Adresser];
  for (const [line, message] of [
    [changed(`${at}egenskaber`, [...egenskaber, ...egenskaber]), /Egenskab\[2\]: overlaps the one before/],
    [changed(`${at}relationer.Adresser`, twice), /the same address twice/],
    [changed(`${at}relationer.Overordnet`, []), /Overordnet: no entries/],
  ] as const) {
    assert.match(refusal(line), /registreringer\[1\] is not in the form of the register/);
    assert.match(refusal(line), message);
  }
});

test('an object type without a state has none', () => {
  const line = changed('objekttype', 'Person');
  assert.match(refusal(line), /felter\/EnhedNavn is there/);
  const person = { ...enhed(), objekttype: 'Person' };
  const registreringer = [
    { tidspunkt: 1, livscyklusKode: 'Opstaaet', egenskaber: [], relationer: {}, tilstande: [{ virkning: VIRKNING }] },
  ];
  assert.match(refusal(JSON.stringify({ ...person, registreringer })), /left out: Person has no state/);
});
