/**
 * Tokens of the message services: our token service issues them by agreements, in both versions, and the AMQP server takes
 * them; a token of one direction is none of the other.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { HuskedeAftaler } from '../../src/administration/huskede-aftaler.ts';
import { SET_INDEN_MS } from '../../src/administration/husket.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { services } from '../../src/administration/servicetabel.ts';
import { opretSystem, tilfoejCertifikater } from '../../src/administration/systemer.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { Beskedaftaler } from '../../src/beskedfordeler/adgang/beskedaftaler.ts';
import { fordelerPaa } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { besvarSoap } from '../../src/fronts/sts/soap.ts';
import { beskedpost } from '../../src/server/amqp/post.ts';
import { Revisor } from '../../src/server/revisor.ts';
import { openStore } from '../../src/store/open.ts';
import { FAMILIER, skrivRst } from './klienter.ts';
import { CVR, nySts, SYSTEM, UDSTEDER } from './verden.ts';

const { sts, ur, noegle, klient } = await nySts();
const store = await openStore({ database: ':memory:', clock: ur });
after(() => store.close());
const { administration } = store;
const aftaler = new HuskedeAftaler(administration, 'test', ur);
const beskedaftaler = new Beskedaftaler(administration, 'test', ur);
const HVEM = { tidspunkt: ur(), af: 'test' };

await aendr(administration, (tilstand) => ({
  ...opretSystem(tilstand, SYSTEM.uuid, SYSTEM.navn, HVEM),
  ...tilfoejCertifikater(tilstand, SYSTEM.uuid, [klient.certifikat], HVEM),
}));

/** Ends the agreement that there is, and makes one with these services. */
async function aftal(navne: readonly string[]): Promise<void> {
  const uuid = newUuid();
  await aendr(administration, (tilstand) => {
    const gammel = tilstand.aftaler.find(({ afgoerelser }) =>
      afgoerelser.every(({ handling }) => handling !== 'ophoer'),
    );
    return gammel ? ophoer(gammel, 'ny', HVEM) : {};
  });
  const dele = navne.map((service) => ({
    service,
    roller: services.find(({ navn }) => navn === service)!.roller,
    dataafgraensninger: service.startsWith('beskedmodtag') ? { beskedtype: ['*'], foelsomhed: ['*'] } : {},
  }));
  const indhold = { navn: 'Beskeder', begrundelse: 'test', dataejere: [], services: dele };
  const anmodning = { uuid, systemUuid: SYSTEM.uuid, cvr: CVR, miljoe: 'test' as const, indhold };
  await aendr(administration, (tilstand) => anmod(tilstand, anmodning, new Set([CVR]), HVEM));
  await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, uuid), CVR, HVEM));
  ur.advance(SET_INDEN_MS);
}

async function token(entityId: string): Promise<{ status: number; tekst: string; assertion?: string }> {
  const body = Buffer.from(skrivRst(FAMILIER['.NET']!, { klient, now: ur(), entityId }));
  const svar = await besvarSoap({ ...sts, aftaler }, { contentType: 'application/soap+xml; charset=utf-8', body });
  const [assertion] = /<Assertion .*<\/Assertion>/s.exec(svar.text) ?? [];
  return { status: svar.httpStatus, tekst: svar.text, ...(assertion !== undefined && { assertion }) };
}

const fordeler = fordelerPaa(store, { aftaler: async ({ systemUuid }) => beskedaftaler.modtager(systemUuid!) });
const post = beskedpost({
  ...{ store, fordeler, limits: DEFAULT_LIMITS, proces: newUuid(), clock: ur },
  fordelingssystem: ORGVALG_STANDARD.anvendersystem,
  revision: new Revisor({
    ...{ revision: store.revision, aftaler },
    log: { error: (felter) => assert.fail(JSON.stringify(felter)) },
  }),
  adgang: {
    tillid: { certifikater: [noegle.certifikat], udstedere: () => [UDSTEDER] },
    ...{ aftaler, beskedaftaler, klientcertifikat: 'match' },
  },
});

for (const { navn, entityId } of services.filter(({ navn: en }) => en.startsWith('besked'))) {
  test(`${navn}: a token where an agreement names it, and the AMQP server lets it do that alone`, async () => {
    await aftal([navn]);
    const { status, tekst, assertion } = await token(entityId);
    assert.equal(status, 200, tekst);
    const gaest = await post.aabn(assertion!, { ipAdresse: undefined, certifikat: klient.certifikat });
    try {
      assert.deepEqual([gaest.maaSende, gaest.maaHente], navn.includes('afsend') ? [true, false] : [false, true]);
    } finally {
      gaest.slut();
    }
    for (const andet of services.filter((service) => service.navn !== navn)) {
      const afvist = await token(andet.entityId);
      assert.ok(afvist.status >= 400 && afvist.assertion === undefined, andet.navn);
    }
  });
}

test('what the agreements of a system say is read again when they change, and only then', async () => {
  await aftal(['beskedmodtag', 'beskedmodtag-1', 'beskedafsend-1']);
  assert.deepEqual(
    (await beskedaftaler.modtager(SYSTEM.uuid)).map(({ cvr, version }) => [cvr, version]),
    [[CVR, '2.0']],
  );
  assert.deepEqual(await beskedaftaler.afsender(SYSTEM.uuid, CVR), {
    ...{ cvr: CVR, version: '1.0', modtagere: new Set([CVR]) },
  });
  assert.equal(await beskedaftaler.afsender(SYSTEM.uuid, '22222222'), undefined);
  assert.equal(await beskedaftaler.afsender(newUuid(), CVR), undefined);
  const andetMiljoe = new Beskedaftaler(administration, 'produktion', ur);
  assert.deepEqual(await andetMiljoe.modtager(SYSTEM.uuid), []);
  await aftal(['organisation']);
  assert.deepEqual(await beskedaftaler.modtager(SYSTEM.uuid), []);
  assert.equal(await beskedaftaler.afsender(SYSTEM.uuid, CVR), undefined);
});
