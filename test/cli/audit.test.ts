/** The audit log of a running server: what was answered is in it, also after kill -9; and nothing of what calls hold. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { konvolut } from '../soap/verden.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const running: Running[] = [];

after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

async function serve(args: readonly string[]): Promise<{ url: string; server: Running }> {
  const server = startFkorg(['serve', '--port', '0', ...args]);
  running.push(server);
  const said = await server.seen('Stop with Ctrl+C.');
  return { url: /answers at (\S+) /.exec(said)![1]!, server };
}

const NS = 'http://stoettesystemerne.dk/organisation/bruger/6/';
const HEADER = (uuid: string) =>
  `<h:RequestHeader xmlns:h="http://kombit.dk/xml/schemas/RequestHeader/1/"><h:TransactionUUID>${uuid}</h:TransactionUUID></h:RequestHeader>`;
const LAES = (uuid: string) =>
  `<LaesInput xmlns="${NS}"><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0">${uuid}</UUIDIdentifikator></LaesInput>`;

const post = (url: string, body: string, headers: Record<string, string> = {}, sti = '/organisation/bruger/6') =>
  fetch(`${url}${sti}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/soap+xml; charset=utf-8', 'x-anvenderkontekst': '29189978', ...headers },
  });

interface Raekke {
  readonly kaede: number;
  readonly art: string;
  readonly front: string;
  readonly handling: string | null;
  readonly cvr: string | null;
  readonly status: number | null;
  readonly kode: string | null;
  readonly transaktion: string | null;
  readonly uuids: readonly string[];
}

async function audit(data: string, flags: readonly string[] = []): Promise<Raekke[]> {
  const { out, exitCode, err } = await fkorg(['audit', '--data', data, '--json', ...flags]);
  assert.equal(exitCode, 0, err);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Raekke);
}

test('kill -9 under load: every call that was answered is in the audit log, and its chains hold', async () => {
  const data = folder.path('killed');
  const { url, server } = await serve(['--access', 'open', '--audit', 'on', '--data', data]);
  const answered = new Map<string, string>();
  const caller = async () => {
    for (;;) {
      const [transaktion, objekt] = [newUuid(), newUuid()];
      const response = await post(url, konvolut(LAES(objekt), HEADER(transaktion)));
      await response.text();
      answered.set(transaktion, objekt);
      if (answered.size >= 200) server.child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, caller));
  await server.ended;
  assert.ok(answered.size >= 200);

  const raekker = new Map((await audit(data, ['--verb', 'laes'])).map((raekke) => [raekke.transaktion, raekke]));
  for (const [transaktion, objekt] of answered) {
    const { uuids, art, front, cvr, status } = raekker.get(transaktion)!;
    assert.deepEqual(
      { uuids, art, front, cvr, status },
      { uuids: [objekt], art: 'kald', front: 'soap', cvr: '29189978', status: 44 },
    );
  }
  const [[transaktion, objekt]] = [...answered] as [[string, string]];
  assert.equal((await audit(data, ['--uuid', transaktion])).length, 1);
  assert.equal((await audit(data, ['--uuid', objekt.toUpperCase(), '--since', '2026-01-01T00:00Z'])).length, 1);
  assert.equal((await audit(data, ['--until', '2026-01-01T00:00Z'])).length, 0);
  for (const command of [['audit', 'verify'], ['check']]) {
    const { exitCode, err } = await fkorg([...command, '--data', data]);
    assert.equal(exitCode, 0, err);
  }
  const { out } = await fkorg(['audit', '--data', data, '--uuid', transaktion]);
  assert.match(out, /^\S+Z\tsoap kald\t29189978\t-\tlaes Bruger\t44\t[\d.]+ ms\t/);
  assert.ok(out.endsWith(`${objekt}\n`));
});

test('with open access there is no audit log where nobody asks for one', async () => {
  const data = folder.path('open');
  const { url, server } = await serve(['--access', 'open', '--data', data]);
  assert.equal((await post(url, konvolut(LAES(newUuid())))).status, 200);
  server.child.kill('SIGINT');
  await server.ended;
  assert.deepEqual(await audit(data), []);
});

/** Marks that stand for what must never leave a message. */
const CPR = '0101709999';
const NAVN = 'Zacharias-Mærke';
const TOKEN = 'eyJhbGciOiJQUzI1NiJ9.eyJtYWVya2UiOjF9.TOKENMAERKE';
const NOEGLE = '-----BEGIN PRIVATE KEY-----\nNOEGLEMAERKE\n-----END PRIVATE KEY-----';
const MARKS = [CPR, '010170-9999', 'Zacharias', 'TOKENMAERKE', 'NOEGLEMAERKE', 'PRIVATE KEY'];

/** Messages that hold the marks where they belong, and where they do not. */
function messages(): [body: string, headers?: Record<string, string>, sti?: string][] {
  const alt = `${CPR} ${NAVN} ${TOKEN} ${NOEGLE}`;
  const person = (indhold: string) =>
    konvolut(
      `<OpretInput xmlns="http://stoettesystemerne.dk/organisation/person/6/" xmlns:sd="urn:oio:sagdok:3.0.0">${indhold}</OpretInput>`,
      HEADER(newUuid()),
    );
  const egenskab = `<AttributListe><Egenskab><sd:Virkning/><sd:BrugervendtNoegleTekst>${CPR}</sd:BrugervendtNoegleTekst><NavnTekst>${NAVN}</NavnTekst><CPR-NummerTekst>${CPR}</CPR-NummerTekst></Egenskab></AttributListe>`;
  return [
    [person(egenskab), {}, '/organisation/person/6'],
    [person(`<${CPR}/>`), {}, '/organisation/person/6'],
    [konvolut(LAES(alt), HEADER(alt))],
    [konvolut(LAES(newUuid()), HEADER(alt))],
    [konvolut(LAES(newUuid()), `<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">${alt}</a:MessageID>`)],
    [konvolut(`<Laes${'Zacharias'} xmlns="${NAVN}">${alt}</Laes${'Zacharias'}>`)],
    [konvolut(LAES(newUuid())), { 'x-anvenderkontekst': CPR, authorization: `Bearer ${TOKEN}` }],
    [konvolut(LAES(newUuid())), { authorization: `Holder-of-key ${TOKEN}`, 'x-transaktionsid': CPR, cookie: TOKEN }],
    [konvolut(LAES(newUuid())), { 'content-type': `text/${CPR}; charset=${CPR}` }],
    [`${alt}`],
    [`<!DOCTYPE a [<!ENTITY e "${alt}">]><a>&e;</a>`],
    [konvolut(LAES(newUuid())).slice(0, -20) + alt],
    [
      konvolut(
        LAES(newUuid()),
        `<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="${CPR}">${alt}</Assertion></w:Security>`,
      ),
    ],
    [konvolut(LAES(newUuid())), {}, `/${encodeURIComponent(alt)}`],
    [
      konvolut(
        `<SoegInput xmlns="${NS}"><AttributListe><Egenskab><BrugerNavn>${alt}</BrugerNavn></Egenskab></AttributListe></SoegInput>`,
      ),
    ],
  ];
}

async function assertNothingTold(access: 'open' | 'agreements'): Promise<void> {
  const data = folder.path(`marks-${access}`);
  const pki = folder.path('pki');
  if (access === 'agreements') assert.equal((await fkorg(['pki', 'init', '--pki', pki])).exitCode, 0);
  const { url, server } = await serve([
    '--pki',
    pki,
    '--access',
    access,
    '--audit',
    'on',
    '--log-level',
    'debug',
    '--data',
    data,
  ]);
  const rounds = Array.from({ length: 8 }, async () => {
    for (const [body, headers, sti] of messages()) await (await post(url, body, headers, sti)).text();
    for (const query of [`siden=${CPR}`, `antal=${encodeURIComponent(NAVN)}`, `${CPR}=${TOKEN}`]) {
      await (await fetch(`${url}/aendringer?${query}`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
    }
  });
  await Promise.all(rounds);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  server.child.kill('SIGINT');
  const { out, err } = await server.ended;
  assert.match(err, /"msg":"refused"/);
  const raekker = await audit(data);
  assert.ok(raekker.length > 30, `${raekker.length} rows`);
  if (access === 'agreements') assert.ok(raekker.every(({ art }) => art === 'afvisning' || art === 'slut'));
  const listed = await fkorg(['audit', '--data', data]);
  for (const [what, text] of Object.entries({ out, err, metrics, json: JSON.stringify(raekker), listed: listed.out })) {
    for (const mark of MARKS) assert.ok(!text.includes(mark), `${what} tells ${mark}: ${lineWith(text, mark)}`);
  }
}

function lineWith(text: string, mark: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.includes(mark))
      ?.slice(0, 500) ?? ''
  );
}

for (const access of ['open', 'agreements'] as const) {
  test(`nothing of what calls hold is in the log, the audit log or the metrics, with ${access} access`, () =>
    assertNothingTold(access));
}
