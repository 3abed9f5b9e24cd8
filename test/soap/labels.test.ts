/** The Label of roles and types in answers (scenario L13; docs/decisions/0044), over the wire of a real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { klasseUuid } from '../../src/data/klasser.ts';
import { facetUuid } from '../../src/data/klassifikation.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import * as b from './beskeder.ts';
import { findAlle, KOMBIT, KORSBAEK, nyVerden, type Svar, SYDDJURS, type Verden } from './verden.ts';

const POST = 'OrganisationEnhed.Adresse.Postadresse';
const ENHED = b.STI('OrganisationEnhed');
const KLASSE = b.STI('Klasse');
const TYPE_LABEL = 'Adresse.Type.OrgEnhedAdresse';
const SIDEN = b.virkning('2020-01-01T00:00:00+01:00');

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const publiceret = (isDet: boolean, periode = SIDEN) =>
  `<PubliceretStatus>${periode}<sd:ErPubliceretIndikator>${isDet}</sd:ErPubliceretIndikator></PubliceretStatus>`;
const tekster = (noegle: string, titel: string, periode = SIDEN) =>
  b.egenskab(
    `<sd:BrugervendtNoegleTekst>${noegle}</sd:BrugervendtNoegleTekst><sd:TitelTekst>${titel}</sd:TitelTekst>`,
    periode,
  );

async function ok(i: Verden, sti: string, body: string, cvr?: string): Promise<Svar> {
  const svar = await i.kald(sti, body, cvr);
  assert.equal(svar.kode, 20, svar.tekst);
  return svar;
}

async function nyEnhed(i: Verden, roller: readonly string[], cvr?: string): Promise<string> {
  const uuid = newUuid();
  const attributter = b.egenskab('<sd:EnhedNavn>Borgerservice</sd:EnhedNavn>');
  const relationer = roller.map((rolle, nr) => b.adresse(newUuid(), rolle, String(nr))).join('');
  await ok(i, ENHED, b.importer('OrganisationEnhed', uuid, { attributter, relationer }), cvr);
  return uuid;
}

/** A class among the roles of addresses, published where nothing else is said. */
async function nyKlasse(
  i: Verden,
  noegle: string,
  cvr: string,
  tilstande = publiceret(true),
  uuid = newUuid(),
): Promise<string> {
  const relationer = b.relation('Facet', facetUuid('OrganisationEnhed.Adresse'));
  const indhold = { attributter: tekster(noegle, `Titel af ${noegle}`), tilstande, relationer };
  await ok(i, KLASSE, b.importer('Klasse', uuid, indhold), cvr);
  return uuid;
}

/** The labels of the roles in an answer, or of something else, in the order of the elements; undefined where there is none. */
const labels = (svar: Svar, hvad: 'Rolle' | 'Type' | 'ReferenceID' = 'Rolle') =>
  findAlle(svar.body, hvad).map(({ boern }) => boern.find(({ navn }) => navn === 'Label')?.tekst);

async function laesLabels(i: Verden, enhed: string, cvr?: string): Promise<readonly (string | undefined)[]> {
  return labels(await ok(i, ENHED, b.laes('OrganisationEnhed', enhed), cvr));
}

test('L13: laes, list and the hierarchy show the label of each role and type whose class is known', async () => {
  const enhed = await nyEnhed(verden, [klasseUuid(POST), newUuid(), klasseUuid('OrganisationEnhed.Adresse.email')]);
  const ventet = [POST, undefined, 'OrganisationEnhed.Adresse.email'];
  for (const body of [b.laes('OrganisationEnhed', enhed), b.list('OrganisationEnhed', [enhed, newUuid()])]) {
    const svar = await ok(verden, ENHED, body);
    assert.deepEqual(labels(svar), ventet);
    assert.deepEqual(labels(svar, 'Type'), [TYPE_LABEL, TYPE_LABEL, TYPE_LABEL]);
  }
  const hierarki = await ok(verden, '/organisation/organisationsystem/6', b.hierarki('organisation'));
  const [fundet] = findAlle(hierarki.body, 'FiltreretOejebliksbillede').filter(
    (e) => e.boern[0]!.boern[0]!.tekst === enhed,
  );
  assert.deepEqual(labels({ ...hierarki, body: fundet! }), ventet);
});

test('a UUID in a URN has the label of its class, and stays a URN', async () => {
  const rolle = klasseUuid(POST).toUpperCase();
  const uuid = newUuid();
  const relationer = b
    .adresse(newUuid(), rolle, '1')
    .replace(
      `<sd:UUIDIdentifikator>${rolle}</sd:UUIDIdentifikator>`,
      `<sd:URNIdentifikator>${rolle}</sd:URNIdentifikator>`,
    );
  const attributter = b.egenskab('<sd:EnhedNavn>Urn</sd:EnhedNavn>');
  await ok(verden, ENHED, b.importer('OrganisationEnhed', uuid, { attributter, relationer }));
  const svar = await ok(verden, ENHED, b.laes('OrganisationEnhed', uuid));
  assert.ok(svar.tekst.includes(`<sd:URNIdentifikator>${rolle}</sd:URNIdentifikator><sd:Label>${POST}</sd:Label>`));
});

test('an answer is written back as it came, labels and all, and is read as before; what they say counts for nothing', async () => {
  const enhed = await nyEnhed(verden, [klasseUuid(POST), newUuid()]);
  const foer = await ok(verden, ENHED, b.laes('OrganisationEnhed', enhed));
  const [adresser] = /<sd:Adresser>.*<\/sd:Adresser>/s.exec(foer.tekst)!;
  assert.match(adresser, /<sd:Label>/);
  const andet = adresser.replaceAll(/<sd:Label>[^<]*/g, '<sd:Label>Noget andet');
  for (const relationer of [adresser, andet]) {
    await ok(verden, ENHED, b.ret('OrganisationEnhed', enhed, { relationer }));
    const efter = await ok(verden, ENHED, b.laes('OrganisationEnhed', enhed));
    assert.equal(/<sd:Adresser>.*<\/sd:Adresser>/s.exec(efter.tekst)![0], adresser);
  }
});

test('a class of a municipality labels its own objects, and nobody else’s', async () => {
  const rolle = await nyKlasse(verden, 'Vores.Rolle', KORSBAEK);
  const [vores, deres] = [await nyEnhed(verden, [rolle]), await nyEnhed(verden, [rolle], SYDDJURS)];
  for (let gang = 0; gang < 2; gang++) {
    assert.deepEqual(await laesLabels(verden, vores), ['Vores.Rolle']);
    assert.deepEqual(await laesLabels(verden, deres, SYDDJURS), [undefined]);
  }
});

test('of a municipality’s class and a common one with the same UUID its own labels its objects, and the common one all others', async () => {
  const rolle = await nyKlasse(verden, 'Vores.Egen', KORSBAEK);
  await nyKlasse(verden, 'Den.Faelles', KOMBIT, publiceret(true), rolle);
  assert.deepEqual(await laesLabels(verden, await nyEnhed(verden, [rolle])), ['Vores.Egen']);
  assert.deepEqual(await laesLabels(verden, await nyEnhed(verden, [rolle], SYDDJURS), SYDDJURS), ['Den.Faelles']);
});

test('a class that is renamed, not published, or ended: the label follows at once', async () => {
  const rolle = await nyKlasse(verden, 'Foer', KOMBIT);
  const enhed = await nyEnhed(verden, [rolle]);
  const ret = (indhold: b.Lister) => ok(verden, KLASSE, b.ret('Klasse', rolle, indhold), KOMBIT);
  assert.deepEqual(await laesLabels(verden, enhed), ['Foer']);
  await ret({ attributter: tekster('Efter', 'Titel', b.virkning('2026-11-24T00:00:00+01:00')) });
  assert.deepEqual(await laesLabels(verden, enhed), ['Efter']);
  // The label helps to read the answer, so it is that of now, also where the past is shown.
  const fortid = { virkningFra: '2021-01-01T00:00:00+01:00', virkningTil: '2021-01-02T00:00:00+01:00' };
  assert.deepEqual(labels(await ok(verden, ENHED, b.laes('OrganisationEnhed', enhed, fortid))), ['Efter']);
  await ret({ tilstande: publiceret(false, b.virkning('2026-11-24T00:00:00+01:00')) });
  assert.deepEqual(await laesLabels(verden, enhed), [undefined]);
  await ret({ tilstande: publiceret(true, b.virkning('2026-11-24T00:00:00+01:00')) });
  assert.deepEqual(await laesLabels(verden, enhed), ['Efter']);
  await ok(verden, KLASSE, b.medUuid('Klasse', 'PassiverInput', rolle), KOMBIT);
  assert.deepEqual(await laesLabels(verden, enhed), [undefined]);
});

test('a class that is not published from the start, or only later, gives no label now', async () => {
  const roller = [
    await nyKlasse(verden, 'Kladde', KOMBIT, publiceret(false)),
    await nyKlasse(verden, 'Senere', KOMBIT, publiceret(true, b.virkning('2027-01-01T00:00:00+01:00'))),
  ];
  const enhed = await nyEnhed(verden, roller);
  assert.deepEqual(await laesLabels(verden, enhed), [undefined, undefined]);
  verden.ur.advance(60 * 86_400_000);
  assert.deepEqual(await laesLabels(verden, enhed), [undefined, 'Senere']);
});

test('version 7 has labels on references to classes and on the roles of Mapninger, and version 6 on neither', async () => {
  const [mod, op] = [await nyKlasse(verden, 'Maalet', KOMBIT), klasseUuid(POST)];
  const uuid = newUuid();
  const relationer =
    b.relation('Facet', facetUuid('OrganisationEnhed.Adresse')) +
    b.relation('Mapninger', mod) +
    b.relation('OverordnetKlasse', op);
  const indhold = { attributter: tekster('Kilden', 'Titel'), tilstande: publiceret(true), relationer };
  await ok(verden, KLASSE, b.importer('Klasse', uuid, indhold), KOMBIT);
  const laest = async (version: 6 | 7) => {
    const svar = await ok(verden, b.STI('Klasse', version), b.iVersion('Klasse', version, b.laes('Klasse', uuid)));
    return [labels(svar, 'ReferenceID'), labels(svar), labels(svar, 'Type')];
  };
  const [referencer, roller, typer] = await laest(7);
  assert.deepEqual(referencer!.toSorted(), ['Maalet', POST, undefined]);
  assert.deepEqual([roller, typer], [['Mapning.Rolle.Mapning'], ['Opgave.Type.Klasse']]);
  assert.deepEqual(await laest(6), [[undefined, undefined, undefined], [], []]);
});

test('by setting the label is the title, and only so many classes are looked up', async () => {
  await using titler = await nyVerden({ labels: { tekst: 'titel', klasserMax: 2 } });
  const roller = [POST, 'OrganisationEnhed.Adresse.email', 'OrganisationEnhed.Adresse.EAN'] as const;
  const enhed = await nyEnhed(titler, roller.map(klasseUuid));
  assert.deepEqual(await laesLabels(titler, enhed), ['Postadresse', undefined, undefined]);
});

test('the demo is read with labels, as its guide shows', async () => {
  await using demo = await nyVerden({ korsbaek: true });
  const guide = readFileSync(new URL('../../docs/guides/korsbaek.md', import.meta.url), 'utf8');
  const [, bruger] = /aaol0000 \| Bruger \| (\S+)/.exec(guide)!;
  const [, vist] = /```xml\n([^`]*)```/.exec(guide)!;
  const { tekst } = await ok(demo, b.STI('Bruger'), b.laes('Bruger', bruger!));
  assert.ok(tekst.includes(vist!.replaceAll(/\n\s*/g, '')), vist);
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

test('what another process has changed is seen within the age', { skip }, async () => {
  await using server = await startPostgres();
  await using et = await nyVerden({ database: server.url });
  await using to = await nyVerden({ database: server.url });
  const rolle = await nyKlasse(et, 'Foer', KOMBIT);
  const enhed = await nyEnhed(et, [rolle]);
  assert.deepEqual(await laesLabels(to, enhed), ['Foer']);
  const attributter = tekster('Efter', 'Titel', b.virkning('2026-11-24T00:00:00+01:00'));
  await ok(et, KLASSE, b.ret('Klasse', rolle, { attributter }), KOMBIT);
  assert.deepEqual(await laesLabels(et, enhed), ['Efter']);
  assert.deepEqual(await laesLabels(to, enhed), ['Foer'], 'asked within the second');
  to.ur.advance(1000);
  assert.deepEqual(await laesLabels(to, enhed), ['Efter']);
});
