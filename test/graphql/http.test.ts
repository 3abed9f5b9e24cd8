/** OrganisationHent as HTTP: the headers that a call must have, the forms of its answers, and what comes before a query is begun. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { KORSBAEK, nyVerden } from '../soap/verden.ts';
import { HOVED, ID, post, STI, spoerg } from './post.ts';

const linjer: object[] = [];
const verden = await nyVerden({ limits: { bodyBytesMax: 20_000 }, logget: (fields) => linjer.push(fields) });
const { url } = verden;
after(() => verden[Symbol.asyncDispose]());

const QUERY = `{ organisation(cvr: "${KORSBAEK}") { organisationsnavn } }`;
const BODY = JSON.stringify({ query: QUERY });

/** The form of everything that is answered before a query is begun. */
async function afvises(
  svar: Promise<Awaited<ReturnType<typeof post>>>,
  status: number,
  error: string,
  message: RegExp,
) {
  const { status: givet, json, headers } = await svar;
  assert.equal(givet, status);
  assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
  assert.deepEqual(Object.keys(json), ['timestamp', 'status', 'error', 'message', 'path']);
  assert.deepEqual([json.timestamp, json.status, json.error], ['2026-11-24T12:00:00.000Z', status, error]);
  assert.match(String(json.message), message);
  assert.match(String(json.path), /organisationhent/i);
  return headers;
}

test('a query is answered, with a last slash or without and whatever the case of its letters', async () => {
  for (const sti of [STI, `${STI}/`, STI.toUpperCase()]) {
    const { status, headers, json } = await post(url, BODY, {}, sti);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.deepEqual(json, { data: { organisation: { organisationsnavn: 'Korsbæk Kommune' } } });
  }
});

test('the two headers of the transaction must be there, once each, and be what they are', async () => {
  const ID_TEKST = /x-TransaktionsId skal være en UUID/;
  const TID_TEKST = /x-TransaktionsTid skal være et tidspunkt/;
  for (const id of [undefined, '', 'x', `${ID}0`, `{${ID}}`]) {
    await afvises(post(url, BODY, { 'x-transaktionsid': id }), 400, 'BadRequest', ID_TEKST);
  }
  for (const tid of [undefined, '', 'i går', '2026-02-30T00:00:00Z', '1696950611', '2026-01-01T00:00:00Z[<script>]']) {
    await afvises(post(url, BODY, { 'x-transaktionstid': tid }), 400, 'BadRequest', TID_TEKST);
  }
  for (const tid of [
    '2023-10-10T17:10:11.3441152+02:00[Europe/Berlin]',
    '2023-10-10T17:10:11Z',
    '2023-10-10T17:10+02:00',
    '2023-10-10T17:10:11',
    '2023-10-10T15:10:11.3Z[Etc/GMT+1]',
  ]) {
    assert.equal((await post(url, BODY, { 'x-transaktionstid': tid })).status, 200, tid);
  }
});

test('a body that is no query as JSON is refused, and what it was is not repeated', async () => {
  const FORM = /JSON i UTF-8/;
  for (const body of ['', '{', 'null', '"x"', '7', '{"query": 1}', '{}', `{"query":"{a}","variables":[1]}`]) {
    await afvises(post(url, body), 400, 'BadRequest', FORM);
  }
  await afvises(post(url, '{"query":"{a}","operationName":{}}'), 400, 'BadRequest', FORM);
  await afvises(post(url, `[${BODY}]`), 400, 'BadRequest', /én forespørgsel ad gangen/);
  await afvises(post(url, new Uint8Array([...Buffer.from('{"query":"'), 0xff, 0xfe])), 400, 'BadRequest', FORM);
});

test('other types, other methods, encodings and larger bodies are refused in the same form', async () => {
  await afvises(post(url, BODY, { 'content-type': 'text/plain' }), 415, 'Unsupported Media Type', /application\/json/);
  await afvises(
    post(url, BODY, { 'content-type': 'application/json; charset=latin1' }),
    415,
    'Unsupported Media Type',
    /./,
  );
  await afvises(post(url, BODY, { 'content-encoding': 'gzip' }), 415, 'Unsupported Media Type', /./);
  await afvises(post(url, 'x'.repeat(20_001)), 413, 'Payload Too Large', /20000 bytes/);
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    const response = await fetch(`${url}${STI}?query=${encodeURIComponent(QUERY)}`, { method, headers: HOVED });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
    assert.equal(((await response.json()) as { error: string }).error, 'Method Not Allowed');
  }
});

test('an authority that the register does not know is refused', async () => {
  await afvises(post(url, BODY, { 'x-anvenderkontekst': '99999999' }), 403, 'Forbidden', /99999999/);
});

test('mistakes in a query are told in an answer of 200, or of 400 where the newer form is asked for', async () => {
  const ny = { accept: 'application/graphql-response+json, application/json' };
  for (const [query, klassifikation] of [
    ['{', 'InvalidSyntax'],
    ['{ nej }', 'ValidationError'],
    ['mutation { organisation }', 'ValidationError'],
    ['{ organisation(cvr: "123") { uuid } }', 'ValidationError'],
    ['{ organisation(cvr: 12345678) { uuid } }', 'ValidationError'],
    ['{ bruger(uuid: ["x"]) { uuid } }', 'ValidationError'],
    ['fragment F on Bruger { uuid }', 'ValidationError'],
    ['query A { __typename } query B { __typename }', 'ValidationError'],
  ] as const) {
    const gammel = await spoerg(url, query);
    assert.equal(gammel.status, 200);
    assert.ok(!('data' in gammel.json));
    const { message, extensions } = gammel.json.errors![0]!;
    assert.deepEqual(Object.keys(extensions), ['message', 'kildeId', 'id', 'type', 'classification']);
    assert.deepEqual(
      [extensions.message, extensions.kildeId, extensions.type, extensions.classification],
      [message, 'OrganisationHent', 'ERROR', klassifikation],
      query,
    );
    assert.match(String(extensions.id), /^[0-9a-f-]{36}$/);
    const nyere = await spoerg(url, query, undefined, ny);
    assert.equal(nyere.status, 400);
    assert.equal(nyere.headers.get('content-type'), 'application/graphql-response+json; charset=utf-8');
  }
  const god = await spoerg(url, QUERY, undefined, ny);
  assert.deepEqual(
    [god.status, god.headers.get('content-type')],
    [200, 'application/graphql-response+json; charset=utf-8'],
  );
});

test('one of several queries is chosen by its name; an empty name is none', async () => {
  const query = 'query A { a: __typename } query B { b: __typename }';
  assert.deepEqual((await post(url, JSON.stringify({ query, operationName: 'B' }))).json, { data: { b: 'Query' } });
  assert.deepEqual((await post(url, JSON.stringify({ query: QUERY, operationName: '' }))).status, 200);
  const ukendt = await post(url, JSON.stringify({ query, operationName: 'C' }));
  assert.match(ukendt.json.errors![0]!.message, /operationName/);
});

test('the schema can be asked about beside data, and by its names alone', async () => {
  const { json } = await spoerg(
    url,
    `{ s: __schema { queryType { name } } t: __type(name: "Person") { fields { name } } ${QUERY.slice(1)}`,
  );
  assert.deepEqual(json.data, {
    s: { queryType: { name: 'Query' } },
    t: { fields: ['uuid', 'navn', 'brugervendtNoegle', 'cpr'].map((name) => ({ name })) },
    organisation: { organisationsnavn: 'Korsbæk Kommune' },
  });
});

test('the log has no name and no value of a call', async () => {
  linjer.length = 0;
  await spoerg(url, `query Hemmelig { organisation(cvr: "${KORSBAEK}") { organisationsnavn } nej(x: "Jens Hansen") }`);
  await spoerg(url, 'query ($c: CVR!) { organisation(cvr: $c) { uuid } }', { c: '0101701234' });
  await post(url, '{"query": "Jens Hansen');
  assert.equal(linjer.length, 3);
  assert.doesNotMatch(JSON.stringify(linjer), /Hemmelig|Jens|0101701234|organisationsnavn|11111111/);
  assert.match(
    JSON.stringify(linjer[0]),
    new RegExp(`"tjeneste":"OrganisationHent".*${ID}.*"ValidationError":1.*"httpStatus":200`),
  );
});
