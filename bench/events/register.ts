/** What is measured on: users that are registered, and dueslag with subscriptions. */
import { systemClock } from '../../src/base/clock.ts';
import { TIL_ALTID } from '../../src/base/instant.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { aabenModtageraftale } from '../../src/beskedfordeler/adgang/aftale.ts';
import { Fordeler } from '../../src/beskedfordeler/fordeling/fordeler.ts';
import { cvrUrn } from '../../src/beskedfordeler/kuvert/haendelsesbesked.ts';
import { orgkilde } from '../../src/beskedfordeler/org/kilde.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { KORSBAEK_POST } from '../../src/data/superorg.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Dueslagspost } from '../../src/store/beskeder/dueslag.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

export const EJER = KORSBAEK_POST.cvr;
/** Users that one transaction registers. */
const PARCEL = 100;

const F = 'Beskedkuvert.Filtreringsdata';

/** A subscription that has to be evaluated for every message of the authority, and takes those of one user in 256. */
export function udtrykFor(nr: number): string {
  const begyndelse = (nr % 256).toString(16).padStart(2, '0');
  const { Slettet } = ORGVALG_STANDARD.handlinger;
  const egne = `${F}.TilladtModtager = '${cvrUrn(EJER)}'`;
  return `${egne} AND NOT ${F}.ObjektRegistrering.ObjektHandling = '${Slettet}' AND ${F}.ObjektRegistrering.ObjektId = '${begyndelse}*'`;
}

/** A subscription that takes everything of the authority. */
export const ALT = `${F}.TilladtModtager = '${cvrUrn(EJER)}'`;

export function dueslagspost(): Dueslagspost {
  const graenser = { beskederMax: 1_000_000, bytesMax: 1_000_000_000_000, alderMaxMs: 86_400_000 };
  return { uuid: newUuid(), navn: 'Maaling', cvr: EJER, maade: 'hent', ...graenser };
}

/** An open register with its authorities; what is registered is distributed from now on. */
export async function nytRegister(database: string): Promise<Store> {
  const store = await openStore({ database, clock: systemClock });
  await indlaesSuperOrg(store, systemClock());
  const fordeler = nyFordeler(store);
  await fordeler.runde();
  await fordeler.luk();
  return store;
}

/** The distributor as `serve` has it where access is open; not started. */
export function nyFordeler(store: Store): Fordeler {
  const log = { info: () => undefined, warn: console.error, error: console.error };
  return new Fordeler({
    ...{
      store,
      proces: newUuid(),
      clock: systemClock,
      log,
      everyMs: 20,
      graenser: { depthMax: 64, elementsMax: 1e6, attributesMax: 64 },
    },
    kilde: orgkilde(store, ORGVALG_STANDARD, log),
    aftaler: async ({ cvr }) => (cvr === undefined ? [] : [aabenModtageraftale(cvr)]),
  });
}

export async function lavDueslag(store: Store, antal: number, udtryk: (nr: number) => string): Promise<string[]> {
  const poster = Array.from({ length: antal }, dueslagspost);
  for (const [nr, post] of poster.entries()) {
    await store.beskeder.gemDueslag(post, systemClock());
    await store.beskeder.gemAbonnement(post.uuid, { uuid: newUuid(), navn: 'Maaling', udtryk: udtryk(nr) });
  }
  return poster.map(({ uuid }) => uuid);
}

function bruger(nr: number, tidspunkt: number): Registrering {
  const virkning = { fra: tidspunkt, til: TIL_ALTID };
  return {
    tidspunkt,
    livscyklusKode: 'Opstaaet',
    brugerRef: { uuid: KORSBAEK_POST.organisationUuid },
    egenskaber: [{ virkning, felter: { BrugerNavn: `bruger${nr}` } }],
    tilstande: [{ virkning, vaerdi: 'Aktiv' }],
    relationer: { Tilhoerer: [{ virkning, reference: { uuid: KORSBAEK_POST.organisationUuid } }] },
  };
}

/** Registers users, one change each. */
export async function registrerBrugere(store: Store, antal: number): Promise<void> {
  for (let foerste = 0; foerste < antal; foerste += PARCEL) {
    const tidspunkt = systemClock();
    const skrivninger = Array.from({ length: Math.min(PARCEL, antal - foerste) }, (_, nr) => ({
      ...({ ejer: EJER, objekttype: 'Bruger', uuid: newUuid(), verbum: 'opret', forventetNr: 0 } as const),
      nye: [bruger(foerste + nr, tidspunkt)],
    }));
    if (!(await store.gem(skrivninger))) throw new Error('users could not be registered');
  }
}
