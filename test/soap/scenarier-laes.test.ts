/** The scenarios L*, S*, H* and K* of spec sf1500 §7, over the wire of a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { namedUuid, newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import * as b from './beskeder.ts';
import { find, findAlle, nyVerden, type Svar, SYDDJURS, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const ENHED = b.STI('OrganisationEnhed');
const FUNKTION = b.STI('OrganisationFunktion');
const SYSTEM = '/organisation/organisationsystem/6';
const FREMTID = '2027-06-01T00:00:00+02:00';
const FORTID = '2020-01-01T00:00:00+01:00';
const I_GAAR = '2026-11-23T00:00:00+01:00';
const NU = '2026-11-24T13:00:00+01:00';
const navn = (tekst: string) => `<sd:EnhedNavn>${tekst}</sd:EnhedNavn>`;
/** What a relation of an answer points at. */
const referenceUuid = (svar: Svar, navn: string) =>
  find(find(find(svar.body, navn)!, 'ReferenceID')!, 'UUIDIdentifikator')!.tekst;
const idListe = (svar: Svar) => findAlle(find(svar.body, 'IdListe')!, 'UUIDIdentifikator').map((e) => e.tekst);

async function enhed(tekst: string, relationer = '', tilstande = b.gyldighed('Aktiv'), cvr?: string): Promise<string> {
  const uuid = newUuid();
  const svar = await verden.kald(
    ENHED,
    b.importer('OrganisationEnhed', uuid, { attributter: b.egenskab(navn(tekst)), tilstande, relationer }),
    cvr,
  );
  assert.equal(svar.kode, 20, svar.tekst);
  return uuid;
}

async function funktion(relationer: string): Promise<string> {
  const uuid = newUuid();
  const attributter = b.egenskab('<sd:FunktionNavn>Sagsbehandler</sd:FunktionNavn>');
  const svar = await verden.kald(
    FUNKTION,
    b.importer('OrganisationFunktion', uuid, { attributter, tilstande: b.gyldighed('Aktiv'), relationer }),
  );
  assert.equal(svar.kode, 20, svar.tekst);
  return uuid;
}

test('L1: a random UUID is 44 without a snapshot, in every service', async () => {
  for (const type of ['Adresse', 'Bruger', 'Person', 'OrganisationEnhed', 'Klasse'] as const) {
    const svar = await verden.kald(b.STI(type), b.laes(type, newUuid()));
    assert.equal(svar.kode, 44);
    assert.equal(find(svar.body, 'FiltreretOejebliksbillede'), undefined);
  }
});

test('L4, L5: a future entry is there with the future filter and not without it', async () => {
  const bruger = newUuid();
  const uuid = await funktion(b.relation('TilknyttedeBrugere', bruger, b.virkning(FREMTID)));
  assert.equal(
    findAlle((await verden.kald(FUNKTION, b.laes('OrganisationFunktion', uuid))).body, 'TilknyttedeBrugere').length,
    0,
  );
  const medFremtid = b.list('OrganisationFunktion', [uuid], { virkningFra: NU, virkningTil: '*' });
  assert.equal(findAlle((await verden.kald(FUNKTION, medFremtid)).body, 'TilknyttedeBrugere').length, 1);
});

test('L7, L8, L12: list gives what it knows, and 44 where it knows nothing', async () => {
  const kendte = [await enhed('A'), await enhed('B')];
  const svar = await verden.kald(ENHED, b.list('OrganisationEnhed', [kendte[1]!, newUuid(), kendte[0]!]));
  assert.equal(svar.kode, 20);
  assert.deepEqual(
    findAlle(svar.body, 'ObjektType').map((e) => e.boern[0]!.tekst),
    [kendte[1], kendte[0]],
  );
  assert.equal((await verden.kald(ENHED, b.list('OrganisationEnhed', [newUuid()]))).kode, 44);
  assert.equal((await verden.kald(ENHED, b.list('OrganisationEnhed', []))).kode, 44);
  assert.equal((await verden.kald(b.STI('Organisation'), b.list('Organisation', kendte))).kode, 44);
});

test('L16: the registration filters give the registrations that were in force', async () => {
  const uuid = await enhed('Først');
  const foer = new Date(verden.ur()).toISOString();
  verden.ur.advance(60_000);
  await verden.kald(ENHED, b.ret('OrganisationEnhed', uuid, { attributter: b.egenskab(navn('Siden')) }));
  verden.ur.advance(60_000);
  const dengang = await verden.kald(
    ENHED,
    b.laes('OrganisationEnhed', uuid, { registreringFra: foer, registreringTil: foer }),
  );
  assert.deepEqual(
    findAlle(dengang.body, 'EnhedNavn').map((e) => e.tekst),
    ['Først'],
  );
  const alle = await verden.kald(
    ENHED,
    b.laes('OrganisationEnhed', uuid, { registreringFra: '*', registreringTil: '*' }),
  );
  assert.deepEqual(
    findAlle(alle.body, 'EnhedNavn').map((e) => e.tekst),
    ['Først', 'Siden'],
  );
});

test('S1: from a CVR to its Organisation and its root unit', async () => {
  const virksomhed = await verden.kald(
    b.STI('Virksomhed'),
    b.soeg('Virksomhed', { attributter: b.egenskab(`<sts:CVR-NummerTekst>${SYDDJURS}</sts:CVR-NummerTekst>`, '') }),
  );
  assert.deepEqual(idListe(virksomhed), ['4b232431-e2eb-4438-8ab0-e7b3f7e00175']);
  const organisation = await verden.kald(
    b.STI('Organisation'),
    b.soeg('Organisation', { relationer: b.relation('Virksomhed', idListe(virksomhed)[0]!, '') }),
  );
  assert.deepEqual(idListe(organisation), ['89cba575-d106-4732-87ab-45c09ac56874']);
  const laest = await verden.kald(b.STI('Organisation'), b.laes('Organisation', idListe(organisation)[0]!), SYDDJURS);
  const rod = referenceUuid(laest, 'Overordnet');
  assert.equal((await verden.kald(ENHED, b.laes('OrganisationEnhed', rod), SYDDJURS)).kode, 20);
});

test('S2, S15: Aktiv and Tilhoerer together; an object inactive since yesterday only in the past', async () => {
  const organisation = newUuid();
  const hoerer = b.relation('Tilhoerer', organisation);
  const aktiv = await enhed('Aktiv', hoerer);
  const inaktiv = await enhed(
    'Inaktiv',
    hoerer,
    b.gyldighed('Aktiv', b.virkning(FORTID, I_GAAR)) + b.gyldighed('Inaktiv', b.virkning(I_GAAR)),
  );
  const skabelon = { tilstande: b.gyldighed('Aktiv', ''), relationer: b.relation('Tilhoerer', organisation, '') };
  assert.deepEqual(idListe(await verden.kald(ENHED, b.soeg('OrganisationEnhed', skabelon))), [aktiv]);
  const tid = `<sd:SoegVirkning>${b.virkning('2026-01-01T00:00:00+01:00', '2026-01-02T00:00:00+01:00').slice('<sd:Virkning>'.length, -'</sd:Virkning>'.length)}</sd:SoegVirkning>`;
  const dengang = await verden.kald(ENHED, b.soeg('OrganisationEnhed', skabelon, { tid }));
  assert.deepEqual(idListe(dengang).sort(), [aktiv, inaktiv].sort());
});

test('S3, S4: ended positions are not found, future ones only with a Virkning', async () => {
  const [bruger, type] = [newUuid(), '02e61900-33e0-407f-a2a7-22f70221f003'];
  const af = (periode: string) => b.relation('Funktionstype', type) + b.relation('TilknyttedeBrugere', bruger, periode);
  const nu = await funktion(af(b.virkning(FORTID)));
  await funktion(af(b.virkning(FORTID, I_GAAR)));
  const fremtid = await funktion(af(b.virkning(FREMTID)));
  const soeg = (periode: string) =>
    verden.kald(
      FUNKTION,
      b.soeg('OrganisationFunktion', {
        relationer: b.relation('Funktionstype', type, '') + b.relation('TilknyttedeBrugere', bruger, periode),
      }),
    );
  assert.deepEqual(idListe(await soeg('')), [nu]);
  assert.deepEqual(idListe(await soeg(b.virkning(NU, '*'))).sort(), [nu, fremtid].sort());
});

test('S6, S7, T11, T12: empty parts are no criterion; no hit is 44 with an empty IdListe', async () => {
  await enhed('Noget');
  const tom = await verden.kald(
    ENHED,
    b.soeg('OrganisationEnhed', { attributter: '<Egenskab/>' }, { tid: '<sd:SoegRegistrering/><sd:SoegVirkning/>' }),
  );
  assert.equal(tom.kode, 20);
  assert.ok(idListe(tom).length >= 1);
  const ingen = await verden.kald(
    ENHED,
    b.soeg('OrganisationEnhed', { attributter: b.egenskab(navn('findes slet ikke'), '') }),
  );
  assert.equal(ingen.kode, 44);
  assert.deepEqual(idListe(ingen), []);
});

test('S9, S10, H1: pages without overlap; soeg ends with 44, the hierarchy with 20 and empty containers', async () => {
  const objekter = Array.from({ length: 1203 }, (_, i) => namedUuid(newUuid(), String(i)));
  const enheder = objekter.map(
    (uuid, i) =>
      `<oe:OrganisationEnhed><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><oe:Registrering><oe:AttributListe><oe:Egenskab>${b.virkning(FORTID)}${navn(`Enhed ${i}`)}</oe:Egenskab></oe:AttributListe><oe:TilstandListe/><oe:RelationListe/></oe:Registrering></oe:OrganisationEnhed>`,
  );
  const organisation = `<o:Organisation><sd:UUIDIdentifikator>${newUuid()}</sd:UUIDIdentifikator><o:Registrering><o:AttributListe><o:Egenskab>${b.virkning(FORTID)}<sd:OrganisationNavn>Prøve</sd:OrganisationNavn></o:Egenskab></o:AttributListe><o:TilstandListe/><o:RelationListe/></o:Registrering></o:Organisation>`;
  const ind =
    `<ImporterOrganisationSystemInput xmlns="http://stoettesystemerne.dk/organisation/organisationsystem/6/" xmlns:sd="${NS.sd}" ` +
    `xmlns:o="http://stoettesystemerne.dk/organisation/organisation/6/" xmlns:oe="http://stoettesystemerne.dk/organisation/organisationenhed/6/">` +
    `${organisation}<OrganisationEnhederInput>${enheder.join('')}</OrganisationEnhederInput></ImporterOrganisationSystemInput>`;
  const importeret = await verden.kald(SYSTEM, ind, '29189706');
  const retur = findAlle(importeret.body, 'UnikRetur');
  assert.equal(retur.length, 1204);
  assert.deepEqual(new Set(retur.map((e) => find(e, 'StatusKode')!.tekst)), new Set(['20']));

  const sider: string[] = [];
  const laengder: number[] = [];
  for (let foerste = 0; ; foerste += 500) {
    const svar = await verden.kald(SYSTEM, b.hierarki('organisation', { foerste, antal: 500 }), '29189706');
    assert.equal(svar.kode, 20);
    const side = findAlle(find(svar.body, 'OrganisationEnheder')!, 'ObjektType').map((e) => e.boern[0]!.tekst);
    laengder.push(side.length);
    sider.push(...side);
    if (side.length === 0) break;
  }
  assert.deepEqual(laengder, [500, 500, 204, 0]);
  assert.equal(new Set(sider).size, 1204);

  const soeg = (r: b.Ramme) => verden.kald(ENHED, b.soeg('OrganisationEnhed', {}, r), '29189706');
  const [foerste, anden, tredje] = [
    await soeg({ antal: 5000 }),
    await soeg({ foerste: 1000 }),
    await soeg({ foerste: 2000 }),
  ];
  assert.deepEqual([idListe(foerste).length, idListe(anden).length, idListe(tredje).length], [1000, 205, 0]);
  assert.equal(tredje.kode, 44);
  // One more than the hierarchy has: KOMBIT's own root unit is shared.
  assert.equal(new Set([...idListe(foerste), ...idListe(anden)]).size, 1205);
});

test('H2, H3, H7, H8: each SoegEgenskab filters its own container, and nothing is another authority’s', async () => {
  const uuid = await enhed('Helt særligt navn');
  await enhed('Naboens enhed', '', b.gyldighed('Aktiv'), SYDDJURS);
  const svar = await verden.kald(
    SYSTEM,
    b.hierarki('organisation', {}, [
      ['OrganisationEnhed', navn('Helt særligt navn')],
      ['OrganisationFunktion', '<sd:FunktionNavn>EXCLUDE!</sd:FunktionNavn>'],
    ]),
  );
  assert.deepEqual(
    findAlle(find(svar.body, 'OrganisationEnheder')!, 'ObjektType').map((e) => e.boern[0]!.tekst),
    [uuid],
  );
  assert.equal(find(svar.body, 'OrganisationFunktioner')!.boern.length, 0);
  assert.deepEqual(
    svar.body.boern.map((e) => e.navn),
    [
      'StandardRetur',
      'Organisationer',
      'OrganisationEnheder',
      'OrganisationFunktioner',
      'Brugere',
      'Interessefaellesskaber',
      'ItSystemer',
    ],
  );
  const alt = await verden.kald(SYSTEM, b.hierarki('organisation'));
  assert.ok(!findAlle(alt.body, 'EnhedNavn').some((e) => e.tekst === 'Naboens enhed'));
});

test('S14: only what has been registered since', async () => {
  verden.ur.advance(3_600_000);
  const siden = new Date(verden.ur()).toISOString();
  const uuid = await enhed('Nyere');
  const tid = `<sd:SoegRegistrering><sd:FraTidspunkt><sd:TidsstempelDatoTid>${siden}</sd:TidsstempelDatoTid></sd:FraTidspunkt></sd:SoegRegistrering>`;
  assert.deepEqual(idListe(await verden.kald(ENHED, b.soeg('OrganisationEnhed', {}, { tid }))), [uuid]);
});

test('text search: a star at either end, letter case aside', async () => {
  const uuid = await enhed('Ældrecenter Åkrogen');
  for (const tekst of ['ældrecenter åkrogen', 'Ældre*', '*ÅKROGEN', '*center*']) {
    const svar = await verden.kald(ENHED, b.soeg('OrganisationEnhed', { attributter: b.egenskab(navn(tekst), '') }));
    assert.deepEqual(idListe(svar), [uuid], tekst);
  }
});

test('K1 to K3: classes by facet, to the end; the classification hierarchy in one large page', async () => {
  const facetter = await verden.kald(b.STI('Facet'), b.soeg('Facet', {}));
  const facet = idListe(facetter)[0]!;
  const klasser = await verden.kald(b.STI('Klasse'), b.soeg('Klasse', { relationer: b.relation('Facet', facet, '') }));
  assert.ok(idListe(klasser).length > 0);
  const slut = await verden.kald(
    b.STI('Klasse'),
    b.soeg('Klasse', { relationer: b.relation('Facet', facet, '') }, { foerste: 5000 }),
  );
  assert.equal(slut.kode, 44);
  const tid = `<sd:SoegVirkning><sd:FraTidspunkt><sd:GraenseIndikator>true</sd:GraenseIndikator></sd:FraTidspunkt><sd:TilTidspunkt><sd:TidsstempelDatoTid>${NU}</sd:TidsstempelDatoTid></sd:TilTidspunkt></sd:SoegVirkning>`;
  const hierarki = await verden.kald(
    '/klassifikation/klassifikationsystem/6',
    b.hierarki('klassifikation', { antal: 5000, tid }),
  );
  assert.equal(hierarki.kode, 20);
  assert.ok(find(hierarki.body, 'Klasser')!.boern.length > 40);
});
