/**
 * Contract coverage, computed from the tables: every operation of every service is answered for real. Each object type
 * lives a whole life over the wire; the six operations of the system services are called with what they ask for.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../src/standard/objekttyper.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
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

for (const type of objekttypeNavne) {
  test(`${type}: a life in eight operations`, async () => {
    const sti = b.STI(type);
    const uuid = newUuid();
    const navn = `liv ${uuid.slice(0, 8)}`;
    await kald(type, sti, b.importer(type, uuid, { attributter: attributter(type, navn) }));
    const laest = await kald(type, sti, b.laes(type, uuid));
    assert.ok(laest.tekst.includes(navn));
    assert.equal(findAlle((await kald(type, sti, b.list(type, [uuid]))).body, 'FiltreretOejebliksbillede').length, 1);
    const soegt = await kald(type, sti, b.soeg(type, { attributter: attributter(type, navn) }));
    assert.deepEqual(
      findAlle(soegt.body, 'UUIDIdentifikator').map((e) => e.tekst),
      [uuid],
    );
    verden.ur.advance(1000);
    await kald(type, sti, b.ret(type, uuid, { attributter: attributter(type, `${navn} ny`) }));
    assert.ok((await kald(type, sti, b.laes(type, uuid))).tekst.includes(`${navn} ny`));
    await kald(type, sti, b.medUuid(type, 'PassiverInput', uuid));
    await kald(type, sti, b.medUuid(type, 'SletInput', uuid));
    const opret = await kald(type, sti, b.opret(type, { attributter: attributter(type, 'oprettet') }));
    await kald(type, sti, b.laes(type, find(opret.body, 'UUIDIdentifikator')!.tekst));
  });
}

test('the system services: hierarchies, imports, anonymiser and fysiskslet', async () => {
  const objekt = (type: ObjektType, uuid: string) =>
    `<x:${type} xmlns:x="${objekttyper[type].namespace}" xmlns="${objekttyper[type].namespace}" xmlns:sd="${NS.sd}">` +
    `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><Registrering><AttributListe>${attributter(type, 'importeret')}</AttributListe>` +
    `<TilstandListe/><RelationListe/></Registrering></x:${type}>`;
  const organisationSystem = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';
  const klassifikationSystem = 'http://stoettesystemerne.dk/klassifikation/klassifikationsystem/6/';
  const [organisation, enhed, person] = [newUuid(), newUuid(), newUuid()];
  const org = (body: string) => kald('OrganisationSystem', '/organisation/organisationsystem/6', body);
  const kla = (body: string) => kald('KlassifikationSystem', '/klassifikation/klassifikationsystem/6', body);
  await org(b.hierarki('organisation'));
  await kla(b.hierarki('klassifikation'));
  await org(
    `<s:ImporterOrganisationSystemInput xmlns:s="${organisationSystem}">${objekt('Organisation', organisation)}` +
      `<s:OrganisationEnhederInput>${objekt('OrganisationEnhed', enhed)}</s:OrganisationEnhederInput></s:ImporterOrganisationSystemInput>`,
  );
  await kla(
    `<s:ImporterKlassifikationSystemInput xmlns:s="${klassifikationSystem}">${objekt('Klassifikation', newUuid())}` +
      `<s:FacetterInput>${objekt('Facet', newUuid())}</s:FacetterInput><s:KlasserInput>${objekt('Klasse', newUuid())}</s:KlasserInput>` +
      `</s:ImporterKlassifikationSystemInput>`,
  );
  await kald('Person', b.STI('Person'), b.importer('Person', person, { attributter: attributter('Person', 'Navn') }));
  await org(`<AnonymiserInput xmlns="${organisationSystem}"><PersonUUID>${person}</PersonUUID></AnonymiserInput>`);
  await kald(
    'OrganisationAdministration',
    '/organisation/organisationadministration/1',
    `<FysiskSletInput xmlns="http://stoettesystemerne.dk/organisation/organisationadministration/6/">` +
      `<OrganisationUUID>${organisation}</OrganisationUUID><OrganisationEnhedUUID>${enhed}</OrganisationEnhedUUID></FysiskSletInput>`,
  );
});

test('110 of 110 operations were answered', () => {
  const alle = tjenester.flatMap(({ navn, operationer }) => operationer.map(({ output }) => `${navn} ${output}`));
  assert.equal(alle.length, 110);
  assert.deepEqual([...besvaret].sort(), [...alle].sort());
});
