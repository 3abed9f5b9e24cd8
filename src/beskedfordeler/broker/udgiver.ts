/**
 * Publishes the messages of the register to a RabbitMQ, in the order of the change feed and at least once: how far it has come
 * is stored when the broker has confirmed, and not before. Of all processes of the register one at a time does so.
 */
import type { Beskeder } from '../../store/beskeder/beskeder.ts';
import { type Laan, medLaan } from '../laan.ts';
import { Ventetid } from '../ventetid.ts';
import { aabnForbindelse, type Brokeradresse, type Brokerforbindelse } from './forbindelse.ts';
import type { Udgivelseskilde } from './udgivelse.ts';

/** The name of the lease, and of the position, which is the same whatever the broker is. */
export const BROKER = 'broker';

/** Messages on their way that are not confirmed. */
const SIDE = 256;
const LAAN_MS = 10_000;
/** How often it looks for what other processes have written, and whether the lease is free. */
const SE_EFTER_MS = 250;
const LAAN_FRIT_MS = 1000;
const PAUSE_MIN_MS = 250;
const PAUSE_MAX_MS = 30_000;
/** While the broker is away, the log is told how far behind it is. */
const BAGUD_LOG_MS = 60_000;

export interface UdgiverOptions {
  readonly beskeder: Pick<Beskeder, 'position' | 'flyt' | 'laan' | 'slip'>;
  readonly kilde: Udgivelseskilde;
  /** The newest position of the change feed. */
  readonly sidste: () => Promise<number>;
  readonly adresse: Brokeradresse;
  /** Names this process among those of the register. */
  readonly proces: string;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** What it has done in this process. */
export interface Udgivertal {
  readonly isForbundet: boolean;
  readonly udgivet: number;
  /** Of them, those that no queue took. */
  readonly uroutet: number;
  /** Connections made so far. */
  readonly forbindelser: number;
}

export class Udgiver {
  readonly #options: UdgiverOptions;
  #running: Promise<void> = Promise.resolve();
  #isStoppet = false;
  readonly #slut = new AbortController();
  readonly #ventetid = new Ventetid();
  #tal = { isForbundet: false, udgivet: 0, uroutet: 0, forbindelser: 0 };
  #uroutetFoer = 0;
  /** Whether the last messages were taken by no queue. */
  #isUroutet = false;
  #pauseMs = 0;
  #fejlSiden: number | undefined;
  #loggetMs = 0;

  constructor(options: UdgiverOptions) {
    this.#options = options;
  }

  get tal(): Udgivertal {
    return this.#tal;
  }

  /** Begins; what was never published before is what comes from now on. */
  start(): void {
    this.#running = this.#loop();
  }

  /** There may be something to publish. */
  vaek(): void {
    this.#ventetid.vaek();
  }

  /** Ends; what is not confirmed by now is published again by whoever goes on. */
  async stop(): Promise<void> {
    this.#isStoppet = true;
    this.#ventetid.stop();
    this.#slut.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    const { beskeder, proces } = this.#options;
    while (!this.#isStoppet) {
      try {
        await this.#begyndelse();
        const laan = { beskeder, proces, navn: BROKER, varighedMs: LAAN_MS };
        const erMit = await medLaan(laan, this.#slut.signal, async (mit) => {
          await this.#udgivMedLaan(mit);
          return true;
        });
        if (!erMit) await this.#ventetid.hele(LAAN_FRIT_MS);
      } catch (error) {
        if (!this.#isStoppet) await this.#efterFejl(error);
      }
    }
  }

  /** Where it is; at the first time of all, that is where the feed is. */
  async #begyndelse(): Promise<number> {
    const { beskeder, sidste } = this.#options;
    for (;;) {
      const position = await beskeder.position(BROKER);
      if (position !== undefined) return position;
      await beskeder.flyt(BROKER, undefined, await sidste());
    }
  }

  async #efterFejl(error: unknown): Promise<void> {
    const { log } = this.#options;
    const grund = error instanceof Error ? error.message : String(error);
    this.#pauseMs = Math.min(Math.max(PAUSE_MIN_MS, this.#pauseMs * 2), PAUSE_MAX_MS);
    const nowMs = performance.now();
    if (this.#fejlSiden === undefined) {
      this.#fejlSiden = nowMs;
      this.#loggetMs = nowMs;
      log.error({ grund }, 'publishing to the broker failed; it is tried again');
    } else if (nowMs - this.#loggetMs >= BAGUD_LOG_MS) {
      this.#loggetMs = nowMs;
      log.error({ grund, ...(await this.#bagud()) }, 'publishing to the broker still fails');
    }
    await this.#ventetid.hele(this.#pauseMs);
  }

  async #bagud(): Promise<{ position?: number; bagud?: number }> {
    const { beskeder, sidste } = this.#options;
    try {
      const position = (await beskeder.position(BROKER)) ?? 0;
      return { position, bagud: (await sidste()) - position };
    } catch {
      return {};
    }
  }

  /** Publishes until something goes wrong, the lease is lost or it is stopped. */
  async #udgivMedLaan({ slut }: Laan): Promise<void> {
    const { adresse, log } = this.#options;
    const forbindelse = await aabnForbindelse(adresse, {
      onUroutet: () => {
        this.#tal.uroutet++;
      },
      onBlokeret: (grund) => {
        if (grund === undefined) log.info({}, 'the broker takes messages again');
        else log.error({ grund }, 'the broker takes nothing for now');
      },
    });
    const luk = () => void forbindelse.luk();
    slut.addEventListener('abort', luk);
    if (slut.aborted) luk();
    try {
      this.#tal.forbindelser++;
      this.#tal.isForbundet = true;
      log.info({ exchange: adresse.exchange, ...(await this.#bagud()) }, 'publishing to the broker');
      await this.#sider(forbindelse);
    } finally {
      slut.removeEventListener('abort', luk);
      this.#tal.isForbundet = false;
      await forbindelse.luk();
    }
  }

  /** One page after the other; the next is read while the broker confirms the one before. */
  async #sider(forbindelse: Brokerforbindelse): Promise<void> {
    const { kilde, log } = this.#options;
    let fra = await this.#begyndelse();
    let side = await kilde.efter(fra, SIDE);
    while (!this.#isStoppet) {
      const { beskeder, position, flere } = side;
      if (position < fra) log.error({ fra, position }, 'the change feed has gone back; publishing goes on from there');
      const naeste = flere ? kilde.efter(position, SIDE) : undefined;
      naeste?.catch(() => undefined);
      await forbindelse.udgiv(beskeder);
      if (position !== fra) await this.#naaet(fra, position, beskeder.length);
      this.#pauseMs = 0;
      this.#fejlSiden = undefined;
      fra = position;
      if (!naeste) await this.#ventetid.hoejst(SE_EFTER_MS);
      side = await (naeste ?? kilde.efter(fra, SIDE));
    }
  }

  async #naaet(fra: number, til: number, antal: number): Promise<void> {
    const { beskeder, log } = this.#options;
    this.#tal.udgivet += antal;
    const uroutet = this.#tal.uroutet - this.#uroutetFoer;
    if (uroutet > 0 && !this.#isUroutet) log.error({ uroutet }, 'no queue took these messages: a receiver binds one');
    if (antal > 0) this.#isUroutet = uroutet > 0;
    this.#uroutetFoer = this.#tal.uroutet;
    if (!(await beskeder.flyt(BROKER, fra, til))) throw new Error('another process has gone on from the same position');
  }
}
