/** The scenarios T* and A2 of spec sf1500 §7, and everything that must not come in (part 8): a clear fault each. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import * as b from './beskeder.ts';
import { find, konvolut, laesSvar, nyVerden, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden({ limits: { bodyBytesMax: 200_000, importBodyBytesMax: 400_000, requestTimeoutMs: 600 } });
});
after(() => verden[Symbol.asyncDispose]());

const BRUGER = b.STI('Bruger');
const LAES = b.laes('Bruger', newUuid());

async function svarPaa(indhold: string | Uint8Array, headers: Record<string, string> = {}, sti = BRUGER) {
  const response = await verden.post(sti, indhold, headers);
  return laesSvar(response.status, await response.text());
}

/** The words of a fault; fails where the answer is none. */
function fault(svar: { body: { navn: string }; konvolut: Parameters<typeof find>[0] }): string {
  assert.equal(svar.body.navn, 'Fault');
  return find(svar.konvolut, 'tekst')!.tekst;
}

/** The server still answers, in the same process. */
async function assertAlive(): Promise<void> {
  assert.equal((await svarPaa(konvolut(LAES))).kode, 44);
}

test('T1: every path answers with and without its last slash', async () => {
  for (const { sti } of tjenester) {
    for (const adresse of [sti, `${sti}/`]) {
      const svar = await svarPaa(konvolut('<ukendt/>'), {}, adresse);
      assert.equal(svar.httpStatus, 400);
      assert.match(fault(svar), /kan ikke behandles/);
    }
  }
});

test('T2, T3, T4: the body element decides, whatever the action says', async () => {
  const hierarki = konvolut(b.hierarki('organisation', { antal: 1 }));
  for (const type of [
    'application/soap+xml; charset=utf-8; action="http://kombit.dk/sts/organisation/organisationssystem/fremsoegobjekthierarki"',
    'application/soap+xml',
    'application/soap+xml;action="http://kombit.dk/sts/organisation/bruger/laes"',
  ]) {
    assert.equal((await svarPaa(hierarki, { 'content-type': type }, '/organisation/organisationsystem/6/')).kode, 20);
  }
});

test('T5, T6, T8: no header, a TransactionUUID that is no UUID, headers of other standards', async () => {
  const uden = await svarPaa(`<s:Envelope xmlns:s="${NS.soap12}"><s:Body>${LAES}</s:Body></s:Envelope>`);
  assert.equal(uden.kode, 44);
  assert.match(find(uden.konvolut, 'TransactionUUID')!.tekst, /^[0-9a-f-]{36}$/);
  const fri = await svarPaa(
    konvolut(
      LAES,
      `<h:RequestHeader xmlns:h="${NS.header}"><h:TransactionUUID>abc &amp; def</h:TransactionUUID></h:RequestHeader>`,
    ),
  );
  assert.equal(find(fri.konvolut, 'TransactionUUID')!.tekst, 'abc & def');
  const andre = `<f:Framework xmlns:f="urn:liberty:sb" version="2.0"/><a:MessageID xmlns:a="${NS.wsa}">urn:uuid:1</a:MessageID>`;
  const svar = await svarPaa(konvolut(LAES, andre));
  assert.equal(find(svar.konvolut, 'RelatesTo')!.tekst, 'urn:uuid:1');
  assert.match(find(svar.konvolut, 'Action')!.tekst, /bruger\/laesResponse$/);
  const fejl = await svarPaa(konvolut(LAES.replaceAll('/bruger/6/', '/bruger/5/'), andre));
  assert.equal(find(fejl.konvolut, 'Action')!.tekst, 'http://www.w3.org/2005/08/addressing/soap/fault');
});

test('T10: an unknown version of the namespace is a fault that says what is known', async () => {
  const svar = await svarPaa(konvolut(LAES.replaceAll('/bruger/6/', '/bruger/5/')));
  assert.equal(svar.httpStatus, 400);
  assert.match(fault(svar), /bruger\/5\/.*LaesInput.*bruger\/6\//s);
});

test('T11: xsi:type, xsi:nil, missing lists and a Label under ReferenceID are tolerated', async () => {
  const xsi = `xmlns:xsi="${NS.xsi}"`;
  const ns = 'http://stoettesystemerne.dk/organisation/bruger/6/';
  const maal = newUuid();
  const ref = `<sd:ReferenceID xsi:type="sd:UuidLabelInputType"><sd:UUIDIdentifikator>${maal}</sd:UUIDIdentifikator><sd:Label>Noget</sd:Label></sd:ReferenceID>`;
  for (const indhold of [
    `<AttributListe xsi:nil="true"/><TilstandListe xsi:nil="true"/><RelationListe xsi:nil="true"/>`,
    '',
    '<AttributListe/>',
    `<AttributListe/><TilstandListe/><RelationListe><sd:Tilhoerer>${ref}</sd:Tilhoerer></RelationListe>`,
  ]) {
    const svar = await svarPaa(konvolut(`<SoegInput xmlns="${ns}" xmlns:sd="${NS.sd}" ${xsi}>${indhold}</SoegInput>`));
    assert.equal(svar.httpStatus, 200, svar.tekst);
    assert.equal(svar.kode, 44, svar.tekst);
  }
});

test('SOAP 1.1 is answered with VersionMismatch and what is spoken here', async () => {
  const svar = await svarPaa(`<s:Envelope xmlns:s="${NS.soap11}"><s:Body>${LAES}</s:Body></s:Envelope>`);
  assert.match(find(svar.konvolut, 'Value')!.tekst, /VersionMismatch/);
  assert.ok(find(svar.konvolut, 'SupportedEnvelope'));
});

test('A2: an unknown CVR is the fault that clients know by its reason', async () => {
  for (const cvr of ['99999999', 'x']) {
    const svar = await svarPaa(konvolut(LAES), { 'x-anvenderkontekst': cvr });
    assert.equal(svar.httpStatus, 500);
    assert.equal(find(svar.konvolut, 'Text')!.tekst, 'ServiceAgreementNotFound');
    assert.match(fault(svar), /myndighed opret/);
  }
});

test('what is no message: a fault each, and the server goes on', async () => {
  const bombe = `<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const konvolutText = konvolut(LAES);
  const kendt = `<h:RequestHeader xmlns:h="${NS.header}"><h:TransactionUUID>mit id</h:TransactionUUID></h:RequestHeader>`;
  const udenIndhold = await svarPaa(konvolut('', kendt));
  assert.equal(find(udenIndhold.konvolut, 'TransactionUUID')?.tekst, 'mit id');
  const utf16 = Buffer.from(`\ufeff${konvolutText}`, 'utf16le');
  const daarlige: [string, string | Uint8Array, Record<string, string>, number][] = [
    ['empty', '', {}, 400],
    ['no XML', 'hej', {}, 400],
    ['cut off', konvolutText.slice(0, -20), {}, 400],
    ['two roots', `${konvolutText.slice(konvolutText.indexOf('<s:'))}<x/>`, {}, 400],
    ['a DTD', bombe + konvolutText.slice(konvolutText.indexOf('<s:')), {}, 400],
    [
      'an external entity',
      `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">${konvolutText.slice(konvolutText.indexOf('<s:'))}`,
      {},
      400,
    ],
    ['an undefined entity', konvolut('<a>&xxe;</a>'), {}, 400],
    ['a null character', konvolut('<a>&#0;</a>'), {}, 400],
    ['not UTF-8', Buffer.concat([Buffer.from('<a>'), Buffer.from([0xc3, 0x28]), Buffer.from('</a>')]), {}, 400],
    ['UTF-16', utf16, {}, 400],
    ['ISO-8859-1', konvolutText.replace('UTF-8', 'ISO-8859-1'), {}, 400],
    ['depth', konvolut('<a>'.repeat(500) + '</a>'.repeat(500)), {}, 413],
    ['attributes', konvolut(`<a ${Array.from({ length: 200 }, (_, i) => `a${i}="1"`).join(' ')}/>`), {}, 413],
    ['size', konvolut(`<a>${'x'.repeat(300_000)}</a>`), {}, 413],
    ['text/plain', konvolutText, { 'content-type': 'text/plain' }, 415],
    ['text/xml', konvolutText, { 'content-type': 'text/xml; charset=utf-8' }, 415],
    ['a charset', konvolutText, { 'content-type': 'application/soap+xml; charset=iso-8859-1' }, 415],
    ['gzip', konvolutText, { 'content-encoding': 'gzip' }, 415],
    ['no envelope', '<a/>', {}, 400],
    ['no body', `<s:Envelope xmlns:s="${NS.soap12}"/>`, {}, 400],
    ['two body elements', konvolut(LAES + LAES), {}, 400],
  ];
  for (const [hvad, indhold, headers, status] of daarlige) {
    const svar = await svarPaa(indhold, headers);
    assert.equal(svar.httpStatus, status, `${hvad}: ${svar.tekst}`);
    assert.ok(fault(svar).length > 10, hvad);
    assert.match(find(svar.konvolut, 'TransactionUUID')?.tekst ?? '', /^[0-9a-f-]{36}$/, hvad);
  }
  await assertAlive();
});

test('ten megabytes where one is the limit are refused without being read, however they are sent', async () => {
  const { port } = new URL(verden.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const chunk = Buffer.alloc(65_536, 120);
    let sent = 0;
    const req = request(
      {
        port,
        method: 'POST',
        path: BRUGER,
        headers: { 'content-type': 'application/soap+xml', 'transfer-encoding': 'chunked' },
      },
      (res) => {
        res.resume();
        resolve(res.statusCode);
        req.destroy();
      },
    );
    req.on('error', reject);
    const more = () => {
      if (sent > 10_000_000 || req.destroyed) return;
      sent += chunk.length;
      req.write(chunk, () => setImmediate(more));
    };
    more();
  });
  assert.equal(status, 413);
  await assertAlive();
});

test('a body that trickles in is given up, and a connection that is cut leaves nothing behind', async () => {
  const { port } = new URL(verden.url);
  const tekst = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST ${BRUGER} HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nContent-Length: 1000\r\n\r\n<a>`,
      );
    });
    let ud = '';
    socket.on('data', (chunk) => {
      ud += chunk;
    });
    socket.on('close', () => resolve(ud));
  });
  assert.match(tekst, /^HTTP\/1\.1 408/);
  assert.match(tekst, /request-timeout/);
  const afbrudt = connect(Number(port), '127.0.0.1', () => {
    afbrudt.write(
      `POST ${BRUGER} HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nContent-Length: 1000\r\n\r\n<a>`,
      () => afbrudt.destroy(),
    );
  });
  await new Promise((resolve) => afbrudt.on('close', resolve));
  await assertAlive();
});

test('other methods and other addresses are told where to go', async () => {
  const get = async (sti: string, method = 'GET') => {
    const svar = await fetch(verden.url + sti, { method });
    return { status: svar.status, tekst: await svar.text() };
  };
  assert.equal((await get(BRUGER)).status, 405);
  assert.equal((await get(BRUGER, 'PUT')).status, 405);
  assert.equal((await get('/intet')).status, 404);
  assert.match((await get('/')).tekst, /organisationadministration\/1\?wsdl/);
});

test('every service serves its WSDL with this server’s address and schemas that are there', async () => {
  for (const { sti } of tjenester) {
    const wsdl = await (await fetch(`${verden.url}${sti}/?wsdl`)).text();
    assert.ok(wsdl.includes(`location="${verden.url}${sti}"`), sti);
    const skemaer = [...wsdl.matchAll(/schemaLocation="([^"]+)"/g)].map(([, adresse]) => adresse!);
    assert.ok(skemaer.length >= 2);
    for (const adresse of skemaer) assert.equal((await fetch(adresse)).status, 200, adresse);
  }
});

test('in production there is no fysiskslet', async () => {
  await using produktion = await nyVerden({ environment: 'produktion' });
  const svar = await produktion.post('/organisation/organisationadministration/1', konvolut('<a/>'));
  assert.equal(svar.status, 404);
});
