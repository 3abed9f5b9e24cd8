/**
 * Contract coverage, computed from the tables: every operation of every service is answered for real. Each object type
 * lives a whole life over the wire; the six operations of the system services are called with what they ask for.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { facetUuid } from '../../src/data/klassifikation.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { typeversioner } from '../../src/standard/versioner.ts';
import * as b from './beskeder.ts';
import { find, findAlle, nyVerden, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const besvaret = new Set<string>();

/** Calls, demands 20, and notes that the operation was answered with its own output element. */
async function kald(tjeneste: string, sti: string, body: string) {
  const svar = await verden.kald(sti, body);
  assert.equal(svar.kode, 20, `${tjeneste}: ${svar.tekst}`);
  besvaret.add(`${tjeneste} ${svar.body.navn}`);
  return svar;
}

/** An Egenskab with a value in each plain field that has no pattern, in the order of the table. */
function attributter(type: ObjektType, tekst: string): string {
  const felter = objekttyper[type].felter
    .filter(({ felt }) => felt.art === 'tekst' && felt.moenster === undefined)
    .map(({ felt }) => {
      const ns = felt.namespace === 'objekt' ? objekttyper[type].namespace : NS[felt.namespace];
      return `<${felt.navn} xmlns="${ns}">${tekst}</${felt.navn}>`;
    });
  return b.egenskab(felter.join(''));
}

/** What a class or a facet must belong to, in the form of RelationListe. */
async function tilhoer(type: ObjektType): Promise<string> {
  if (type === 'Klasse') return b.relation('Facet', facetUuid('Bruger.Type'));
  if (type !== 'Facet') return '';
  const uuid = newUuid();
  const attributter = b.egenskab('<sd:TitelTekst>egen</sd:TitelTekst>');
  const svar = await verden.kald(b.STI('Klassifikation'), b.importer('Klassifikation', uuid, { attributter }));
  assert.equal(svar.kode, 20);
  return b.relation('FacetTilhoerer', uuid);
}

for (const { navn: type, version } of typeversioner) {
  test(`${type} ${version.nr}: a life in eight operations`, async () => {
    const sti = b.STI(type, version.nr);
    const send = (body: string) => kald(`${type} ${version.nr}`, sti, b.iVersion(type, version.nr, body));
    const uuid = newUuid();
    const navn = `liv ${uuid.slice(0, 8)}`;
    const relationer = await tilhoer(type);
    await send(b.importer(type, uuid, { attributter: attributter(type, navn), relationer }));
    const laest = await send(b.laes(type, uuid));
    assert.ok(laest.tekst.includes(navn));
    assert.equal(findAlle((await send(b.list(type, [uuid]))).body, 'FiltreretOejebliksbillede').length, 1);
    const soegt = await send(b.soeg(type, { attributter: attributter(type, navn) }));
    assert.deepEqual(
      findAlle(soegt.body, 'UUIDIdentifikator').map((e) => e.tekst),
      [uuid],
    );
    verden.ur.advance(1000);
    await send(b.ret(type, uuid, { attributter: attributter(type, `${navn} ny`) }));
    assert.ok((await send(b.laes(type, uuid))).tekst.includes(`${navn} ny`));
    await send(b.medUuid(type, 'PassiverInput', uuid));
    await send(b.medUuid(type, 'SletInput', uuid));
    const opret = await send(b.opret(type, { attributter: attributter(type, 'oprettet'), relationer }));
    await send(b.laes(type, find(opret.body, 'UUIDIdentifikator')!.tekst));
  });
}

test('the system services: hierarchies, imports, anonymiser and fysiskslet', async () => {
  const objekt = (type: ObjektType, uuid: string, relationer = '') =>
    `<x:${type} xmlns:x="${objekttyper[type].namespace}" xmlns="${objekttyper[type].namespace}" xmlns:sd="${NS.sd}">` +
    `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><Registrering><AttributListe>${attributter(type, 'importeret')}</AttributListe>` +
    `<TilstandListe/><RelationListe>${relationer}</RelationListe></Registrering></x:${type}>`;
  const organisationSystem = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';
  const klassifikationSystem = 'http://stoettesystemerne.dk/klassifikation/klassifikationsystem/6/';
  const [organisation, enhed, person] = [newUuid(), newUuid(), newUuid()];
  const org = (body: string) => kald('OrganisationSystem 6', '/organisation/organisationsystem/6', body);
  const kla = (body: string) => kald('KlassifikationSystem 6', '/klassifikation/klassifikationsystem/6', body);
  await org(b.hierarki('organisation'));
  await kla(b.hierarki('klassifikation'));
  await org(
    `<s:ImporterOrganisationSystemInput xmlns:s="${organisationSystem}">${objekt('Organisation', organisation)}` +
      `<s:OrganisationEnhederInput>${objekt('OrganisationEnhed', enhed)}</s:OrganisationEnhederInput></s:ImporterOrganisationSystemInput>`,
  );
  const [klassifikation, facet] = [newUuid(), newUuid()];
  await kla(
    `<s:ImporterKlassifikationSystemInput xmlns:s="${klassifikationSystem}">${objekt('Klassifikation', klassifikation)}` +
      `<s:FacetterInput>${objekt('Facet', facet, b.relation('FacetTilhoerer', klassifikation))}</s:FacetterInput>` +
      `<s:KlasserInput>${objekt('Klasse', newUuid(), b.relation('Facet', facet))}</s:KlasserInput>` +
      `</s:ImporterKlassifikationSystemInput>`,
  );
  await kald('Person 6', b.STI('Person'), b.importer('Person', person, { attributter: attributter('Person', 'Navn') }));
  await org(`<AnonymiserInput xmlns="${organisationSystem}"><PersonUUID>${person}</PersonUUID></AnonymiserInput>`);
  await kald(
    'OrganisationAdministration 6',
    '/organisation/organisationadministration/1',
    `<FysiskSletInput xmlns="http://stoettesystemerne.dk/organisation/organisationadministration/6/">` +
      `<OrganisationUUID>${organisation}</OrganisationUUID><OrganisationEnhedUUID>${enhed}</OrganisationEnhedUUID></FysiskSletInput>`,
  );
});

test('134 of 134 operations were answered', () => {
  const alle = tjenester.flatMap(({ navn, version, operationer }) =>
    operationer.map(({ output }) => `${navn} ${version} ${output}`),
  );
  assert.equal(alle.length, 134);
  assert.deepEqual([...besvaret].sort(), [...alle].sort());
});
