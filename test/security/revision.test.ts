/** What the audit log says of calls with tokens: whose certificate, for which authority, and why somebody was not let in. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { udstedJwt } from '../../src/identity/jwt/udsted.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import { KORSBAEK, konvolut } from '../soap/verden.ts';
import { ORGANISATION, skrivBesked, UDSTEDER } from './klient.ts';
import { LAES, nySikkerVerden, ROLLER, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const SYSTEM = '0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01';
const { certifikat: hendes } = verden.klient.par;
const hvem = { tidspunkt: verden.ur(), af: 'test' };
const { sha256, der } = hendes;
await verden.store.administration.gem(
  {
    systemer: [{ ...hvem, uuid: SYSTEM, navn: 'Løn' }],
    certifikater: [{ ...hvem, sha256, der, systemUuid: SYSTEM, handling: 'tilfoej' }],
  },
  await verden.store.administration.version(),
);

async function sidste(): Promise<PlaceretRaekke> {
  let raekke: PlaceretRaekke | undefined;
  for await (const each of verden.store.revision.laes({})) {
    if (raekke === undefined || each.kaede > raekke.kaede || (each.kaede === raekke.kaede && each.nr > raekke.nr))
      raekke = each;
  }
  return raekke!;
}

test('a call with a token is told of with its certificate, its authority, and the system that has the certificate', async () => {
  assert.equal(udfaldOf(await verden.send(skrivBesked(verden.klient, verden.kald()))), 44);
  const { art, handling, objekttype, cvr, certifikat, system, systemNavn, status, uuids, antal, kode } = await sidste();
  assert.deepEqual(
    [art, handling, objekttype, cvr, status, antal, kode],
    ['kald', 'laes', 'OrganisationEnhed', KORSBAEK, 44, 1, null],
  );
  assert.equal(certifikat, sha256);
  assert.equal(system, SYSTEM);
  assert.ok(systemNavn!.length > 5);
  assert.ok(LAES.includes(uuids[0]!));
});

test('a call without the role is told of as refused by the operation', async () => {
  const udenRolle = await verden.nyKlient({ tildelinger: [] });
  const udfald = udfaldOf(await verden.send(skrivBesked(udenRolle, verden.kald())));
  const { art, handling, cvr, status, regler } = await sidste();
  assert.deepEqual([art, handling, cvr, status], ['kald', 'laes', KORSBAEK, udfald]);
  assert.equal(regler.length, 1);
});

test('who is not let in is told of by the kind of refusal, and by nothing that the message claims', async () => {
  assert.equal(udfaldOf(await verden.send(konvolut(LAES))), 'InvalidSecurity');
  const { art, handling, cvr, certifikat, systemNavn, kode, status } = await sidste();
  assert.deepEqual(
    [art, handling, cvr, certifikat, systemNavn, kode],
    ['afvisning', null, null, null, null, 'InvalidSecurity'],
  );
  assert.equal(status, 500);
});

test('who is let in is told of, also where the message names no operation', async () => {
  const besked = skrivBesked(verden.klient, verden.kald({ body: LAES.replaceAll('LaesInput', 'GaetInput') }));
  assert.equal((await verden.send(besked)).body.navn, 'Fault');
  const { art, handling, cvr, certifikat, system, kode } = await sidste();
  assert.deepEqual(
    [art, handling, cvr, certifikat, system, kode],
    ['kald', null, KORSBAEK, sha256, SYSTEM, 'unknown-operation'],
  );
});

test('what is wrong with a parameter is said to those who are let in, and told of', async () => {
  const nu = verden.ur();
  const jwt = await udstedJwt(
    {
      id: '5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d',
      udsteder: `${UDSTEDER}/`,
      entityId: ORGANISATION,
      cvr: KORSBAEK,
      certifikat: hendes,
      privilegier: ROLLER.map((rolle) => privilegiumOf(rolle, 'organisation.example')),
      fra: nu,
      til: nu + 3_600_000,
    },
    verden.sts,
  );
  const hent = async (headers: Record<string, string>) => {
    const response = await fetch(`${verden.url}/aendringer?sidne=3`, { headers });
    return [response.status, (await response.text()).includes('parameter-ukendt')];
  };
  assert.deepEqual(await hent({}), [401, false]);
  assert.equal((await sidste()).kode, 'InvalidSecurityToken');
  assert.deepEqual(await hent({ authorization: `Bearer ${jwt}` }), [400, true]);
  const { art, front, handling, cvr, system, regler } = await sidste();
  assert.deepEqual(
    [art, front, handling, cvr, system, regler],
    ['kald', 'rest', 'aendringer', KORSBAEK, SYSTEM, ['parameter-ukendt']],
  );
});
