/** OrganisationHent with tokens: who is let in, and what the audit log has of a call before it is answered. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { MYNDIGHEDER } from '../../src/data/superorg.ts';
import { udstedJwt } from '../../src/identity/jwt/udsted.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import { lavProeve, parAf } from '../pki/noegler.ts';
import { ORGANISATION, UDSTEDER } from '../security/klient.ts';
import { nySikkerVerden, ROLLER } from '../security/verden.ts';
import { KORSBAEK } from '../soap/verden.ts';
import { afvisning, ID, post, spoerg } from './post.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());
const { url } = verden;
const { certifikat } = parAf(await lavProeve({ cvr: KORSBAEK }));
const { organisationUuid, rodenhedUuid } = MYNDIGHEDER.find(({ cvr }) => cvr === KORSBAEK)!;

async function bearer(tildelinger: readonly Tildeling[] = ROLLER): Promise<Record<string, string>> {
  const nu = verden.ur();
  const privilegier = tildelinger.map((tildeling) => privilegiumOf(tildeling, 'organisation.example'));
  const token = { id: ID, udsteder: `${UDSTEDER}/`, entityId: ORGANISATION, cvr: KORSBAEK, certifikat, privilegier };
  const jwt = await udstedJwt({ ...token, fra: nu, til: nu + 3_600_000 }, verden.sts);
  return { authorization: `Bearer ${jwt}` };
}

async function raekker(): Promise<PlaceretRaekke[]> {
  const alle: PlaceretRaekke[] = [];
  for await (const raekke of verden.store.revision.laes({})) alle.push(raekke);
  return alle;
}

/** The rows that a call adds to the audit log. */
async function nyeRaekker(kald: () => Promise<unknown>): Promise<PlaceretRaekke[]> {
  const foer = (await raekker()).length;
  await kald();
  const alle = (await raekker()).sort((a, b) => a.kaede - b.kaede || a.nr - b.nr);
  return alle.slice(foer);
}

const QUERY = `{ organisation(cvr: "${KORSBAEK}") { uuid organisationEnhed { uuid } } }`;

test('without a good token it is 401, whatever else the call says, and what was wrong is not told', async () => {
  const [skema, token = ''] = (await bearer()).authorization!.split(' ');
  const darlige = [undefined, 'Basic eDp5', 'Bearer x.y.z', `${skema} ${token.slice(0, -4)}AAAA`];
  for (const authorization of darlige) {
    for (const andet of [{}, { 'x-transaktionsid': undefined, 'content-type': 'text/plain' }]) {
      const { status, json, headers } = await post(url, JSON.stringify({ query: QUERY }), { ...andet, authorization });
      assert.equal(status, 401);
      assert.equal(headers.get('www-authenticate'), 'Bearer');
      assert.deepEqual([json.status, json.error, json.path], [401, 'Unauthorized', '/organisation/organisationhent/1']);
      assert.match(String(json.message), /Authorization: Bearer/);
    }
  }
});

test('a call is in the audit log, once, with who asked and the objects that were read', async () => {
  const headers = await bearer();
  const [raekke, ...andre] = await nyeRaekker(async () => {
    assert.equal((await spoerg(url, QUERY, undefined, headers)).json.errors, undefined);
  });
  assert.deepEqual(andre, []);
  const { art, front, handling, cvr, certifikat: vist, uuids, antal, status, kode, transaktion } = raekke!;
  assert.deepEqual(
    [art, front, handling, cvr, vist, status, kode, transaktion],
    ['kald', 'graphql', 'organisationhent', KORSBAEK, certifikat.sha256, 200, null, ID],
  );
  assert.deepEqual([uuids, antal], [[organisationUuid, rodenhedUuid], 2]);
});

test('what a query names is told of also where it is not there', async () => {
  const headers = await bearer();
  const borte = '5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d';
  const [raekke] = await nyeRaekker(() => spoerg(url, `{ bruger(uuid: "${borte}") { uuid } }`, undefined, headers));
  assert.deepEqual([raekke!.uuids, raekke!.antal], [[borte], 1]);
});

test('a token without a role reads nothing: an error in the answer, and a row in the audit log', async () => {
  const headers = await bearer([]);
  const [raekke] = await nyeRaekker(async () => {
    const { status, data, hvad, tekst } = afvisning(await spoerg(url, QUERY, undefined, headers));
    assert.deepEqual([status, data, hvad], [200, null, ['Unauthorized']]);
    assert.match(tekst!, /rollen udstil eller rediger/);
  });
  assert.deepEqual([raekke!.handling, raekke!.cvr, raekke!.antal], ['organisationhent', KORSBAEK, 0]);
});

test('who is not let in is told of as refused', async () => {
  const [raekke] = await nyeRaekker(() => spoerg(url, QUERY));
  assert.deepEqual([raekke!.art, raekke!.front, raekke!.cvr, raekke!.status], ['afvisning', 'graphql', null, 401]);
});
