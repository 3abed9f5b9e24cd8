/** Pages over HTTP: every user once, forwards and backwards, also while others come and go; and what is refused. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KORSBAEK_POST } from '../../src/data/superorg.ts';
import * as b from '../soap/beskeder.ts';
import { findAlle, nyVerden, type Verden } from '../soap/verden.ts';
import { fejlene, spoerg } from './spoerg.ts';

interface Side {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly uuid: string } }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

let verden: Verden;
before(async () => {
  verden = await nyVerden({ korsbaek: true });
});
after(() => verden[Symbol.asyncDispose]());

const ARGUMENTER = '$first: Int, $last: Int, $after: Cursor, $before: Cursor';
const GIVNE = 'first: $first, last: $last, after: $after, before: $before';
const VALG = '{ edges { cursor node { uuid } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }';
const liste = (felt: string, status = 'AKTIV') =>
  `query (${ARGUMENTER}) { side: ${felt}(cvr: "11111111", status: ${status}, ${GIVNE}) ${VALG} }`;

async function side(felt: string, variables: object = {}, status?: string): Promise<Side> {
  const { data, errors } = await spoerg<{ side: Side }>(verden, liste(felt, status), { ...variables });
  assert.deepEqual(errors, []);
  return data.side;
}

const uuids = ({ edges }: Side) => edges.map(({ node }) => node.uuid);

/** The UUIDs that SOAP finds with a state and the Organisation. */
async function soegt(type: 'Bruger' | 'OrganisationEnhed', kode: string): Promise<string[]> {
  const skabelon = {
    tilstande: b.gyldighed(kode, ''),
    relationer: b.relation('Tilhoerer', KORSBAEK_POST.organisationUuid, ''),
  };
  const svar = await verden.kald(b.STI(type), b.soeg(type, skabelon));
  return findAlle(svar.body, 'UUIDIdentifikator').map(({ tekst }) => tekst);
}

async function frem(felt: string, first: number): Promise<string[]> {
  const fundne: string[] = [];
  for (let after: string | null = null; ; ) {
    const denne: Side = await side(felt, { first, after });
    assert.equal(denne.pageInfo.hasPreviousPage, after !== null);
    assert.equal(denne.pageInfo.startCursor, denne.edges[0]!.cursor);
    fundne.push(...uuids(denne));
    if (!denne.pageInfo.hasNextPage) return fundne;
    assert.equal(denne.edges.length, first);
    after = denne.pageInfo.endCursor;
  }
}

async function tilbage(felt: string, last: number): Promise<string[]> {
  let fundne: string[] = [];
  for (let before: string | null = null; ; ) {
    const denne: Side = await side(felt, { last, before });
    assert.equal(denne.pageInfo.hasNextPage, before !== null);
    assert.equal(denne.pageInfo.endCursor, denne.edges.at(-1)!.cursor);
    fundne = [...uuids(denne), ...fundne];
    if (!denne.pageInfo.hasPreviousPage) return fundne;
    assert.equal(denne.edges.length, last);
    before = denne.pageInfo.startCursor;
  }
}

test('all users, by pages forwards and backwards, are those that SOAP finds, in the same order', async () => {
  const ventede = await soegt('Bruger', 'Aktiv');
  assert.ok(ventede.length > 300);
  assert.deepEqual(uuids(await side('brugerListe')), ventede);
  for (const antal of [7, 100, ventede.length]) assert.deepEqual(await frem('brugerListe', antal), ventede);
  for (const antal of [90, ventede.length]) assert.deepEqual(await tilbage('brugerListe', antal), ventede);
});

test('all units, forwards and backwards: the root unit first, the others as SOAP finds them', async () => {
  const fundne = await soegt('OrganisationEnhed', 'Aktiv');
  const rod = KORSBAEK_POST.rodenhedUuid;
  const ventede = [rod, ...fundne.filter((uuid) => uuid !== rod)];
  assert.ok(fundne.length > 50 && fundne[0] !== rod);
  for (const antal of [1, 9]) assert.deepEqual(await frem('organisationEnhedListe', antal), ventede);
  for (const antal of [1, 9]) assert.deepEqual(await tilbage('organisationEnhedListe', antal), ventede);
});

test('the root unit is not in a list where it is no hit; those that are closed are', async () => {
  const lukkede = uuids(await side('organisationEnhedListe', {}, 'INAKTIV'));
  assert.ok(lukkede.includes('85447484-b97e-5c0a-8c80-516ad0c62071') && !lukkede.includes(KORSBAEK_POST.rodenhedUuid));
});

test('a page goes on where the one before ended, although a user has come and the last one has gone', async () => {
  const foerste = await side('brugerListe', { first: 50 });
  const naeste = uuids(await side('brugerListe', { first: 50, after: foerste.pageInfo.endCursor }));
  const sidste = uuids(foerste).at(-1)!;
  const ny = '00000000-0000-4000-8000-000000000001';
  const attributter = b.egenskab(
    '<sd:BrugervendtNoegleTekst>ny</sd:BrugervendtNoegleTekst><sd:BrugerNavn>ny</sd:BrugerNavn>',
  );
  const importeret = b.importer('Bruger', ny, { attributter, tilstande: b.gyldighed('Aktiv') });
  assert.equal((await verden.kald(b.STI('Bruger'), importeret)).kode, 20);
  assert.equal((await verden.kald(b.STI('Bruger'), b.medUuid('Bruger', 'PassiverInput', sidste))).kode, 20);
  assert.deepEqual(uuids(await side('brugerListe', { first: 50, after: foerste.pageInfo.endCursor })), naeste);
  const igen = uuids(await side('brugerListe', { first: 50 }));
  assert.deepEqual(igen, [ny, ...uuids(foerste).slice(0, -1)]);
  const foer = uuids(await side('brugerListe', { last: 49, before: foerste.pageInfo.endCursor }));
  assert.deepEqual(foer, igen.slice(1));
});

test('an empty page has no cursors, and says on which side there are others', async () => {
  const alle = await side('brugerListe');
  const { edges, pageInfo } = await side('brugerListe', { first: 5, after: alle.pageInfo.endCursor });
  assert.deepEqual(edges, []);
  assert.deepEqual(pageInfo, { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: true });
});

test('both directions at once, no objects and too many are refused, in the list alone', async () => {
  const after = (await side('brugerListe', { first: 1 })).pageInfo.endCursor;
  for (const variables of [
    { first: 1, last: 1 },
    { after, before: after },
    { first: 1, before: after },
    { last: 1, after },
    { first: 0 },
    { first: -1 },
    { first: 501 },
    { last: 0 },
    { last: 501 },
  ]) {
    const { data, errors } = await spoerg(verden, liste('brugerListe'), variables);
    assert.deepEqual(data, { side: null }, JSON.stringify(variables));
    assert.deepEqual(fejlene(errors), ['ERROR ValidationError side'], JSON.stringify(variables));
  }
});

test('a cursor that is none, or one that was changed, is refused', async () => {
  const { endCursor } = (await side('brugerListe', { first: 1 })).pageInfo;
  for (const after of ['x', '', endCursor!.replace(/^./, (tegn) => (tegn === 'A' ? 'B' : 'A')), `${endCursor}=`]) {
    const { data, errors } = await spoerg(verden, liste('brugerListe'), { after });
    assert.deepEqual([data ?? null, errors[0]?.extensions.classification], [null, 'ValidationError'], after);
  }
});
