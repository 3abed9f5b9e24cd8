/** For tests of the wire: dueslag in memory that keep what the interface promises, and a server of them on a free port. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { systemClock } from '../../base/clock.ts';
import { TIL_ALTID } from '../../base/instant.ts';
import { AmqpFront } from './front.ts';
import { type AmqpLimits, type Budget, GRAENSER_STANDARD } from './limits.ts';
import type { Afsendelsessvar, Beskedpost, Forsendelse, Gaest, Koe, Leveret } from './post.ts';

interface Ventende {
  readonly nr: number;
  readonly tekst: string;
  leveret: boolean;
  taget: boolean;
}

/** A queue that one reader at a time has. */
export class Lager {
  beskeder: Ventende[] = [];
  readonly fejlkoe: string[] = [];
  holder: object | undefined;
  readonly venter = new Set<() => void>();
  #nr = 0;

  laeg(...tekster: readonly string[]): void {
    for (const tekst of tekster) this.beskeder.push({ nr: ++this.#nr, tekst, leveret: false, taget: false });
    this.vaek();
  }

  vaek(): void {
    for (const en of this.venter) en();
  }

  koe(): Koe {
    const lager = this;
    const mig = {};
    const vent = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const faerdig = () => {
          lager.venter.delete(faerdig);
          resolve();
        };
        lager.venter.add(faerdig);
        if (signal.aborted) faerdig();
        else signal.addEventListener('abort', faerdig, { once: true });
      });
    const fjern = (nr: number) => {
      const besked = lager.beskeder.find((en) => en.nr === nr)!;
      lager.beskeder = lager.beskeder.filter((en) => en !== besked);
      return besked;
    };
    return {
      get erTaget() {
        return lager.holder === mig;
      },
      async tag(signal) {
        while (lager.holder !== undefined && !signal.aborted) await vent(signal);
        if (signal.aborted) return false;
        lager.holder = mig;
        return true;
      },
      async naeste(): Promise<Leveret | undefined> {
        const besked = lager.beskeder.find(({ taget }) => !taget);
        if (!besked) return undefined;
        const isGenleveret = besked.leveret;
        Object.assign(besked, { taget: true, leveret: true });
        return { nr: besked.nr, messageId: `m${besked.nr}`, indhold: Buffer.from(besked.tekst), isGenleveret };
      },
      antal: async () => lager.beskeder.filter(({ taget }) => !taget).length,
      vent,
      async kvitter(nr) {
        fjern(nr);
      },
      async tilFejlkoe(nr) {
        lager.fejlkoe.push(fjern(nr).tekst);
      },
      async tilbage(nr) {
        lager.beskeder.find((en) => en.nr === nr)!.taget = false;
        lager.vaek();
      },
      async slip() {
        if (lager.holder === mig) lager.holder = undefined;
        lager.vaek();
      },
    };
  }
}

/** Lets in whoever says `ok`, and says what else it may after that: `ok send`, `ok hent`. */
export class ProevePost implements Beskedpost {
  readonly lagre = new Map<string, Lager>();
  readonly sendte: Forsendelse[] = [];
  svar: (forsendelse: Forsendelse) => Promise<Afsendelsessvar> = async () => ({ kode: 20, tekst: 'OK' });
  udloeber = TIL_ALTID;
  sluttede = 0;

  lager(navn: string): Lager {
    const lager = this.lagre.get(navn) ?? new Lager();
    this.lagre.set(navn, lager);
    return lager;
  }

  async aabn(sagt: string): Promise<Gaest> {
    const [ok, hvad] = sagt.split(' ');
    if (ok !== 'ok') throw new Error('not let in');
    return {
      navn: 'system',
      udloeber: this.udloeber,
      maaSende: hvad !== 'hent',
      maaHente: hvad !== 'send',
      send: async (forsendelse) => {
        this.sendte.push({ ...forsendelse, indhold: Uint8Array.from(forsendelse.indhold) });
        return this.svar(forsendelse);
      },
      dueslag: async (uuid) => this.lagre.get(uuid)?.koe(),
      slut: () => {
        this.sluttede += 1;
      },
    };
  }
}

export const GRAENSER: AmqpLimits = {
  ...GRAENSER_STANDARD,
  channelsMax: 8,
  connectionsMax: 50,
  connectionsPerSystemMax: 20,
  timeoutMs: 5000,
  bodyBytesMax: 1_048_576,
  waitMs: 1000,
};

export interface Proeveserver {
  readonly port: number;
  readonly front: AmqpFront;
  readonly fejl: unknown[];
  /** Bytes of messages that are held now. */
  brugt(): number;
  luk(): Promise<void>;
}

/** A server on this machine without TLS. */
export async function proeveserver(post: Beskedpost, graenser: Partial<AmqpLimits> = {}): Promise<Proeveserver> {
  const fejl: unknown[] = [];
  let brugt = 0;
  const budget: Budget = {
    take: (bytes) => {
      brugt += bytes;
    },
    giveBack: (bytes) => {
      brugt -= bytes;
    },
  };
  const front = new AmqpFront({
    post,
    limits: { ...GRAENSER, ...graenser },
    budget,
    clock: systemClock,
    logError: (error) => fejl.push(error),
  });
  const server = createServer((socket) => front.accept(socket, { ipAdresse: '127.0.0.1', certifikat: undefined }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    front,
    fejl,
    brugt: () => brugt,
    async luk() {
      server.close();
      await front.close();
    },
  };
}
