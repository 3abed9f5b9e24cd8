/** The scenarios I*, R* of spec sf1500 §7, over the wire of a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from './beskeder.ts';
import { find, findAlle, nyVerden, type Svar, SYDDJURS, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const ENHED = b.STI('OrganisationEnhed');
const FUNKTION = b.STI('OrganisationFunktion');
const I_DAG = '2026-11-24T00:00:00+01:00';
const enhedNavn = (navn: string) =>
  `<sd:BrugervendtNoegleTekst>bvn</sd:BrugervendtNoegleTekst><sd:EnhedNavn>${navn}</sd:EnhedNavn>`;
const enhed = (navn = 'Borgerservice', relationer = ''): b.Lister => ({
  attributter: b.egenskab(enhedNavn(navn)),
  tilstande: b.gyldighed('Aktiv'),
  relationer,
});
const navne = (svar: Svar) => findAlle(svar.body, 'EnhedNavn').map((e) => e.tekst);

async function nyEnhed(relationer = ''): Promise<string> {
  const uuid = newUuid();
  const svar = await verden.kald(ENHED, b.importer('OrganisationEnhed', uuid, enhed('Borgerservice', relationer)));
  assert.equal(svar.kode, 20, svar.tekst);
  verden.ur.advance(1000);
  return uuid;
}

test('I1: an unknown Adresse is imported and read back as Importeret', async () => {
  const uuid = newUuid();
  const svar = await verden.kald(
    b.STI('Adresse'),
    b.importer('Adresse', uuid, { attributter: b.egenskab('<sts:AdresseTekst>Torvet 1</sts:AdresseTekst>') }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
  const laest = await verden.kald(b.STI('Adresse'), b.laes('Adresse', uuid));
  assert.equal(find(laest.body, 'LivscyklusKode')?.tekst, 'Importeret');
  assert.equal(find(laest.body, 'AdresseTekst')?.tekst, 'Torvet 1');
  assert.equal(find(laest.body, 'AdresseTekst')?.ns, 'urn:oio:sts:6');
});

test('I2: importer of an active UUID is 49 and changes nothing', async () => {
  const uuid = await nyEnhed();
  const svar = await verden.kald(ENHED, b.importer('OrganisationEnhed', uuid, enhed('Andet')));
  assert.equal(svar.kode, 49);
  assert.match(find(svar.body, 'FejlbeskedTekst')!.tekst, /objekt-findes/);
  assert.deepEqual(navne(await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid))), ['Borgerservice']);
});

test('I3, I4: importer revives a passive and a deleted object with the new content', async () => {
  for (const element of ['PassiverInput', 'SletInput'] as const) {
    const uuid = await nyEnhed();
    assert.equal((await verden.kald(ENHED, b.medUuid('OrganisationEnhed', element, uuid))).kode, 20);
    verden.ur.advance(1000);
    assert.equal((await verden.kald(ENHED, b.importer('OrganisationEnhed', uuid, enhed('Genoplivet')))).kode, 20);
    const laest = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid));
    assert.deepEqual(navne(laest), ['Genoplivet']);
    assert.equal(find(laest.body, 'LivscyklusKode')?.tekst, 'Importeret');
  }
});

test('I5: a Tidspunkt an hour ahead is 45; seven decimals of this instant are not', async () => {
  const tid = (ms: number, rest = '') =>
    `<sd:Tidspunkt>${new Date(ms).toISOString().slice(0, -1)}${rest}Z</sd:Tidspunkt>`;
  const senere = await verden.kald(
    ENHED,
    b.importer('OrganisationEnhed', newUuid(), enhed(), tid(verden.ur() + 3_600_000)),
  );
  assert.equal(senere.kode, 45, senere.tekst);
  const nu = await verden.kald(ENHED, b.importer('OrganisationEnhed', newUuid(), enhed(), tid(verden.ur(), '9999')));
  assert.equal(nu.kode, 20, nu.tekst);
});

test('I7: a function may point at what does not exist', async () => {
  const svar = await verden.kald(
    FUNKTION,
    b.importer('OrganisationFunktion', newUuid(), {
      attributter: b.egenskab('<sd:FunktionNavn>Leder</sd:FunktionNavn>'),
      tilstande: b.gyldighed('Aktiv'),
      relationer: b.relation('TilknyttedeBrugere', newUuid()) + b.relation('TilknyttedeEnheder', newUuid()),
    }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
});

test('I8, I9, I10, I15: what is wrong is 40 and explained by place and rule', async () => {
  const rolle = '80b610c6-314b-485a-a014-a9a1d7070bc4';
  const forkert: [string, b.Lister, RegExp][] = [
    [
      'no name',
      { attributter: b.egenskab('<sd:BrugervendtNoegleTekst>x</sd:BrugervendtNoegleTekst>') },
      /EnhedNavn.*felt-udfyldt/,
    ],
    ['blank name', { attributter: b.egenskab(enhedNavn(' ')) }, /EnhedNavn.*felt-udfyldt/],
    [
      'same Indeks',
      enhed('x', b.adresse(newUuid(), rolle, '1') + b.adresse(newUuid(), rolle, '1')),
      /Indeks.*indeks-entydigt/,
    ],
    ['no Rolle', enhed('x', b.relation('Adresser', newUuid())), /Rolle.*element-mangler|element-mangler.*Rolle/],
    ['201 characters', enhed('x'.repeat(201)), /EnhedNavn.*tekst-for-lang.*200/],
    [
      'wrong order',
      enhed('x', b.relation('Tilhoerer', newUuid()) + b.relation('Overordnet', newUuid())),
      /Overordnet.*element-raekkefoelge/,
    ],
  ];
  for (const [hvad, lister, tekst] of forkert) {
    const svar = await verden.kald(ENHED, b.importer('OrganisationEnhed', newUuid(), lister));
    assert.equal(svar.kode, 40, `${hvad}: ${svar.tekst}`);
    assert.match(find(svar.body, 'FejlbeskedTekst')!.tekst, tekst, hvad);
  }
});

test('I11, L14: a missing TilTidspunkt comes back as the open end, in Danish time with milliseconds', async () => {
  const uuid = await nyEnhed();
  const laest = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid));
  for (const periode of findAlle(laest.body, 'Virkning')) {
    assert.equal(find(find(periode, 'TilTidspunkt')!, 'GraenseIndikator')?.tekst, 'true');
    assert.equal(find(find(periode, 'FraTidspunkt')!, 'TidsstempelDatoTid')?.tekst, '2020-01-01T00:00:00.000+01:00');
  }
});

test('I16: CPR 0000000000 is a CPR', async () => {
  const ns = 'http://stoettesystemerne.dk/organisation/person/6/';
  const svar = await verden.kald(
    b.STI('Person'),
    b.importer('Person', newUuid(), {
      attributter: b.egenskab(
        `<sts:CPR-NummerTekst>0000000000</sts:CPR-NummerTekst><NavnTekst xmlns="${ns}">Test</NavnTekst>`,
      ),
    }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
});

test('R1: a new name from today; the full history shows the old one ending today', async () => {
  const uuid = await nyEnhed();
  const svar = await verden.kald(
    ENHED,
    b.ret('OrganisationEnhed', uuid, { attributter: b.egenskab(enhedNavn('Nyt'), b.virkning(I_DAG)) }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
  assert.deepEqual(navne(await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid))), ['Nyt']);
  const fuld = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid, { virkningFra: '*', virkningTil: '*' }));
  assert.deepEqual(navne(fuld), ['Borgerservice', 'Nyt']);
  const [foerste] = findAlle(fuld.body, 'Egenskab');
  assert.equal(find(find(foerste!, 'TilTidspunkt')!, 'TidsstempelDatoTid')?.tekst, '2026-11-24T00:00:00.000+01:00');
});

test('R3, R4, R19, R20: 44 for the unknown, 49 for the passive and the deleted', async () => {
  assert.equal((await verden.kald(ENHED, b.ret('OrganisationEnhed', newUuid(), {}))).kode, 44);
  const uuid = await nyEnhed();
  assert.equal((await verden.kald(ENHED, b.medUuid('OrganisationEnhed', 'PassiverInput', uuid))).kode, 20);
  assert.equal((await verden.kald(ENHED, b.ret('OrganisationEnhed', uuid, enhed()))).kode, 49);
  assert.equal(
    find((await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid))).body, 'LivscyklusKode')?.tekst,
    'Passiveret',
  );
  verden.ur.advance(1000);
  assert.equal((await verden.kald(ENHED, b.medUuid('OrganisationEnhed', 'SletInput', uuid))).kode, 20);
  assert.equal((await verden.kald(ENHED, b.medUuid('OrganisationEnhed', 'SletInput', uuid))).kode, 49);
  assert.equal(
    find((await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid))).body, 'LivscyklusKode')?.tekst,
    'Slettet',
  );
});

test('R6: a new parent from today; the past shows the old one until today', async () => {
  const [p1, p2] = [newUuid(), newUuid()];
  const uuid = await nyEnhed(b.relation('Overordnet', p1));
  const svar = await verden.kald(
    ENHED,
    b.ret('OrganisationEnhed', uuid, { relationer: b.relation('Overordnet', p2, b.virkning(I_DAG)) }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
  const parent = (s: Svar) => find(find(s.body, 'Overordnet')!, 'ReferenceID')!.boern[0]!.tekst;
  assert.equal(parent(await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid))), p2);
  const dengang = '2026-01-01T00:00:00+01:00';
  const foer = await verden.kald(
    ENHED,
    b.laes('OrganisationEnhed', uuid, { virkningFra: dengang, virkningTil: dengang }),
  );
  assert.equal(parent(foer), p1);
  assert.equal(
    find(find(find(foer.body, 'Overordnet')!, 'TilTidspunkt')!, 'TidsstempelDatoTid')?.tekst,
    '2026-11-24T00:00:00.000+01:00',
  );
});

test('R7, R8, T11: absent lists, absent types and empty lists leave what is stored', async () => {
  const uuid = await nyEnhed(b.relation('TilknyttedeBrugere', newUuid()));
  for (const aendring of [
    { attributter: b.egenskab(enhedNavn('A'), b.virkning(I_DAG)) },
    { attributter: '', tilstande: '', relationer: '' },
  ]) {
    assert.equal((await verden.kald(ENHED, b.ret('OrganisationEnhed', uuid, aendring))).kode, 20);
    const laest = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid));
    assert.deepEqual(
      [
        navne(laest).length,
        findAlle(laest.body, 'Gyldighed').length,
        findAlle(laest.body, 'TilknyttedeBrugere').length,
      ],
      [1, 1, 1],
    );
  }
});

test('R12: a period before one that is in force is 47', async () => {
  const uuid = await nyEnhed();
  const fra = (tid: string) =>
    b.ret('OrganisationEnhed', uuid, { attributter: b.egenskab(enhedNavn('x'), b.virkning(tid)) });
  assert.equal((await verden.kald(ENHED, fra('2026-06-01T00:00:00+02:00'))).kode, 20);
  const svar = await verden.kald(ENHED, fra('2026-03-01T00:00:00+01:00'));
  assert.equal(svar.kode, 47, svar.tekst);
  const omvendt = b.ret('OrganisationEnhed', uuid, {
    attributter: b.egenskab(enhedNavn('x'), b.virkning(I_DAG, '2026-01-01T00:00:00+01:00')),
  });
  assert.equal((await verden.kald(ENHED, omvendt)).kode, 47);
});

test('R22: parallel rets on one object are serialised and all of them are in the history', async () => {
  const uuid = await nyEnhed();
  const svar = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      verden.kald(
        ENHED,
        b.ret('OrganisationEnhed', uuid, { attributter: b.egenskab(enhedNavn(`Navn ${i}`), b.virkning(I_DAG)) }),
      ),
    ),
  );
  assert.deepEqual(new Set(svar.map(({ kode }) => kode)), new Set([20]));
  verden.ur.advance(1000);
  const historie = await verden.kald(
    ENHED,
    b.laes('OrganisationEnhed', uuid, { registreringFra: '*', registreringTil: '*' }),
  );
  assert.equal(findAlle(historie.body, 'Registrering').length, 13);
  const kendte = new Set(navne(historie));
  for (let i = 0; i < 12; i++) assert.ok(kendte.has(`Navn ${i}`), `Navn ${i}`);
});

test('opret gives a new object that begins as Opstaaet', async () => {
  const svar = await verden.kald(ENHED, b.opret('OrganisationEnhed', enhed('Født her')));
  assert.equal(svar.kode, 20, svar.tekst);
  const uuid = find(svar.body, 'UUIDIdentifikator')!.tekst;
  const laest = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid));
  assert.equal(find(laest.body, 'LivscyklusKode')?.tekst, 'Opstaaet');
});

test('A3, R18, H8: another authority sees nothing of it, and shared objects are read-only', async () => {
  const uuid = await nyEnhed();
  assert.equal((await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid), SYDDJURS)).kode, 44);
  assert.equal((await verden.kald(ENHED, b.ret('OrganisationEnhed', uuid, enhed()), SYDDJURS)).kode, 44);
  const syddjursOrganisation = '89cba575-d106-4732-87ab-45c09ac56874';
  const organisation = b.STI('Organisation');
  assert.equal((await verden.kald(organisation, b.laes('Organisation', syddjursOrganisation), SYDDJURS)).kode, 20);
  assert.equal((await verden.kald(organisation, b.ret('Organisation', syddjursOrganisation, {}), SYDDJURS)).kode, 41);
});

test('upper-case UUIDs, and a URN that holds a UUID, mean the same as the plain form', async () => {
  const type = '16bf18c3-ed6f-44b0-b7a1-35f94984e519';
  const urn = `<sd:Enhedstype>${b.virkning(I_DAG)}<sd:ReferenceID><sd:URNIdentifikator>${type}</sd:URNIdentifikator></sd:ReferenceID></sd:Enhedstype>`;
  const uuid = await nyEnhed(urn);
  const laest = await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid.toUpperCase()));
  assert.equal(laest.kode, 20);
  assert.equal(find(find(laest.body, 'Enhedstype')!, 'URNIdentifikator')?.tekst, type);
  const fundet = await verden.kald(
    ENHED,
    b.soeg('OrganisationEnhed', { relationer: b.relation('Enhedstype', type.toUpperCase(), '') }),
  );
  assert.ok(
    findAlle(fundet.body, 'UUIDIdentifikator').some((e) => e.tekst === uuid),
    fundet.tekst,
  );
});
