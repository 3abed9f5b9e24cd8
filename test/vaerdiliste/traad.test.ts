/** The wire of value lists: both versions of SOAP, faults, documents, what the logs know, and moving a message to the error queue. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { BESKED_NS } from '../../src/standard/besked-namespaces.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { VAERDILISTE_TJENESTE } from '../../src/standard/vaerdiliste-tjeneste.ts';
import {
  AKTOER,
  el,
  importInput,
  KORSBAEK,
  type Listeverden,
  lister,
  NU,
  nyListeverden,
  SYDDJURS,
  uuid,
  vaerdier,
} from './verden.ts';

let verden: Listeverden;
before(async () => {
  verden = await nyListeverden({ limits: { importBodyBytesMax: 20_000 } });
});
after(() => verden[Symbol.asyncDispose]());

test('the answer is in the version of the caller, and so is a fault', async () => {
  const id = newUuid();
  for (const [soap, type] of [
    [NS.soap11, 'text/xml'],
    [NS.soap12, 'application/soap+xml'],
  ] as const) {
    const svar = await verden.kald(importInput(id, lister('begge', ['a'])), { soap });
    assert.deepEqual([svar.httpStatus, svar.rod.ns, svar.contentType], [200, soap, `${type}; charset=utf-8`]);
    assert.equal(svar.kode, soap === NS.soap11 ? 20 : 49);
    assert.deepEqual(svar.tekster('AktoerTypeKode'), soap === NS.soap11 ? ['ItSystem'] : []);
    const laest = await verden.kald(el('LaesInput', uuid(id)), { soap });
    assert.ok(laest.tekst.includes(AKTOER) && laest.tekst.includes('2020-01-01T00:00:00.000+01:00'), laest.tekst);
    const fejl = await verden.kald('<x/>', { soap });
    assert.deepEqual([fejl.httpStatus, fejl.rod.ns, fejl.tekster('kode')], [400, soap, ['unknown-operation']]);
    assert.equal(fejl.tekst.includes('<faultcode>S:Client</faultcode>'), soap === NS.soap11);
    const ukendt = await verden.kald(el('LaesInput', uuid(id)), { soap, cvr: '99999999' });
    assert.deepEqual([ukendt.httpStatus, ukendt.tekst.includes('ServiceAgreementNotFound')], [500, true]);
    const stor = await verden.kald(vaerdier('TilfoejVaerdierInput', id, ...Array(2000).fill('0101019999')), { soap });
    assert.deepEqual([stor.httpStatus, stor.rod.ns, stor.tekster('kode')], [413, soap, ['limit-passed']]);
  }
  const blandet = await verden.kald(el('LaesInput', uuid(id)), {
    soap: NS.soap11,
    contentType: 'application/soap+xml',
  });
  assert.deepEqual([blandet.httpStatus, blandet.rod.ns], [400, NS.soap12]);
  const andet = await verden.kald(el('LaesInput', uuid(id)), { contentType: 'text/plain' });
  assert.deepEqual([andet.httpStatus, andet.tekster('kode')], [415, ['wrong-content-type']]);
});

test('the WSDL and the schemas that it leads to are served, and the overview names them', async () => {
  const adresse = verden.url + VAERDILISTE_TJENESTE.sti;
  const wsdl = await (await fetch(`${adresse}?wsdl`)).text();
  assert.ok(wsdl.includes(`<soap:address location="${adresse}"/>`), wsdl);
  const skemaer = [...wsdl.matchAll(/schemaLocation="([^"]+)"/g)].map(([, sted]) => sted!);
  assert.equal(skemaer.length, 2);
  for (const sted of skemaer) assert.equal((await fetch(sted)).status, 200);
  assert.equal((await fetch(`${adresse.toLowerCase()}/`)).status, 405);
  assert.equal((await fetch(adresse, { method: 'DELETE' })).status, 405);
  assert.ok((await (await fetch(`${verden.url}/`)).text()).includes(`${adresse}?wsdl`));
});

test('the log and the audit log know the service, the operation, the list and the outcome, and no value', async () => {
  const id = newUuid();
  const [cpr, navn] = ['0505059999', 'Et navn på en liste'];
  verden.logget.length = 0;
  verden.revideret.length = 0;
  await verden.kald(importInput(id, lister(navn, [cpr], navn)));
  await verden.kald(vaerdier('FjernVaerdierInput', id, cpr.repeat(30)));
  await verden.kald(`${cpr}<x/>`);
  await verden.kald(`<x>${cpr}`);
  const skrevet = verden.logget.join('\n') + JSON.stringify(verden.revideret);
  assert.ok(!skrevet.includes(cpr) && !skrevet.includes(navn), skrevet);
  assert.match(verden.logget[0]!, /^call .*"tjeneste":"Vaerdiliste","verbum":"import".*"status":20/);
  assert.match(verden.logget[1]!, /"verbum":"fjernvaerdier".*"status":40.*"regler":\["vaerdi-tegn"\]/);
  assert.deepEqual(
    verden.revideret.map(({ handling, status, cvr, uuids }) => [handling, status, cvr, uuids]),
    [
      ['vaerdiliste-import', 20, KORSBAEK, [id]],
      ['vaerdiliste-fjernvaerdier', 40, KORSBAEK, [id]],
      [undefined, 400, KORSBAEK, []],
    ],
  );
});

function besked(id: string): string {
  const tom = `<Filtreringsdata><Beskedtype>${uuid(newUuid())}</Beskedtype></Filtreringsdata><Leveranceinformation/>`;
  return (
    `<Haendelsesbesked xmlns="${BESKED_NS.kuvert}" xmlns:sd="${NS.sd}"><BeskedId>${uuid(id)}</BeskedId>` +
    `<BeskedVersion>1.0</BeskedVersion><Beskedkuvert>${tom}</Beskedkuvert></Haendelsesbesked>`
  );
}

test("flytbeskedtilfejlkoe moves a message of the caller's dueslag to its error queue, and nobody else's", async () => {
  const { beskeder } = verden.store;
  const graenser = { beskederMax: 100, bytesMax: 1_000_000, alderMaxMs: 1e9 };
  const [vores, deres] = [newUuid(), newUuid()];
  for (const [id, cvr] of [
    [vores, KORSBAEK],
    [deres, SYDDJURS],
  ] as const) {
    await beskeder.gemDueslag({ uuid: id, navn: 'x', cvr, maade: 'hent', ...graenser }, NU);
    assert.ok(await beskeder.gemAbonnement(id, { uuid: newUuid(), navn: 'alt', udtryk: "Beskedtype = '*'" }));
  }
  const dueslag = await beskeder.dueslag();
  const beskedId = newUuid();
  const indhold = besked(beskedId);
  const leveringer = dueslag.map(({ uuid: dueslagUuid, abonnementer }) => {
    return { dueslagUuid, abonnementUuid: abonnementer[0]!.uuid, tilladteModtagere: [] };
  });
  const sha256 = createHash('sha256').update(indhold).digest('hex');
  const ny = { beskedId, indhold, sha256, modtaget: NU, leveringer };
  assert.equal((await beskeder.fordel([ny], await beskeder.version())).udfald, 'gemt');
  const flyt = (id: string) =>
    `<FlytBeskedTilFejlkoeInput xmlns="${BESKED_NS.beskedfordeler}">${besked(id)}</FlytBeskedTilFejlkoeInput>`;

  assert.equal((await verden.kald(flyt(newUuid()))).kode, 44);
  assert.equal((await verden.kald(flyt(beskedId.toUpperCase()))).kode, 20);
  assert.deepEqual([(await beskeder.naeste(vores, 9)).length, (await beskeder.fejlkoe(vores, 9)).length], [0, 1]);
  assert.deepEqual([(await beskeder.naeste(deres, 9)).length, (await beskeder.fejlkoe(deres, 9)).length], [1, 0]);
  assert.equal((await verden.kald(flyt(beskedId))).kode, 44, 'it waits there no more');
  const uden = `<FlytBeskedTilFejlkoeInput xmlns="${BESKED_NS.beskedfordeler}"/>`;
  assert.match((await verden.kald(uden)).tekst, /element-mangler/);
});
