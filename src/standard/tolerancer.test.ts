import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '../xml/parse.ts';
import { compileSkema } from '../xml/skema.ts';
import { anmodningsXsd, compileAnmodningsskema } from './anmodningsskema.ts';
import { navnerumI } from './skema.ts';
import { tolerancer } from './tolerancer.ts';

const LIMITS = { depthMax: 64, elementsMax: 1000, attributesMax: 64 };
const SD = 'xmlns:sd="urn:oio:sagdok:3.0.0"';
const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const PERSON = 'xmlns="http://stoettesystemerne.dk/organisation/person/6/"';
const ENHED = 'xmlns="http://stoettesystemerne.dk/organisation/organisationenhed/6/"';
const UUID = '<sd:UUIDIdentifikator>5c63e3a4-1c4f-4b8e-9f0a-000000000001</sd:UUIDIdentifikator>';

const bytesOf = (indhold: string) =>
  new TextEncoder().encode(
    `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${indhold}</e:Body></e:Envelope>`,
  );

const { rod, dokumenter } = anmodningsXsd(6, navnerumI(6).values());
const kontrakten = compileSkema(dokumenter, rod);
const vores = compileAnmodningsskema();

function relation(reference: string): string {
  return `<SoegInput ${ENHED} ${SD}><AttributListe/><TilstandListe/><RelationListe><sd:Tilhoerer>${reference}</sd:Tilhoerer></RelationListe></SoegInput>`;
}

function laes(fra: string): string {
  return `<LaesInput ${ENHED} ${SD}>${UUID}<sd:VirkningFraFilter>${fra}</sd:VirkningFraFilter></LaesInput>`;
}

/** What clients send, by the row of the table that lets it in. */
const SENDT: readonly (readonly string[])[] = [
  [
    `<SoegInput ${ENHED}/>`,
    `<OpretInput ${PERSON} ${SD}><AttributListe/></OpretInput>`,
    `<ImportInput ${PERSON} ${SD}><Person>${UUID}<Registrering/></Person></ImportInput>`,
  ],
  [`<ListInput ${ENHED}/>`],
  [
    relation(`<sd:ReferenceID>${UUID}<sd:Label>Borgerservice</sd:Label></sd:ReferenceID>`),
    relation(`<sd:Virkning><sd:AktoerRef>${UUID}<sd:Label/></sd:AktoerRef></sd:Virkning>`),
  ],
  [
    `<SoegInput ${PERSON}><AttributListe/><TilstandListe>\n </TilstandListe><RelationListe> </RelationListe></SoegInput>`,
  ],
  [
    relation(`<sd:ReferenceID ${XSI} i:type="sd:KlasseRelationType">${UUID}</sd:ReferenceID>`),
    `<RetInput ${ENHED} ${SD} ${XSI}>${UUID}<sd:NoteTekst i:nil="true"/><AttributListe i:nil="true"/></RetInput>`,
    `<SletInput ${ENHED} ${SD} ${XSI} i:schemaLocation="urn:oio:sagdok:3.0.0 http://127.0.0.1/x.xsd"><sd:UUIDIdentifikator i:type="sd:x">5c63e3a4-1c4f-4b8e-9f0a-000000000001</sd:UUIDIdentifikator></SletInput>`,
  ],
  [
    laes('<sd:TidsstempelDatoTid>\n  2026-01-01T00:00:00Z\n</sd:TidsstempelDatoTid>'),
    laes('<sd:TidsstempelDatoTid>2026-01-01T00:00:00 </sd:TidsstempelDatoTid>'),
    laes('<sd:GraenseIndikator>1</sd:GraenseIndikator>'),
    laes('<sd:GraenseIndikator> true </sd:GraenseIndikator>'),
    `<ImportInput ${PERSON} ${SD}><Person>${UUID}<Registrering><sd:Tidspunkt> 2026-01-01T00:00:00Z</sd:Tidspunkt><AttributListe/><TilstandListe/><RelationListe/></Registrering></Person></ImportInput>`,
  ],
];

test('each tolerance lets in what the contract refuses', () => {
  assert.equal(SENDT.length, tolerancer.length);
  for (const indhold of SENDT.flat()) {
    const bytes = bytesOf(indhold);
    assert.notEqual(kontrakten.validate(bytes), undefined, `the contract takes it: ${indhold}`);
    assert.deepEqual(vores.valider(bytes, parseXml(bytes, LIMITS)).brud, [], indhold);
  }
});

test('what is let in for its value is read with that value', () => {
  const bytes = bytesOf(laes('<sd:GraenseIndikator>\t1\n</sd:GraenseIndikator>'));
  const { rod } = vores.valider(bytes, parseXml(bytes, LIMITS));
  assert.equal(rod.boern[0]?.boern[0]?.boern[1]?.boern[0]?.tekst, 'true');
});

test('white space in what nobody judges costs nothing', () => {
  const langt = `<sd:Tidspunkt ${SD}>2026${' '.repeat(60_000)}x</sd:Tidspunkt>`;
  const body = laes('<sd:TidsstempelDatoTid> 2026-01-01T00:00:00Z </sd:TidsstempelDatoTid>');
  const besked = new TextDecoder().decode(bytesOf(body)).replace('<e:Body>', `<e:Header>${langt}</e:Header><e:Body>`);
  const bytes = new TextEncoder().encode(besked);
  const before = process.cpuUsage();
  assert.deepEqual(vores.valider(bytes, parseXml(bytes, LIMITS)).brud, []);
  assert.ok(process.cpuUsage(before).user < 500_000);
});

test('what clients do that the contract allows stays allowed', () => {
  for (const indhold of [
    `<SoegInput ${ENHED} ${SD}><sd:SoegRegistrering/><sd:SoegVirkning/><AttributListe><Egenskab/></AttributListe><TilstandListe/><RelationListe/></SoegInput>`,
    `<SletInput ${ENHED} ${SD}>${UUID.toUpperCase().replaceAll('SD:UUIDIDENTIFIKATOR', 'sd:UUIDIdentifikator')}</SletInput>`,
    relation(
      '<sd:ReferenceID><sd:URNIdentifikator>5c63e3a4-1c4f-4b8e-9f0a-000000000001</sd:URNIdentifikator></sd:ReferenceID>',
    ),
  ]) {
    const bytes = bytesOf(indhold);
    assert.equal(kontrakten.validate(bytes), undefined, indhold);
    assert.deepEqual(vores.valider(bytes, parseXml(bytes, LIMITS)).brud, [], indhold);
  }
});

test('the rest of the contract is as strict as before', () => {
  for (const indhold of [
    relation(`<sd:ReferenceID><sd:Label>x</sd:Label></sd:ReferenceID>`),
    relation(`<sd:ReferenceID><sd:Label>x</sd:Label>${UUID}</sd:ReferenceID>`),
    `<SoegInput ${PERSON}><TilstandListe>x</TilstandListe></SoegInput>`,
    `<RetInput ${ENHED}/>`,
    `<ImportInput ${PERSON} ${SD}><Person>${UUID}</Person></ImportInput>`,
    laes('<sd:GraenseIndikator>0</sd:GraenseIndikator>'),
    laes('<sd:GraenseIndikator> </sd:GraenseIndikator>'),
    laes('<sd:GraenseIndikator>TRUE</sd:GraenseIndikator>'),
    laes('<sd:TidsstempelDatoTid>2026-01-01 T00:00:00Z</sd:TidsstempelDatoTid>'),
    laes('<sd:TidsstempelDatoTid>\u00a02026-01-01T00:00:00Z</sd:TidsstempelDatoTid>'),
    `<SletInput ${ENHED} ${SD}>${UUID.replace('5c63', ' 5c63')}</SletInput>`,
    `<SoegInput ${ENHED} ${SD}><RelationListe><sd:LokalUdvidelse><x xmlns="u"/></sd:LokalUdvidelse></RelationListe></SoegInput>`,
  ]) {
    const bytes = bytesOf(indhold);
    assert.notDeepEqual(vores.valider(bytes, parseXml(bytes, LIMITS)).brud, [], indhold);
  }
});
