/** One change held against 1,000 subscriptions: what that costs by itself, and what the whole distribution of a change costs. */
import { newUuid } from '../../src/base/uuid.ts';
import { aabenModtageraftale } from '../../src/beskedfordeler/adgang/aftale.ts';
import { Tilmeldinger } from '../../src/beskedfordeler/fordeling/tilmeldinger.ts';
import { Udvaelgelse } from '../../src/beskedfordeler/fordeling/udvaelgelse.ts';
import type { Haendelsesbesked } from '../../src/beskedfordeler/kuvert/haendelsesbesked.ts';
import { kildetyper, orgBeskeder } from '../../src/beskedfordeler/org/afledte.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import type { Dueslag } from '../../src/store/beskeder/dueslag.ts';
import type { Store } from '../../src/store/store.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { type CpuUs, measure, median } from '../cpu.ts';
import {
  ALT,
  dueslagspost,
  EJER,
  lavDueslag,
  nyFordeler,
  nytRegister,
  registrerBrugere,
  udtrykFor,
} from './register.ts';

export const ABONNEMENTER = 1000;

export interface Vurdering {
  readonly hvad: string;
  /** Microseconds of CPU for each change. */
  readonly cpu: CpuUs;
  /** Dueslag that took a change, on average. */
  readonly tagere: number;
}

export interface Vurderingsvalg {
  readonly rounds: number;
  readonly aendringer: number;
}

const BESKEDTYPE = 'Beskedkuvert.Filtreringsdata.Beskedtype';

/** Half of the subscriptions name the beskedtype of users, half that of units, which the message is not of. */
function medBeskedtype(nr: number): string {
  const { Bruger, OrganisationEnhed } = ORGVALG_STANDARD;
  const { beskedtype } = nr % 2 === 0 ? Bruger : OrganisationEnhed;
  return `${BESKEDTYPE} = '${beskedtype}' AND ${udtrykFor(nr)}`;
}

function dueslagMed(udtryk: (nr: number) => string, cvrOf: (nr: number) => string | undefined): Dueslag[] {
  return Array.from({ length: ABONNEMENTER }, (_, nr) => {
    const post = dueslagspost();
    const stand = { tilstand: 'aktiv', siden: 0, isLevererbar: true, beskeder: 0, bytes: 0 } as const;
    const abonnementer = [{ uuid: newUuid(), navn: 'Maaling', udtryk: udtryk(nr) }];
    return { ...post, ...stand, abonnementer, cvr: cvrOf(nr) ?? post.cvr! };
  });
}

/** The messages of the users that were registered, as the distributor makes them. */
async function beskederAf(store: Store): Promise<Haendelsesbesked[]> {
  const { haendelser } = await store.beskeder.haendelser(0, 100_000, kildetyper(ORGVALG_STANDARD));
  const alle = await Promise.all(haendelser.map((haendelse) => orgBeskeder(store, haendelse, ORGVALG_STANDARD)));
  return alle.flatMap(({ beskeder }) => beskeder).filter(({ ejer, type }) => ejer === EJER && type === 'ORG_Bruger');
}

/** Filters and agreements alone, in this process. */
async function alene(
  hvad: string,
  beskeder: readonly Haendelsesbesked[],
  dueslag: readonly Dueslag[],
  { rounds }: Vurderingsvalg,
): Promise<Vurdering> {
  const tilmeldinger = new Tilmeldinger({ version: async () => 1, dueslag: async () => dueslag });
  const udvaelgelse = new Udvaelgelse(async ({ cvr }) => [aabenModtageraftale(cvr!)], { medlemmer: async () => [] });
  const stand = await tilmeldinger.nu();
  let tagere = 0;
  const runde = async () => {
    tagere = 0;
    for (const besked of beskeder) tagere += (await udvaelgelse.leveringer([besked], stand))[0]!.length;
  };
  await runde();
  const maalte: number[] = [];
  for (let round = 0; round < rounds; round++) {
    maalte.push((await measure({ server: process.pid }, beskeder.length, runde)).all);
  }
  const us = median(maalte);
  return { hvad, cpu: { all: us, serverAndDatabase: us }, tagere: tagere / beskeder.length };
}

/** The whole of it: changes are read, made messages of, held against all subscriptions, and saved in the dueslag that take them. */
async function iAlt(hvad: string, udtryk: (nr: number) => string, valg: Vurderingsvalg): Promise<Vurdering> {
  await using server = await startPostgres();
  const store = await nytRegister(server.url);
  try {
    const uuids = await lavDueslag(store, ABONNEMENTER, udtryk);
    const fordeler = nyFordeler(store);
    const maalte: CpuUs[] = [];
    for (let round = 0; round <= valg.rounds; round++) {
      await registrerBrugere(store, valg.aendringer);
      while ((await store.nummerer()) > 0);
      const cast = { server: process.pid, postmaster: server.pid };
      const cpu = await measure(cast, valg.aendringer, async () => {
        while (await fordeler.runde());
      });
      if (round > 0) maalte.push(cpu);
    }
    const dueslag = await store.beskeder.dueslag();
    const taget = dueslag.reduce((sum, { uuid, beskeder }) => sum + (uuids.includes(uuid) ? beskeder : 0), 0);
    await fordeler.luk();
    return {
      hvad,
      cpu: {
        all: median(maalte.map((en) => en.all)),
        serverAndDatabase: median(maalte.map((en) => en.serverAndDatabase)),
      },
      tagere: taget / valg.aendringer / (valg.rounds + 1),
    };
  } finally {
    await store.close();
  }
}

export async function benchVurdering(valg: Vurderingsvalg): Promise<readonly Vurdering[]> {
  const store = await nytRegister(':memory:');
  let beskeder: Haendelsesbesked[];
  try {
    await registrerBrugere(store, valg.aendringer);
    beskeder = await beskederAf(store);
  } finally {
    await store.close();
  }
  const fremmed = (nr: number) => (nr % 100 === 0 ? undefined : String(20_000_000 + (nr % 100)));
  const en = () => undefined;
  console.error('measuring subscriptions alone ...');
  const aleneMaalte = [
    await alene('filters of one authority, each evaluated', beskeder, dueslagMed(udtrykFor, en), valg),
    await alene('the same, half of them of another beskedtype', beskeder, dueslagMed(medBeskedtype, en), valg),
    await alene('the same filters, of 100 authorities', beskeder, dueslagMed(udtrykFor, fremmed), valg),
  ];
  console.error('measuring distribution on PostgreSQL ...');
  return [
    ...aleneMaalte,
    await iAlt('from the change to the dueslag, one in 256 takes it', udtrykFor, valg),
    await iAlt('from the change to the dueslag, all take it', () => ALT, {
      ...valg,
      aendringer: Math.ceil(valg.aendringer / 10),
    }),
  ];
}
