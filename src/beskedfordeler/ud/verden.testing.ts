/** A store with dueslag and messages in them, and what sends those to real receivers: what tests of deliveries share. */
import { after } from 'node:test';
import { type Clock, systemClock } from '../../base/clock.ts';
import { newUuid } from '../../base/uuid.ts';
import type { Beskeder } from '../../store/beskeder/beskeder.ts';
import type { Dueslag, Dueslagspost } from '../../store/beskeder/dueslag.ts';
import { IN_MEMORY, openStore } from '../../store/open.ts';
import { Bud } from './forsendelse.ts';
import { lever } from './levering.ts';
import { lavProevenoegler, Modtager, type Svarer } from './modtager.testing.ts';
import { nyWebhooknoegle } from './signatur.ts';
import { Udbringer, type Udbringervalg } from './udbringer.ts';

export const FORDELINGSSYSTEM = 'f9fbbb38-4b2f-11e5-885d-feff819cdc9f';

/** Looks, ten milliseconds apart, until a test that waits has failed. */
const LOOKS_MAX = 3000;

/** A message with what the envelope must have, and a number in its payload. */
function beskedtekst(beskedId: string, nr: number): string {
  return `<Haendelsesbesked xmlns="urn:oio:besked:kuvert:1.0" xmlns:sd="urn:oio:sagdok:3.0.0"
    ><BeskedId><sd:UUIDIdentifikator>${beskedId}</sd:UUIDIdentifikator></BeskedId><BeskedVersion>1.0</BeskedVersion
    ><Beskedkuvert><Filtreringsdata><Beskedtype><sd:UUIDIdentifikator>7654895c-a3f3-4c77-8afd-4c77330f963c</sd:UUIDIdentifikator></Beskedtype
    ><TilladtModtager><sd:URNIdentifikator>urn:oio:cvr-nr:11111111</sd:URNIdentifikator></TilladtModtager
    ><TilladtModtager><sd:URNIdentifikator>urn:oio:cvr-nr:22222222</sd:URNIdentifikator></TilladtModtager
    ></Filtreringsdata><Leveranceinformation/></Beskedkuvert><Beskeddata><nr xmlns="urn:test">${nr}</nr></Beskeddata></Haendelsesbesked>`;
}

/** The number in the payload of a message that came. */
export function nrI(tekst: string): number {
  return Number(/<nr xmlns="urn:test">(\d+)</.exec(tekst)?.[1] ?? /"nr":(\d+)/.exec(tekst)?.[1]);
}

const noegler = await lavProevenoegler();

export interface Verden {
  readonly beskeder: Beskeder;
  /** Agreements of dueslag, where they have others than one for 11111111. */
  readonly aftaler: Map<string, readonly { cvr: string }[]>;
  readonly log: { fields: object; text: string }[];
  modtager(svarer: Svarer): Promise<Modtager>;
  /** A dueslag that is pushed to a receiver; gives its UUID. */
  dueslag(modtager: Modtager, andet?: Partial<Dueslagspost>): Promise<string>;
  /** Puts messages with these numbers into dueslag; gives their ids. */
  laeg(dueslag: readonly string[], numre: readonly number[]): Promise<readonly string[]>;
  udbringer(over?: Partial<Udbringervalg>, cert?: boolean): Udbringer;
  find(uuid: string): Promise<Dueslag>;
  /** Waits until a dueslag is as it should be. */
  indtil(uuid: string, isSaadan: (dueslag: Dueslag) => boolean): Promise<Dueslag>;
}

/** Everything is let go of when the tests of the file are over. */
export async function lavVerden(clock: Clock = systemClock): Promise<Verden> {
  const store = await openStore({ database: IN_MEMORY, clock });
  const { beskeder } = store;
  const modtagere: Modtager[] = [];
  const udbringere: Udbringer[] = [];
  const bude: Bud[] = [];
  after(async () => {
    await Promise.all(udbringere.map((udbringer) => udbringer.luk()));
    for (const bud of bude) bud.luk();
    await Promise.all(modtagere.map((modtager) => modtager.luk()));
    await store.close();
  });
  const log: Verden['log'] = [];
  const aftaler = new Map<string, readonly { cvr: string }[]>();
  const skriv = (fields: object, text: string) => void log.push({ fields, text });
  const find = async (uuid: string) => (await beskeder.findDueslag(uuid))!;
  return {
    beskeder,
    log,
    aftaler,
    find,
    async modtager(svarer) {
      const modtager = await Modtager.start(noegler, svarer);
      modtagere.push(modtager);
      return modtager;
    },
    async dueslag({ adresse }, andet = {}) {
      const post: Dueslagspost = {
        uuid: newUuid(),
        navn: 'Løn',
        cvr: '11111111',
        maade: 'tilsendt',
        adresse,
        beskederMax: 100_000,
        bytesMax: 100_000_000,
        alderMaxMs: 86_400_000,
        ...(andet.maade === 'webhook' && { noegle: nyWebhooknoegle() }),
        ...andet,
      };
      await beskeder.gemDueslag(post, clock());
      return post.uuid;
    },
    async laeg(dueslag, numre) {
      const leveringer = dueslag.map((dueslagUuid) => ({
        dueslagUuid,
        abonnementUuid: newUuid(),
        tilladteModtagere: ['urn:oio:cvr-nr:11111111'],
      }));
      const nye = numre.map((nr) => {
        const beskedId = newUuid();
        const indhold = beskedtekst(beskedId, nr);
        return { beskedId, indhold, sha256: 'ab'.repeat(32), modtaget: clock(), leveringer };
      });
      await beskeder.fordel(nye, await beskeder.version());
      return nye.map(({ beskedId }) => beskedId);
    },
    udbringer(over = {}, isMedCertifikat = true) {
      const { ca, fordeler: certifikat } = noegler;
      const forbindelse = { ca: [ca], alleNet: true, timeoutMs: 20_000, svarBytesMax: 65_536 };
      const bud = new Bud({ ...forbindelse, ...(isMedCertifikat && { certifikat }) });
      bude.push(bud);
      const valg = {
        bud,
        aftaler: async ({ uuid }: Dueslag) => aftaler.get(uuid) ?? [{ cvr: '11111111' }],
        harCertifikat: isMedCertifikat,
        krav: { porte: modtagere.map(({ port }) => port), alleNet: true },
        fordelingssystem: FORDELINGSSYSTEM,
        cloudEvent: ({ beskedId, tekst }: { beskedId: string; tekst: string }) => ({ id: beskedId, nr: nrI(tekst) }),
        clock,
      };
      const udbringer = new Udbringer({
        beskeder,
        proces: newUuid(),
        lever: (...given) => lever(valg, ...given),
        pauser: { foersteMs: 60_000, laengsteMs: 900_000 },
        forsoegMax: 1,
        clock,
        log: { info: skriv, error: skriv },
        samtidige: 64,
        everyMs: 20,
        slutMs: 100,
        ...over,
      });
      udbringere.push(udbringer);
      udbringer.vaek();
      return udbringer;
    },
    async indtil(uuid, isSaadan) {
      for (let nr = 0; ; nr++) {
        const dueslag = await find(uuid);
        if (isSaadan(dueslag)) return dueslag;
        if (nr > LOOKS_MAX) throw new Error(`still ${JSON.stringify({ ...dueslag, noegle: undefined })}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
