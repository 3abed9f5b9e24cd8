/** Queries made to cost: each is refused before anything is read, with what was too much, and the server goes on. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { getIntrospectionQuery } from 'graphql';
import { KORSBAEK, nyVerden } from '../soap/verden.ts';
import { afvisning, post, spoerg } from './post.ts';

let spoergsmaal = 0;
const verden = await nyVerden({
  logget(fields) {
    if ('spoergsmaal' in fields) spoergsmaal += Number(fields.spoergsmaal);
  },
});
const { url } = verden;
after(() => verden[Symbol.asyncDispose]());

const ORG = `organisation(cvr: "${KORSBAEK}")`;
const UUID = '0235dc7b-11c4-4ee5-b685-9f638f5cd032';
const gentag = (antal: number, skriv: (i: number) => string) =>
  Array.from({ length: antal }, (_, i) => skriv(i)).join(' ');
const indeni = (antal: number, felt: string, inderst: string) =>
  `${felt} { `.repeat(antal) + inderst + ' }'.repeat(antal);

/** Refused as a mistake of the caller, with nothing read. */
async function afvises(query: string, tekst: RegExp, variables?: unknown): Promise<void> {
  const foer = spoergsmaal;
  const svar = await spoerg(url, query, variables);
  const { status, data, hvad: fundet, tekst: besked } = afvisning(svar);
  assert.deepEqual([status, data, fundet[0]], [200, undefined, 'ValidationError'], svar.tekst.slice(0, 500));
  assert.match(besked!, tekst);
  assert.ok(svar.tekst.length < 20_000);
  assert.equal(spoergsmaal, foer);
}

test('depth: fields inside one another, in fragments too', async () => {
  const op = (antal: number) => `{ ${ORG} { organisationEnhed { ${indeni(antal, 'overordnetEnhed', 'uuid')} } } }`;
  assert.equal((await spoerg(url, op(17))).json.errors, undefined);
  await afvises(op(18), /graphql-depth-max/);
  await afvises(op(3000), /graphql-depth-max|inden i hinanden/);
  await afvises(
    `{ ${ORG} { organisationEnhed { ...A } } } ${gentag(30, (i) => `fragment ${'A'.repeat(i + 1)} on OrganisationEnhed { overordnetEnhed { ...${'A'.repeat(i + 2)} } }`)} fragment ${'A'.repeat(31)} on OrganisationEnhed { uuid }`,
    /graphql-depth-max/,
  );
});

test('breadth: thousands of aliases, and fields that are said again and again', async () => {
  await afvises(`{ ${gentag(1200, (i) => `a${i}: ${ORG} { uuid }`)} }`, /graphql-fields-max|graphql-tokens-max/);
  await afvises(`{ ${ORG} { ${gentag(21, () => 'uuid')} } }`, /samme felt mere end 20 gange/);
  await afvises(`{ ${gentag(21, () => `${ORG} { uuid }`)} }`, /samme felt mere end 20 gange/);
  await afvises(
    `{ ${ORG} { uuid } } fragment F on Organisation { ${gentag(600, (i) => `a${i}: uuid`)} }`,
    /graphql-fields-max/,
  );
});

test('names that make the answer and its errors long', async () => {
  const navn = 'a'.repeat(101);
  await afvises(`{ bruger(uuid: "${UUID}") { ${navn}: uuid } }`, /et navn på mere end 100 tegn/);
  await afvises(`{ ${navn}: bruger(uuid: "${UUID}") { uuid } }`, /et navn på mere end 100 tegn/);
  await afvises(`{ ...F } fragment F on Query { ${navn} }`, /et navn på mere end 100 tegn/);
  const { json } = await spoerg(url, `{ ${navn.slice(1)}: __typename }`);
  assert.deepEqual(json.data, { [navn.slice(1)]: 'Query' });
});

test('fragments that double at each step, and fragments that hold themselves', async () => {
  const dobbelt = gentag(
    40,
    (i) =>
      `fragment F${i} on OrganisationEnhed { a: overordnetEnhed { ...F${i + 1} } b: overordnetEnhed { ...F${i + 1} } }`,
  );
  await afvises(
    `{ ${ORG} { organisationEnhed { ...F0 } } } ${dobbelt} fragment F40 on OrganisationEnhed { uuid }`,
    /graphql-(fields|depth)-max/,
  );
  const flade = gentag(40, (i) => `fragment F${i} on OrganisationEnhed { ...F${i + 1} ...F${i + 1} }`);
  await afvises(
    `{ ${ORG} { organisationEnhed { ...F0 } } } ${flade} fragment F40 on OrganisationEnhed { uuid }`,
    /graphql-fields-max/,
  );
  await afvises(
    `{ ${ORG} { organisationEnhed { ...A } } } fragment A on OrganisationEnhed { overordnetEnhed { ...B } } fragment B on OrganisationEnhed { underliggendeEnheder { ...A } }`,
    /Cannot spread fragment "A" within itself/,
  );
  await afvises(`{ ...F } fragment F on Query { ...F }`, /within itself/);
});

test('pages multiply: what can be expected to be too large is not begun', async () => {
  const side = `brugerListe(cvr: "${KORSBAEK}", status: AKTIV)`;
  const felter = gentag(60, (i) => `b${i}: brugernavn`);
  const kolleger = 'harMedlemskab { medlemAf { medlemskaber { bruger {';
  await afvises(
    `{ ${side} { edges { node { ${kolleger} ${kolleger} ${felter} } } } } } } } } } } } }`,
    /graphql-values-max/,
  );
  await afvises(
    `{ ${gentag(40, (i) => `a${i}: ${side} { edges { node { ...F } } }`)} } fragment F on Bruger { ${felter} }`,
    /graphql-(values|fields)-max/,
  );
});

test('lists: as values in the query and as variables', async () => {
  const mange = Array.from({ length: 1001 }, () => UUID);
  await afvises('query ($u: [UUID!]!) { bruger(uuid: $u) { uuid } }', /graphql-list-max/, { u: mange });
  await afvises(`{ bruger(uuid: ${JSON.stringify(mange)}) { uuid } }`, /graphql-list-max/);
  await afvises(
    `{ bruger(uuid: ${JSON.stringify(Array.from({ length: 20_000 }, () => UUID))}) { uuid } }`,
    /graphql-tokens-max/,
  );
  const enhed = `{ organisationEnhed(uuid: ["${UUID}"]) { adresser(rolle: ${JSON.stringify(mange)}) { uuid } } }`;
  await afvises(enhed, /graphql-list-max/);
});

test('what is deep without being fields: inline fragments, lists, inputs', async () => {
  await afvises(`{ ${indeni(1500, '...', 'uuid')} }`, /graphql-fields-max/);
  await afvises(`{ bruger(uuid: ${'['.repeat(9000)}) { uuid } }`, /inden i hinanden/);
  await afvises(`{ bruger(uuid: ${'['.repeat(4000)}${']'.repeat(4000)}) { uuid } }`, /inden i hinanden/);
});

test('the schema can be asked about as tools do, and no deeper or more often', async () => {
  const { json } = await spoerg(url, getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true }));
  assert.equal(json.errors, undefined);
  await afvises(`{ ${gentag(3, (i) => `a${i}: __schema { queryType { name } }`)} }`, /2 gange/);
  const runde = indeni(5, 'fields { type', 'name');
  await afvises(`{ __schema { types { ${runde}${' }'.repeat(5)} } } }`, /introspection depth/i);
});

test('names that JavaScript has of itself are names like others', async () => {
  const { json } = await spoerg(
    url,
    `{ __proto__: __typename constructor: __typename ${ORG} { toString: uuid __proto__: organisationsnavn } }`,
  );
  assert.match(JSON.stringify(json), /"__proto__":"Query","constructor":"Query".*"__proto__":"Korsbæk Kommune"/);
  await afvises('{ constructor }', /Cannot query field/);
  await afvises('{ __proto__ { uuid } }', /Cannot query field/);
  await afvises('{ ...toString }', /Unknown fragment/);
  const variabel = await post(
    url,
    `{"query":"query ($__proto__: CVR!) { organisation(cvr: $__proto__) { uuid } }","variables":{"__proto__":"${KORSBAEK}"}}`,
  );
  assert.equal(variabel.status, 200);
  const forurenet = await post(
    url,
    '{"query":"{ __typename }","variables":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}},"__proto__":{"query":"x"}}',
  );
  assert.deepEqual(forurenet.json, { data: { __typename: 'Query' } });
  assert.equal(({} as { x?: number }).x, undefined);
});

test('NUL, half characters and control characters reach no database', async () => {
  const op =
    'query ($t: String!) { brugerListe(cvr: "11111111", status: AKTIV, brugerFilter: { brugernavn: $t }) { edges { node { uuid } } } }';
  await afvises(op, /nultegn/, { t: 'a\u0000b' });
  await afvises(
    '{ brugerListe(cvr: "11111111", status: AKTIV, brugerFilter: { brugernavn: "\\u0000*" }) { edges { node { uuid } } } }',
    /nultegn/,
  );
  for (const t of ['\ud800', '\u0001\u001f', '%_\\', "'; drop table x; --", '*'.repeat(5000)]) {
    const { json } = await spoerg(url, op, { t });
    assert.ok(json.data !== undefined, JSON.stringify(json));
  }
});

test('two values for one thing: fields, arguments, variables and keys', async () => {
  await afvises(`{ ${ORG} { uuid: organisationsnavn uuid } }`, /conflict/);
  await afvises('{ organisation(cvr: "1", cvr: "2") { uuid } }', /only one argument/);
  await afvises('query ($a: CVR!, $a: CVR!) { organisation(cvr: $a) { uuid } }', /only one variable/);
  const { json } = await post(url, `{"query":"{ nej }","query":"{ __typename }"}`);
  assert.deepEqual(json, { data: { __typename: 'Query' } });
});

test('mistakes by the thousand are told of by the first ones', async () => {
  const { json } = await spoerg(url, `{ ${gentag(400, (i) => `felt${i}`)} }`);
  assert.equal(json.errors!.length, 10);
  const variable = await spoerg(url, 'query ($u: [UUID!]!) { bruger(uuid: $u) { uuid } }', {
    u: Array.from({ length: 900 }, (_, i) => i),
  });
  assert.ok(variable.json.errors!.length <= 11);
});
