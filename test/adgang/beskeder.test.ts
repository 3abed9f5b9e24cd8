/**
 * The doors of messages: what each kind of agreement opens, and that nothing else does. Each way in or out has its column, so
 * that a new one without a denial is seen.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { aendr } from '../../src/administration/aendring.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { opretSystem } from '../../src/administration/systemer.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { Beskedaftaler } from '../../src/beskedfordeler/adgang/beskedaftaler.ts';
import { ALT, BRUGERTYPE, besked, dueslag, fordelerPaa } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { lytterkilde } from '../../src/server/lytterkilde.ts';
import { listeadgang } from '../../src/server/vaerdiliste-adgang.ts';
import type { Aftalepost, Miljoe, Servicedel } from '../../src/store/administration/administration.ts';
import { openStore } from '../../src/store/open.ts';
import { EGEN, kalderMed, NABO } from './kald.ts';

const ur = fixedClock(Date.parse('2026-11-24T12:00:00Z'));
const store = await openStore({ database: ':memory:', clock: ur });
after(() => store.close());
const HVEM = { tidspunkt: ur(), af: 'test' };
const ALLE = { beskedtype: ['*'], foelsomhed: ['*'] };
const del = (
  service: string,
  rolle: string,
  dataafgraensninger: Servicedel['dataafgraensninger'] = {},
): Servicedel => ({
  ...{ service, roller: [rolle], dataafgraensninger },
});

interface Sag {
  readonly navn: string;
  readonly services: readonly Servicedel[];
  readonly miljoe?: Miljoe;
  /** The authority of the agreement. */
  readonly cvr?: string;
  /** What becomes of the request. */
  readonly status?: 'anmodet' | 'ophoert';
  /** The doors that it opens. */
  readonly aabner: readonly ('send' | 'modtag' | 'lister')[];
}

const MODTAG = del('beskedmodtag', 'modtag', ALLE);
const AFSEND = del('beskedafsend', 'afsend');
const SAGER: readonly Sag[] = [
  { navn: 'no service of messages', services: [del('organisation', 'udstil')], aabner: [] },
  { navn: 'to send', services: [AFSEND], aabner: ['send'] },
  { navn: 'to send, 1.0', services: [del('beskedafsend-1', 'afsend')], aabner: ['send'] },
  {
    navn: 'to send, to somebody else',
    services: [del('beskedafsend', 'afsend', { 'tilladt-myndighed': [NABO] })],
    aabner: [],
  },
  { navn: 'to receive', services: [MODTAG], aabner: ['modtag', 'lister'] },
  { navn: 'to receive, 1.0', services: [del('beskedmodtag-1', 'modtag', ALLE)], aabner: ['modtag', 'lister'] },
  {
    navn: 'to receive another Beskedtype',
    services: [del('beskedmodtag', 'modtag', { ...ALLE, beskedtype: [newUuid()] })],
    aabner: ['lister'],
  },
  {
    navn: 'to receive what is not confidential',
    services: [del('beskedmodtag', 'modtag', { ...ALLE, foelsomhed: [newUuid()] })],
    aabner: ['lister'],
  },
  {
    navn: 'to receive from somebody else',
    services: [del('beskedmodtag', 'modtag', { ...ALLE, 'afsendende-myndighed': [NABO] })],
    aabner: ['lister'],
  },
  {
    navn: 'to receive of an area',
    services: [del('beskedmodtag', 'modtag', { ...ALLE, forvaltningsomraade: ['27.*'] })],
    aabner: ['lister'],
  },
  { navn: 'both', services: [AFSEND, MODTAG], aabner: ['send', 'modtag', 'lister'] },
  { navn: 'both, for another authority', services: [AFSEND, MODTAG], cvr: NABO, aabner: [] },
  { navn: 'both, in another environment', services: [AFSEND, MODTAG], miljoe: 'produktion', aabner: [] },
  { navn: 'both, not yet approved', services: [AFSEND, MODTAG], status: 'anmodet', aabner: [] },
  { navn: 'both, ended', services: [AFSEND, MODTAG], status: 'ophoert', aabner: [] },
];

/** A new system with the agreement. */
async function systemMed({ services, miljoe = 'test', cvr = EGEN, status }: Sag): Promise<string> {
  const uuid = newUuid();
  await aendr(store.administration, (tilstand) => opretSystem(tilstand, uuid, uuid, HVEM));
  const indhold = { navn: 'Beskeder', begrundelse: 'test', dataejere: [], services };
  const anmodning: Pick<Aftalepost, 'uuid' | 'systemUuid' | 'cvr' | 'miljoe' | 'indhold'> = {
    ...{ uuid: newUuid(), systemUuid: uuid, cvr, miljoe, indhold },
  };
  const aftale = async () => (await store.administration.hent()).aftaler.at(-1)!;
  await aendr(store.administration, (tilstand) => anmod(tilstand, anmodning, new Set([EGEN, NABO]), HVEM));
  if (status === 'anmodet') return uuid;
  const post = { ...(await aftale()), afgoerelser: [] };
  await aendr(store.administration, (tilstand) => godkend(tilstand, post, cvr, HVEM));
  if (status === 'ophoert') await aendr(store.administration, () => ophoer(post, 'slut', HVEM));
  return uuid;
}

for (const sag of SAGER) {
  test(`an agreement ${sag.navn} opens ${sag.aabner.join(', ') || 'nothing'}`, async () => {
    const systemUuid = await systemMed(sag);
    const aftaler = new Beskedaftaler(store.administration, 'test', ur);
    const fordeler = fordelerPaa(store, { clock: ur, aftaler: async (en) => aftaler.modtager(en.systemUuid!) });
    const koe = await dueslag(store, [ALT(EGEN)], { systemUuid });
    const fremmed = await dueslag(store, [ALT(EGEN)], { systemUuid: newUuid() });
    try {
      const sendt = await fordeler.modtag(besked({ ejer: EGEN }), {
        ...{ systemUuid, cvr: EGEN, aftale: await aftaler.afsender(systemUuid, EGEN) },
      });
      if (!sag.aabner.includes('send')) {
        assert.equal(sendt.kode, 43, sendt.tekst);
        assert.deepEqual(await store.beskeder.naeste(koe, 1), []);
      }
      assert.equal((await fordeler.modtag(besked({ ejer: EGEN, beskedtype: BRUGERTYPE }), undefined)).kode, 20);
      const naaet = (await store.beskeder.naeste(koe, 10)).length;
      const ventet = sag.aabner.includes('modtag') ? (sag.aabner.includes('send') ? 2 : 1) : 0;
      assert.equal(naaet, ventet);
      assert.deepEqual(await store.beskeder.naeste(fremmed, 1), [], 'a dueslag of a system without agreements');
    } finally {
      for (const uuid of [koe, fremmed]) await store.beskeder.fjernDueslag(uuid);
    }
    const systemer = { findSystem: async () => ({ uuid: systemUuid, navn: 'x' }) };
    const lister = listeadgang({ store, clock: ur, limits: DEFAULT_LIMITS, aftaler, systemer });
    const tildelinger: readonly Tildeling[] = [];
    const identitet = { cvr: EGEN, certifikatSha256: 'x', systemNavn: 'x', tildelinger, udloeber: ur() };
    const kalder = { ...kalderMed([]), identitet };
    const haendelse = {
      position: 1,
      cvr: EGEN,
      type: 'ORG_Bruger',
      cloudEvent: {},
      besked: besked({ ejer: EGEN, beskedtype: BRUGERTYPE }),
    };
    const kilde = {
      efter: async () => ({ haendelser: [haendelse], position: 1, flere: false }),
      vent: () => Promise.resolve(),
    };
    const lytter = await lytterkilde(kilde, { aftaler, systemer }, kalder).efter(0);
    // Who may keep lists may listen: the stream is open to it, and tells of what the agreement lets through.
    assert.equal(lytter !== undefined, sag.aabner.includes('lister'));
    assert.equal(lytter?.haendelser.length ?? 0, sag.aabner.includes('modtag') ? 1 : 0);
    const aabnet = await lister.aabn(kalder);
    assert.equal(typeof aabnet === 'function', sag.aabner.includes('lister'));
    if (typeof aabnet !== 'function') assert.equal(aabnet.status, 41);
  });
}
