import assert from 'node:assert/strict';
import { createServer as createTcpServer } from 'node:net';
import { after, test } from 'node:test';
import { lavProeve } from '../../../test/pki/noegler.ts';
import { Bud, type Forbindelse, IntetSvar, type Svar } from './forsendelse.ts';
import { lavProevenoegler, Modtager, type Svarer } from './modtager.testing.ts';

const noegler = await lavProevenoegler();
const OK: Svarer = (_, svar) => svar.end('ok');
const modtagere: Modtager[] = [];
const bude: Bud[] = [];
after(async () => {
  for (const bud of bude) bud.luk();
  await Promise.all(modtagere.map((modtager) => modtager.luk()));
});

async function modtag(...given: Parameters<typeof Modtager.start> extends [unknown, ...infer Rest] ? Rest : never) {
  const modtager = await Modtager.start(noegler, ...given);
  modtagere.push(modtager);
  return modtager;
}

function lavBud(over: Partial<Forbindelse> = {}): Bud {
  const { ca, fordeler: certifikat } = noegler;
  const bud = new Bud({ certifikat, ca: [ca], alleNet: true, timeoutMs: 20_000, svarBytesMax: 1000, ...over });
  bude.push(bud);
  return bud;
}

function send(bud: Bud, adresse: string, slut = new AbortController().signal): Promise<Svar> {
  return bud.send({ url: new URL(adresse), hoveder: { 'x-navn': 'a' }, indhold: Buffer.from('æble') }, slut);
}

async function fejlOf(sendt: Promise<Svar>): Promise<IntetSvar> {
  const fejl = await sendt.then(
    () => undefined,
    (error) => error,
  );
  assert.ok(fejl instanceof IntetSvar, String(fejl));
  return fejl;
}

test('it shows the certificate of the distributor, and keeps the connection', async () => {
  const modtager = await modtag(OK);
  const bud = lavBud();
  for (let nr = 0; nr < 3; nr++) {
    const { status, indhold } = await send(bud, modtager.adresse);
    assert.deepEqual([status, String(indhold)], [200, 'ok']);
  }
  assert.equal(modtager.forbindelser, 1);
  const [{ tekst, sti, afsender, hoveder } = assert.fail()] = modtager.modtagne;
  assert.deepEqual([tekst, sti, afsender, hoveder['x-navn']], ['æble', '/push', 'fkorg Beskedfordeler 1', 'a']);
});

test('without a certificate, or with one of another CA, the receiver refuses the handshake (scenario 34)', async () => {
  const modtager = await modtag(OK);
  const { certifikat: cert, noegle: key } = await lavProeve();
  for (const bud of [
    new Bud({ ca: [noegler.ca], alleNet: true, timeoutMs: 20_000, svarBytesMax: 1000 }),
    lavBud({ certifikat: { cert, key } }),
  ]) {
    bude.push(bud);
    const { art } = await fejlOf(send(bud, modtager.adresse));
    // In TLS 1.3 the client is done before the server refuses, so the refusal may be overtaken by the end of the connection.
    assert.ok(art === 'tls' || art === 'forbindelse', art);
  }
  assert.equal(modtager.modtagne.length, 0);
});

test('a receiver whose certificate is from elsewhere, or is another host’s, is sent nothing', async () => {
  const fremmed = await lavProeve({ art: 'tls', navn: 'localhost', vaerter: ['localhost'] });
  const fra = await modtag(OK, { cert: fremmed.certifikat, key: fremmed.noegle });
  assert.equal((await fejlOf(send(lavBud(), fra.adresse))).art, 'tls');
  const { kode } = await fejlOf(send(lavBud(), `https://127.0.0.2:${(await modtag(OK)).port}/`));
  assert.ok(['ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNREFUSED'].includes(kode), kode);
  assert.equal(fra.modtagne.length, 0);
});

test('bounds of time: a handshake, an answer and a body that do not come', async () => {
  const stum = createTcpServer();
  await new Promise<void>((resolve) => stum.listen(0, 'localhost', resolve));
  try {
    const { port } = stum.address() as { port: number };
    assert.equal((await fejlOf(send(lavBud({ timeoutMs: 200 }), `https://localhost:${port}/`))).art, 'tid');
  } finally {
    stum.close();
  }
  const tavs = await modtag(() => undefined);
  assert.equal((await fejlOf(send(lavBud({ timeoutMs: 500 }), tavs.adresse))).art, 'tid');
  const halv = await modtag((_, svar) => svar.write('begyndt'));
  const { status, indhold } = await send(lavBud({ timeoutMs: 500 }), halv.adresse);
  assert.deepEqual([status, indhold], [200, 'for-sent']);
});

test('bounds of size: a body that never ends is not read to its end', async () => {
  const stor = await modtag((_, svar) => {
    const mere = () => {
      while (!svar.destroyed && svar.write('x'.repeat(100_000)));
      if (!svar.destroyed) svar.once('drain', mere);
    };
    mere();
  });
  assert.equal((await send(lavBud(), stor.adresse)).indhold, 'for-stort');
});

test('an answer that breaks off, one that is no HTTP, and a redirect that is not followed', async () => {
  const afbrudt = await modtag((_, svar) => {
    svar.writeHead(200, { 'content-length': 100 });
    svar.write('x', () => svar.destroy());
  });
  assert.equal((await send(lavBud(), afbrudt.adresse)).indhold, 'afbrudt');
  const sludder = await modtag((_, svar) => svar.socket!.end('sludder\r\n\r\n'));
  assert.equal((await fejlOf(send(lavBud(), sludder.adresse))).art, 'svar');
  const videre = await modtag((_, svar) => svar.writeHead(307, { location: sludder.adresse }).end());
  assert.equal((await send(lavBud(), videre.adresse)).status, 307);
  assert.equal(sludder.modtagne.length, 1);
});

test('a connection that the receiver closed between two messages is no error', async () => {
  const modtager = await modtag((_, svar) => {
    const { socket } = svar;
    svar.end('ok', () => socket?.destroy());
  });
  const bud = lavBud();
  for (let nr = 0; nr < 20; nr++) assert.equal((await send(bud, modtager.adresse)).status, 200);
});

test('the end breaks off what is under way', async () => {
  const tavs = await modtag(() => undefined);
  const slut = new AbortController();
  const sendt = fejlOf(send(lavBud(), tavs.adresse, slut.signal));
  await tavs.naaet(1);
  slut.abort();
  assert.equal((await sendt).art, 'slut');
  assert.equal((await fejlOf(send(lavBud(), tavs.adresse, slut.signal))).art, 'slut');
  const halv = await modtag((_, svar) => svar.write('begyndt', () => senere.abort()));
  const senere = new AbortController();
  assert.equal((await fejlOf(send(lavBud(), halv.adresse, senere.signal))).art, 'slut');
});

test('a name that leads to this machine is not connected to where that is not allowed', async () => {
  const modtager = await modtag(OK);
  const { art } = await fejlOf(send(lavBud({ alleNet: false }), modtager.adresse));
  assert.deepEqual([art, modtager.forbindelser], ['net', 0]);
});

test('an answer that was not asked for is not taken for that of the next message', async () => {
  const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n';
  for (const pauseMs of [0, 20]) {
    let besvarede = 0;
    const dobbelt = await modtag((_, svar) => {
      const { socket } = svar;
      besvarede += 1;
      const anden = () => socket?.write(`${ANSWER}${besvarede + 50}`.slice(0, ANSWER.length + 1));
      socket!.write(`${ANSWER}${besvarede}`);
      if (pauseMs === 0) anden();
      else setTimeout(anden, pauseMs);
    });
    const bud = lavBud();
    for (let nr = 1; nr <= 5; nr++) {
      const { indhold } = await send(bud, dobbelt.adresse);
      assert.equal(String(indhold), String(nr));
      await new Promise((resolve) => setTimeout(resolve, 2 * pauseMs));
    }
  }
});
