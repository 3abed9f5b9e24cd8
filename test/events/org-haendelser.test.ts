/** What the operations of the register become as messages (spec neighbours §8, scenarios 36 to 38), and the derived ones. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { formatDanish } from '../../src/base/copenhagen.ts';
import { elementerPaa, vaerdierPaa } from '../../src/beskedfordeler/kuvert/haendelsesbesked.ts';
import type { Orgbesked } from '../../src/beskedfordeler/org/org-besked.ts';
import { registerbeskeder } from '../../src/beskedfordeler/org/registerbeskeder.ts';
import { ORGVALG_STANDARD, type Orgvalg } from '../../src/beskedfordeler/org/valg.ts';
import { KORSBAEK, NABO, NU, ORGANISATION, Verden } from '../../src/operations/verden.testing.ts';
import { STATUS } from '../../src/standard/koder.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';

const verden = await Verden.ny();
after(() => verden[Symbol.asyncDispose]());

const AFLEDT: Orgvalg = { ...ORGVALG_STANDARD, erAfledt: true };

/** The messages of everything that has happened after a position. */
async function beskeder(siden: number, valg = ORGVALG_STANDARD): Promise<Orgbesked[]> {
  return [...(await registerbeskeder(verden.store, valg).efter(siden, 1000)).beskeder];
}

const set = (fundne: readonly Orgbesked[]) => fundne.map(({ type, handling, uuid }) => [type, handling, uuid]);

const tilhoerer = { Tilhoerer: [{ reference: { uuid: ORGANISATION } }] };
const NAVNE = { Bruger: 'BrugerNavn', OrganisationEnhed: 'EnhedNavn' } as const;

async function lykkes(kald: ReturnType<Verden['kald']>): Promise<string> {
  const { status, brud, uuid } = await kald;
  assert.equal(status, STATUS.ok, JSON.stringify(brud));
  return uuid ?? '';
}

for (const [objekttype, type] of [
  ['Bruger', 'ORG_Bruger'],
  ['OrganisationEnhed', 'ORG_OrgEnhed'],
] as const) {
  const felt = NAVNE[objekttype];

  test(`${type}: opret is one message for its authority, with Opstaaet (scenarios 36, 38)`, async () => {
    const siden = await verden.store.sidstePosition();
    const egenskaber = [{ felter: { [felt]: 'a' }, virkning: { fra: NU } }];
    const indhold = { egenskaber, tilstande: [], relationer: tilhoerer };
    const uuid = await lykkes(verden.kald({ verbum: 'opret', objekttype, indhold }));
    const fundne = await beskeder(siden);
    assert.deepEqual(set(fundne), [[type, 'Opstaaet', uuid]]);
    assert.deepEqual(fundne[0]!.tilladteModtagere, [`urn:oio:cvr-nr:${KORSBAEK}`]);
    const relateret = vaerdierPaa(fundne[0]!, ['Beskedkuvert', 'Filtreringsdata', 'RelateretObjekt', 'ObjektId']);
    assert.deepEqual(relateret, [ORGANISATION]);
  });

  test(`${type}: importer, ret, passiver and slet are one message each, with a handling of their own (scenario 37)`, async () => {
    const siden = await verden.store.sidstePosition();
    const uuid = verden.nytUuid();
    await lykkes(verden.importer(objekttype, { [felt]: 'a' }, { uuid, relationer: tilhoerer }));
    const egenskaber = [{ felter: { [felt]: 'b' }, virkning: { fra: verden.ur() } }];
    await lykkes(verden.kald({ verbum: 'ret', objekttype, uuid, aendring: { egenskaber } }));
    await lykkes(verden.kald({ verbum: 'passiver', objekttype, uuid }));
    const afvist = await verden.kald({ verbum: 'ret', objekttype, uuid, aendring: { egenskaber } });
    assert.notEqual(afvist.status, STATUS.ok);
    await lykkes(verden.importer(objekttype, { [felt]: 'c' }, { uuid, relationer: tilhoerer }));
    await lykkes(verden.kald({ verbum: 'slet', objekttype, uuid }));
    const fundne = await beskeder(siden);
    const ventet = ['Importeret', 'Rettet', 'Passiveret', 'Importeret', 'Slettet'];
    assert.deepEqual(
      set(fundne),
      ventet.map((handling) => [type, handling, uuid]),
    );
    assert.equal(new Set(fundne.map(({ beskedId }) => beskedId)).size, 5);
    const handlinger = ventet.map((handling) => ORGVALG_STANDARD.handlinger[handling as 'Rettet']);
    const R = ['Beskedkuvert', 'Filtreringsdata', 'ObjektRegistrering', 'ObjektHandling'];
    assert.deepEqual(
      fundne.flatMap((en) => vaerdierPaa(en, R)),
      handlinger,
    );
    assert.deepEqual(await beskeder(siden), fundne);
    const [gyldig] = elementerPaa(fundne[1]!, ['Beskedkuvert', 'GyldighedFra', 'TidsstempelDatoTid']);
    assert.equal(gyldig?.tekst, formatDanish(egenskaber[0]!.virkning.fra));
  });
}

/** A user of Korsbæk with a person, an address and a function; gives the position after they were made. */
async function brugermed() {
  const [person, adresse, bruger, funktion] = [0, 1, 2, 3].map(() => verden.nytUuid()) as [
    string,
    string,
    string,
    string,
  ];
  await lykkes(verden.importer('Person', { NavnTekst: 'p', 'CPR-NummerTekst': '0101010101' }, { uuid: person }));
  await lykkes(verden.importer('Adresse', { AdresseTekst: 'a' }, { uuid: adresse }));
  const id = (uuid: string) => ({ uuid });
  const post = { reference: id(adresse), rolle: id(verden.nytUuid()), type: id(verden.nytUuid()), indeks: '1' };
  const relationer = { ...tilhoerer, TilknyttedePersoner: [{ reference: id(person) }], Adresser: [post] };
  await lykkes(verden.importer('Bruger', { BrugerNavn: 'b' }, { uuid: bruger, relationer }));
  await lykkes(
    verden.importer('OrganisationEnhed', { EnhedNavn: 'e' }, { relationer: { ...tilhoerer, Adresser: [post] } }),
  );
  const tilknyttede = { TilknyttedeBrugere: [{ reference: id(bruger) }] };
  await lykkes(
    verden.importer('OrganisationFunktion', { FunktionNavn: 'f' }, { uuid: funktion, relationer: tilknyttede }),
  );
  return { person, adresse, bruger, funktion, position: await verden.store.sidstePosition() };
}

const ret = (objekttype: ObjektType, uuid: string, felter: Record<string, string>) =>
  lykkes(
    verden.kald({
      verbum: 'ret',
      objekttype,
      uuid,
      aendring: { egenskaber: [{ felter, virkning: { fra: verden.ur() } }] },
    }),
  );

test("a change of an Adresse alone is nobody's message unless it is asked for (scenario 38)", async () => {
  const { adresse, position } = await brugermed();
  await ret('Adresse', adresse, { AdresseTekst: 'ny' });
  assert.deepEqual(await beskeder(position), []);
});

test("asked for, changes of a Person, an Adresse and a function are told as the user's, and none as the unit's", async () => {
  const { person, adresse, funktion, bruger, position } = await brugermed();
  await ret('Person', person, { NavnTekst: 'ny', 'CPR-NummerTekst': '0101010101' });
  await ret('Adresse', adresse, { AdresseTekst: 'ny' });
  const relationer = { TilknyttedeBrugere: [] };
  await lykkes(
    verden.kald({ verbum: 'ret', objekttype: 'OrganisationFunktion', uuid: funktion, aendring: { relationer } }),
  );
  const fundne = await beskeder(position, AFLEDT);
  assert.deepEqual(
    set(fundne),
    Array.from({ length: 3 }, () => ['ORG_Bruger', 'Rettet', bruger]),
  );
  assert.equal(new Set(fundne.map(({ beskedId }) => beskedId)).size, 3);
  const kilder = fundne.map((en) =>
    vaerdierPaa(en, ['Beskedkuvert', 'Filtreringsdata', 'RelateretObjekt', 'ObjektId']).at(-1),
  );
  assert.deepEqual(kilder, [person, adresse, funktion]);
});

test('the same change makes the same messages when it is read later: users are those of its time', async () => {
  const { adresse, bruger, position } = await brugermed();
  await ret('Adresse', adresse, { AdresseTekst: 'ny' });
  const straks = await beskeder(position, AFLEDT);
  await lykkes(
    verden.kald({ verbum: 'ret', objekttype: 'Bruger', uuid: bruger, aendring: { relationer: { Adresser: [] } } }),
  );
  await lykkes(verden.kald({ verbum: 'slet', objekttype: 'Bruger', uuid: bruger }));
  const senere = await beskeder(position, AFLEDT);
  assert.deepEqual(
    senere.slice(0, 1).map(({ tekst }) => tekst),
    straks.map(({ tekst }) => tekst),
  );
  await ret('Adresse', adresse, { AdresseTekst: 'igen' });
  assert.deepEqual((await beskeder(position, AFLEDT)).length, senere.length);
});

test('a person that is anonymised makes a message of the class of protected ones, and another authority sees no user', async () => {
  const { person, bruger, position } = await brugermed();
  const relationer = { TilknyttedePersoner: [{ reference: { uuid: person } }] };
  await lykkes(verden.importer('Bruger', { BrugerNavn: 'nabo' }, { cvr: NABO, relationer }));
  await lykkes(verden.kald({ verbum: 'anonymiser', person: { uuid: person } }));
  const [, ...fundne] = await beskeder(position, AFLEDT);
  assert.deepEqual(set(fundne), [['ORG_Bruger', 'Rettet', bruger]]);
  assert.equal(fundne[0]!.foelsomhed, AFLEDT.foelsomhedBeskyttet);
});

test('a page ends after the message that passes what is read at once, and the next one goes on behind it', async () => {
  const fra = await verden.store.sidstePosition();
  const uuids: string[] = [];
  for (let nr = 0; nr < 3; nr++) {
    const uuid = verden.nytUuid();
    await lykkes(verden.importer('Bruger', { BrugerNavn: 'a' }, { uuid }));
    uuids.push(uuid);
  }
  const stor = `<x>${'y'.repeat(9_000_000)}</x>`;
  const kilde = registerbeskeder(verden.store, { ...ORGVALG_STANDARD, skrivRegistrering: () => stor });
  const sider = [];
  for (let side = { position: fra, flere: true }; side.flere; ) {
    const { beskeder: deres, ...resten } = await kilde.efter(side.position, 100);
    sider.push(deres.map(({ uuid }) => uuid));
    side = resten;
  }
  assert.deepEqual(sider, [uuids.slice(0, 2), uuids.slice(2)]);
});
