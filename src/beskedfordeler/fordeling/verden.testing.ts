/** A register, its own messages and dueslag for tests of the distribution. */
import { after } from 'node:test';
import { type Clock, systemClock } from '../../base/clock.ts';
import { newUuid } from '../../base/uuid.ts';
import type { Registrering } from '../../register/model.ts';
import type { Dueslagspost } from '../../store/beskeder/dueslag.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { aabenModtageraftale } from '../adgang/aftale.ts';
import { cvrUrn } from '../kuvert/haendelsesbesked.ts';
import { genlaesHaendelsesbesked } from '../kuvert/laes.ts';
import { skrivHaendelsesbesked } from '../kuvert/skriv.ts';
import { Fordeler } from './fordeler.ts';
import type { Beskedkilde, Fordelervalg } from './valg.ts';

export const EJER = '11111111';
export const NABO = '29189978';
export const BRUGERTYPE = '0f000000-0000-4000-8000-000000000001';
export const ENHEDSTYPE = '0f000000-0000-4000-8000-000000000002';
const SYSTEM = '0f000000-0000-4000-8000-00000000000a';
const HANDLING = '0f000000-0000-4000-8000-00000000000b';

/** A message as some sender writes it, of an object of an authority. */
export function besked(
  andet: { beskedId?: string; beskedtype?: string; ejer?: string; modtagere?: string[]; uuid?: string } = {},
) {
  const { beskedId = newUuid(), beskedtype = BRUGERTYPE, ejer = EJER, modtagere = [ejer], uuid = newUuid() } = andet;
  const tekst = skrivHaendelsesbesked({
    ...{ beskedId, beskedtype, anvendersystem: SYSTEM, tilladteModtagere: modtagere.map(cvrUrn), relaterede: [] },
    registrering: {
      ...{
        id: newUuid(),
        tidspunkt: 0,
        myndighed: cvrUrn(ejer),
        objektId: uuid,
        objekttype: SYSTEM,
        handling: HANDLING,
      },
    },
    dannet: 0,
    foelsomhed: HANDLING,
  });
  return genlaesHaendelsesbesked(tekst);
}

/** Makes one message of every change, with its object and the number of its registration in the id. */
export const kilde: Beskedkilde = {
  objekttyper: ['Bruger', 'OrganisationEnhed'],
  beskederOf: async (haendelser) => ({
    aendringer: haendelser.length,
    beskeder: haendelser.map(({ position, ejer, uuid, nr, objekttype }) => {
      const beskedtype = objekttype === 'Bruger' ? BRUGERTYPE : ENHEDSTYPE;
      return { position, besked: besked({ beskedId: `urn:x:${uuid}:${nr}:${position}`, beskedtype, ejer, uuid }) };
    }),
  }),
};

export function fordelerPaa(store: Store, andet: Partial<Fordelervalg> = {}): Fordeler {
  const log = { info() {}, warn() {}, error() {} };
  const aftaler: Fordelervalg['aftaler'] = async ({ cvr }) => (cvr === undefined ? [] : [aabenModtageraftale(cvr)]);
  const faste = { clock: systemClock, log, kilde, aftaler, everyMs: 20 };
  return new Fordeler({ store, proces: newUuid(), ...faste, ...andet });
}

/** Distributes until there is nothing more. */
export async function fordelAlt(fordeler: Fordeler): Promise<void> {
  while (await fordeler.runde());
}

/** A dueslag with subscriptions, open to an authority. */
export async function dueslag(
  store: Store,
  udtryk: readonly string[],
  andet: Partial<Dueslagspost> = {},
): Promise<string> {
  const uuid = newUuid();
  const graenser = { beskederMax: 1000, bytesMax: 10_000_000, alderMaxMs: 3_600_000 };
  const post: Dueslagspost = { uuid, navn: 'Proeve', cvr: EJER, maade: 'hent', ...graenser, ...andet };
  await store.beskeder.gemDueslag(post, 0);
  for (const hvert of udtryk)
    await store.beskeder.gemAbonnement(uuid, { uuid: newUuid(), navn: 'Proeve', udtryk: hvert });
  return uuid;
}

/** Everything of an authority. */
export const ALT = (ejer = EJER) => `Beskedkuvert.Filtreringsdata.TilladtModtager = '${cvrUrn(ejer)}'`;
export const AF_TYPE = (beskedtype: string) => `Beskedkuvert.Filtreringsdata.Beskedtype = '${beskedtype}'`;

let tid = Date.UTC(2026, 0, 1);

/** Registers something of an object: its first registration, or one more. */
export async function registrer(
  store: Store,
  uuid = newUuid(),
  nr = 0,
  ejer = EJER,
  objekttype: 'Bruger' | 'OrganisationEnhed' | 'Adresse' = 'Bruger',
): Promise<string> {
  const registrering = (tidspunkt: number): Registrering => ({
    ...{ tidspunkt, livscyklusKode: 'Opstaaet' },
    ...{ egenskaber: [], tilstande: [], relationer: {} },
  });
  const forrige = nr === 0 ? {} : { forrige: registrering(tid) };
  tid += 1;
  const nye = [registrering(tid)];
  await store.gem([{ ejer, objekttype, uuid, verbum: nr === 0 ? 'opret' : 'ret', forventetNr: nr, ...forrige, nye }]);
  return uuid;
}

export async function ids(store: Store, dueslagUuid: string): Promise<string[]> {
  return (await store.beskeder.naeste(dueslagUuid, 100_000)).map(({ beskedId }) => beskedId);
}

/** Stores of a test file, all closed at its end. */
export function storesOf(clock: Clock): () => Promise<Store> {
  const aabne: Store[] = [];
  after(() => Promise.all(aabne.map((store) => store.close())));
  return async () => {
    const store = await openStore({ database: ':memory:', clock });
    aabne.push(store);
    return store;
  };
}
