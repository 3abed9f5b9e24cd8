/** The change feed over HTTP on a real server: its JSON to the letter, what each caller sees, pages, and refusals. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from '../soap/beskeder.ts';
import { KOMBIT, KORSBAEK, NU, nyVerden, SYDDJURS, type Verden } from '../soap/verden.ts';

interface Post {
  position: number;
  objekttype: string;
  uuid: string;
  ejer: string;
  livscyklusKode: string;
  tidspunkt: string;
}
interface Side {
  aendringer: Post[];
  position: number;
  flere: boolean;
}
interface Startside {
  position: number;
  objekter: Omit<Post, 'position'>[];
  efter: string | null;
  flere: boolean;
}
interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  brud?: { regel: string; sted: string; vaerdi?: string; forventet: string }[];
}

const MAX = 700;
const TEKST = b.egenskab('<sts:AdresseTekst>Torvet 1</sts:AdresseTekst>');
let verden: Verden;
before(async () => {
  verden = await nyVerden({ limits: { aendringerRowsMax: MAX } });
});
after(() => verden[Symbol.asyncDispose]());

function get(sti: string, cvr?: string, init: RequestInit = {}): Promise<Response> {
  return fetch(verden.url + sti, { ...init, headers: cvr === undefined ? {} : { 'x-anvenderkontekst': cvr } });
}

async function json<T>(sti: string, cvr?: string): Promise<T> {
  const response = await get(sti, cvr);
  assert.equal(response.status, 200, await response.clone().text());
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return (await response.json()) as T;
}

async function problem(sti: string, cvr?: string, init?: RequestInit): Promise<Problem> {
  const response = await get(sti, cvr, init);
  assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  const svar = (await response.json()) as Problem;
  assert.equal(svar.status, response.status);
  return svar;
}

async function importer(cvr: string, uuid = newUuid()): Promise<string> {
  const svar = await verden.kald(b.STI('Adresse'), b.importer('Adresse', uuid, { attributter: TEKST }), cvr);
  assert.equal(svar.kode, 20, svar.tekst);
  return uuid;
}

async function followed(cvr: string, siden: number, antal: number): Promise<Post[]> {
  const side = await json<Side>(`/aendringer?siden=${siden}&antal=${antal}`, cvr);
  return [...side.aendringer, ...(side.flere ? await followed(cvr, side.position, antal) : [])];
}

test('a write is found by its caller at once, with exactly what a change says', async () => {
  const { position } = await json<Startside>('/aendringer/start?antal=1');
  const uuid = await importer(KORSBAEK);
  const post = {
    objekttype: 'Adresse',
    uuid,
    ejer: KORSBAEK,
    livscyklusKode: 'Importeret',
    tidspunkt: new Date(NU).toISOString(),
  };
  assert.match(post.tidspunkt, /^2026-11-24T12:00:00\.000Z$/);
  const side = await json<Side>(`/aendringer?siden=${position}&antal=10`);
  assert.deepEqual(side, {
    aendringer: [{ position: position + 1, ...post }],
    position: position + 1,
    flere: false,
  });
  assert.deepEqual(Object.keys(side.aendringer[0]!), [
    'position',
    'objekttype',
    'uuid',
    'ejer',
    'livscyklusKode',
    'tidspunkt',
  ]);
  assert.deepEqual(await json<Side>(`/aendringer/?siden=${position + 1}`), {
    aendringer: [],
    position: position + 1,
    flere: false,
  });
  verden.ur.advance(1000);
  for (const [input, livscyklusKode] of [
    ['PassiverInput', 'Passiveret'],
    ['SletInput', 'Slettet'],
  ] as const) {
    const { position: foer } = await json<Side>(`/aendringer?siden=${position}`);
    assert.equal((await verden.kald(b.STI('Adresse'), b.medUuid('Adresse', input, uuid))).kode, 20);
    const [naeste] = (await json<Side>(`/aendringer?siden=${foer}`)).aendringer;
    assert.deepEqual([naeste!.uuid, naeste!.livscyklusKode], [uuid, livscyklusKode]);
    verden.ur.advance(1000);
  }
});

test('without siden it begins with the first change; antal is 500 where none is given', async () => {
  for (let n = 0; n < 300; n++) await importer(KORSBAEK);
  const side = await json<Side>('/aendringer');
  assert.deepEqual([side.aendringer.length, side.aendringer[0]!.position, side.flere], [500, 1, true]);
  assert.equal(side.position, side.aendringer.at(-1)!.position);
  assert.equal((await json<Side>(`/aendringer?antal=${MAX}`)).aendringer.length, MAX);
});

test('a caller sees its own and the shared ones, and nothing of another authority', async () => {
  const { position } = await json<Startside>('/aendringer/start?antal=1');
  const egen = await importer(KORSBAEK);
  const andens = await importer(SYDDJURS);
  const faelles = await importer(KOMBIT);
  const set = async (cvr: string) => (await followed(cvr, position, 1)).map(({ uuid }) => uuid);
  assert.deepEqual(await set(KORSBAEK), [egen, faelles]);
  assert.deepEqual(await set(SYDDJURS), [andens, faelles]);
  assert.deepEqual(await set(KOMBIT), [faelles]);
  const ejere = async (cvr: string) => new Set((await followed(cvr, 0, MAX)).map(({ ejer }) => ejer));
  assert.deepEqual(await ejere(KORSBAEK), new Set([KOMBIT, KORSBAEK]));
  assert.equal((await json<Side>(`/aendringer?siden=${position}`, KOMBIT)).position, position + 3);
});

test('the objects to start from, page by page, and then the feed: a mirror that equals the register', async () => {
  const spejl = new Map<string, unknown>();
  const opdater = (poster: Omit<Post, 'position'>[]) => {
    for (const { objekttype, uuid, ejer, livscyklusKode, tidspunkt } of poster) {
      spejl.set(`${ejer} ${objekttype} ${uuid}`, [livscyklusKode, tidspunkt]);
    }
  };
  const foerste = await json<Startside>('/aendringer/start?antal=100');
  assert.deepEqual(Object.keys(foerste), ['position', 'objekter', 'efter', 'flere']);
  assert.deepEqual(Object.keys(foerste.objekter[0]!), ['objekttype', 'uuid', 'ejer', 'livscyklusKode', 'tidspunkt']);
  opdater(foerste.objekter);
  let sider = 1;
  for (let side = foerste; side.flere; sider++) {
    assert.equal(side.objekter.length, 100);
    await importer(KORSBAEK);
    side = await json<Startside>(`/aendringer/start?antal=100&efter=${side.efter}`);
    assert.equal(side.position, foerste.position);
    if (!side.flere) assert.equal(side.efter, null);
    opdater(side.objekter);
  }
  assert.ok(sider > 3, `${sider} pages`);
  opdater(await followed(KORSBAEK, foerste.position, 2));
  const nu = await followed(KORSBAEK, 0, MAX);
  const sidste = new Map(
    nu.map(({ ejer, objekttype, uuid, livscyklusKode, tidspunkt }) => [
      `${ejer} ${objekttype} ${uuid}`,
      [livscyklusKode, tidspunkt],
    ]),
  );
  assert.deepEqual([...spejl].sort(), [...sidste].sort());
});

test('fysiskslet is told of as Slettet, and its objects are no longer among those to start from', async () => {
  const cvr = SYDDJURS;
  const organisation = newUuid();
  const enhed = newUuid();
  const adresse = await importer(cvr);
  for (const [type, uuid] of [
    ['Organisation', organisation],
    ['OrganisationEnhed', enhed],
  ] as const) {
    const attributter =
      type === 'OrganisationEnhed'
        ? b.egenskab('<sd:EnhedNavn>Rod</sd:EnhedNavn>')
        : b.egenskab('<sd:OrganisationNavn>Org</sd:OrganisationNavn>');
    assert.equal((await verden.kald(b.STI(type), b.importer(type, uuid, { attributter }), cvr)).kode, 20);
  }
  const { position } = await json<Side>('/aendringer?siden=0&antal=1', cvr).then(() =>
    json<Startside>('/aendringer/start?antal=1', cvr),
  );
  const slet =
    `<FysiskSletInput xmlns="http://stoettesystemerne.dk/organisation/organisationadministration/6/">` +
    `<OrganisationUUID>${organisation}</OrganisationUUID><OrganisationEnhedUUID>${enhed}</OrganisationEnhedUUID></FysiskSletInput>`;
  assert.equal((await verden.kald('/organisation/organisationadministration/1', slet, cvr)).kode, 20);
  const gik = await followed(cvr, position, MAX);
  assert.ok(gik.some(({ uuid }) => uuid === adresse));
  assert.ok(gik.every(({ livscyklusKode, ejer }) => livscyklusKode === 'Slettet' && ejer === cvr));
  const { objekter } = await json<Startside>(`/aendringer/start?antal=${MAX}`, cvr);
  const egne = objekter.filter(({ ejer }) => ejer === cvr).map(({ uuid }) => uuid);
  assert.deepEqual(egne.sort(), [organisation, enhed].sort());
});

test('what is wrong with a parameter: 400 with place, rule, value and what would be right', async () => {
  const { efter } = await json<Startside>('/aendringer/start?antal=1');
  const opspind = Buffer.from(`1 5 ${KORSBAEK} ${SYDDJURS} Adresse ${newUuid()}`).toString('base64url');
  const { position } = await json<Startside>('/aendringer/start?antal=1');
  const daarlige: [string, string, string, string][] = [
    ['/aendringer?siden=x', 'position-form', 'siden', '0, eller position'],
    ['/aendringer?siden=', 'position-form', 'siden', '0, eller position'],
    ['/aendringer?siden=-1', 'position-form', 'siden', '0, eller position'],
    ['/aendringer?siden=1.5', 'position-form', 'siden', '0, eller position'],
    [`/aendringer?siden=${'9'.repeat(30)}`, 'position-form', 'siden', '0, eller position'],
    [`/aendringer?siden=${position + 1}`, 'position-ukendt', 'siden', `højst ${position},`],
    ['/aendringer?antal=0', 'antal-ugyldigt', 'antal', `et helt tal fra 1 til ${MAX}`],
    [`/aendringer?antal=${MAX + 1}`, 'antal-ugyldigt', 'antal', `et helt tal fra 1 til ${MAX}`],
    ['/aendringer?antal=alle', 'antal-ugyldigt', 'antal', `et helt tal fra 1 til ${MAX}`],
    ['/aendringer?sidne=3', 'parameter-ukendt', 'sidne', 'siden, antal'],
    ['/aendringer?antal=1&antal=2', 'parameter-ukendt', 'antal', 'siden, antal'],
    ['/aendringer/start?siden=3', 'parameter-ukendt', 'siden', 'efter, antal'],
    ['/aendringer/start?antal=-1', 'antal-ugyldigt', 'antal', `et helt tal fra 1 til ${MAX}`],
    ['/aendringer/start?efter=x', 'markoer-ugyldig', 'efter', 'efter fra et svar'],
    [`/aendringer/start?efter=${'x'.repeat(5000)}`, 'markoer-ugyldig', 'efter', 'efter fra et svar'],
    [`/aendringer/start?efter=${opspind}`, 'markoer-ugyldig', 'efter', 'efter fra et svar'],
  ];
  for (const [sti, regel, sted, forventet] of daarlige) {
    const svar = await problem(sti);
    assert.equal(svar.status, 400, sti);
    assert.equal(svar.type, `urn:fkorg:regel:${regel}`, sti);
    assert.deepEqual([svar.brud![0]!.regel, svar.brud![0]!.sted], [regel, sted], sti);
    assert.ok(svar.brud![0]!.forventet.includes(forventet), sti);
    for (const del of [sted, regel, forventet]) assert.ok(svar.detail.includes(del), `${svar.detail}: ${del}`);
    assert.ok(svar.title.length > 10);
    assert.ok(svar.detail.length < 500);
  }
  assert.equal((await problem('/aendringer?siden=x&antal=x')).brud!.length, 2);
  assert.equal((await problem(`/aendringer/start?efter=${efter}`, SYDDJURS)).type, 'urn:fkorg:regel:markoer-ugyldig');
});

test('an unknown authority, another method, an address beside: each says what it is', async () => {
  for (const cvr of ['99999999', 'x', '']) {
    for (const sti of ['/aendringer', '/aendringer/start']) {
      const svar = await problem(sti, cvr);
      assert.deepEqual([svar.status, svar.type], [403, 'urn:fkorg:fejl:unknown-authority']);
      assert.match(svar.detail, /X-Anvenderkontekst er 8 cifre/);
    }
  }
  for (const method of ['POST', 'DELETE']) {
    const response = await get('/aendringer', undefined, { method });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal(((await response.json()) as Problem).type, 'urn:fkorg:fejl:wrong-method');
  }
  const head = await get('/aendringer?antal=1', undefined, { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  assert.equal((await get('/aendringer/slut')).status, 404);
  assert.match(await (await get('/')).text(), /\/aendringer \(siden, antal\)\n/);
});

test('a server that is stopping says so as a problem', async () => {
  const egen = await nyVerden();
  const { port } = new URL(egen.url);
  const underVejs = connect(Number(port), '127.0.0.1');
  underVejs.on('error', () => undefined);
  await once(underVejs, 'connect');
  const sti = b.STI('Adresse');
  underVejs.write(
    `POST ${sti} HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nContent-Length: 9\r\n\r\n<a>`,
  );
  await fetch(`${egen.url}/aendringer?antal=1`);
  const lukket = egen[Symbol.asyncDispose]();
  const response = await fetch(`${egen.url}/aendringer?antal=1`);
  const { type } = (await response.json()) as Problem;
  assert.deepEqual([response.status, type], [503, 'urn:fkorg:fejl:busy']);
  underVejs.destroy();
  await lukket;
});
