/**
 * One turn with one dueslag, by whoever has its lease: its messages are sent in order, one at a time, until it is empty, one
 * is refused, the lease is lost or the time of the turn is over.
 */
import type { Revision } from '../../access/revision.ts';
import type { Clock } from '../../base/clock.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Beskeder, Levering } from '../../store/beskeder/beskeder.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import { type Laan, laanenavn, medLaan } from '../laan.ts';
import type { Plads } from './baner.ts';
import { Uleverbar } from './levering.ts';
import { type Pauser, pauseMs, type Udfald } from './udfald.ts';

/** The part of the store that deliveries need. */
export type Leveringslager = Pick<
  Beskeder,
  'leverbare' | 'naeste' | 'kvitter' | 'forsoegt' | 'tilFejlkoe' | 'laan' | 'slip' | 'stop' | 'udsaet'
>;

/** The part of a logger that deliveries use. */
export interface Leveringslog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** Told of every attempt; labels come from closed lists. */
export interface Leveringsvagt {
  leveret(maade: Dueslag['maade'], udfald: Udfald['art'], ms: number): void;
}

export interface Turvalg {
  readonly beskeder: Leveringslager;
  /** What this process is called among those that take leases. */
  readonly proces: string;
  readonly lever: (dueslag: Dueslag, levering: Levering, forsoeg: number, slut: AbortSignal) => Promise<Udfald>;
  readonly pauser: Pauser;
  /** Attempts with one message from which on an error that is not the receiver's own 40 stops. */
  readonly forsoegMax: number;
  readonly clock: Clock;
  readonly log: Leveringslog;
  readonly vagt?: Leveringsvagt;
  /** Told of what was sent before it leaves the dueslag; absent: nobody is. */
  readonly revision?: Revision;
}

/** Others begin after so long with the dueslag of a process that has died. */
const LAAN_MS = 5000;

/** After so long others get their turn; a message that is under way is waited for. */
const TUR_MS = 2000;

/** Messages read at once. */
const ANTAL = 20;

/** An answer that took longer than this is a slow one. */
const HURTIG_MS = 1000;

/** `optaget`: another process has the dueslag; `mere`: there may be more to send at once. */
export type Turslut = 'optaget' | 'mere' | 'faerdig';

export async function tagTur(valg: Turvalg, dueslag: Dueslag, plads: Plads, slut: AbortSignal): Promise<Turslut> {
  const tur = (laan: Laan) => new Tur(valg, dueslag, plads, laan).gaa();
  const { beskeder, proces } = valg;
  const laan = { beskeder, proces, navn: laanenavn(dueslag.uuid), varighedMs: LAAN_MS };
  return (await medLaan(laan, slut, tur)) ?? 'optaget';
}

class Tur {
  readonly #valg: Turvalg;
  readonly #dueslag: Dueslag;
  readonly #plads: Plads;
  readonly #laan: Laan;
  readonly #fristMs = performance.now() + TUR_MS;
  #isUdsat: boolean;

  constructor(valg: Turvalg, dueslag: Dueslag, plads: Plads, laan: Laan) {
    this.#valg = valg;
    this.#dueslag = dueslag;
    this.#plads = plads;
    this.#laan = laan;
    this.#isUdsat = dueslag.naesteForsoeg !== undefined;
  }

  async gaa(): Promise<Turslut> {
    const { beskeder } = this.#valg;
    const { uuid } = this.#dueslag;
    for (;;) {
      const koe = await beskeder.naeste(uuid, ANTAL);
      if (koe[0]) await beskeder.forsoegt(uuid, [koe[0].nr]);
      for (const [i, levering] of koe.entries()) {
        if (!this.#laan.isVores()) return 'faerdig';
        const er = await this.#send(levering);
        if (er === 'slut') return 'faerdig';
        const naeste = performance.now() < this.#fristMs ? koe[i + 1] : undefined;
        // Each message is out of the store before the next one is sent, so a crash sends one twice and not many.
        await Promise.all([
          er === 'taget' ? beskeder.kvitter(uuid, [levering.nr]) : undefined,
          naeste && beskeder.forsoegt(uuid, [naeste.nr]),
        ]);
        if (performance.now() >= this.#fristMs) return 'mere';
      }
      if (koe.length < ANTAL) return koe.length > 0 ? 'mere' : 'faerdig';
    }
  }

  /** `forbi`: it is out of the way, but not with the receiver. */
  async #send(levering: Levering): Promise<'taget' | 'forbi' | 'slut'> {
    const { lever, vagt, beskeder, clock } = this.#valg;
    const { uuid, maade } = this.#dueslag;
    const forsoeg = levering.forsoeg + 1;
    const begyndtMs = performance.now();
    this.#plads.begynd();
    let udfald: Udfald | undefined;
    try {
      udfald = await lever(this.#dueslag, levering, forsoeg, this.#laan.slut);
    } catch (fejl) {
      if (!(fejl instanceof Uleverbar)) throw fejl;
      this.#valg.log.error({ ...this.#spor(levering), err: fejl.cause }, 'message moved to the error queue');
      await beskeder.tilFejlkoe(uuid, levering.nr, fejl.message, clock());
      return 'forbi';
    } finally {
      this.#plads.slut(udfald?.art === 'taget' && performance.now() - begyndtMs < HURTIG_MS);
    }
    const ms = performance.now() - begyndtMs;
    vagt?.leveret(maade, udfald.art, ms);
    const hvad = { ...this.#spor(levering), forsoeg, ...svarI(udfald), ms: Math.round(ms) };
    this.#valg.log.info(hvad, `message ${ORD[udfald.art]}`);
    await this.#revider(levering, udfald, ms);
    return this.#efter(udfald, forsoeg);
  }

  async #efter(udfald: Udfald, forsoeg: number): Promise<'taget' | 'slut'> {
    const { beskeder, clock, pauser, forsoegMax, log } = this.#valg;
    const { uuid } = this.#dueslag;
    if (udfald.art === 'afbrudt') return 'slut';
    if (udfald.art === 'taget') {
      // A time that is past would be ahead again for a clock that is set back.
      if (this.#isUdsat) await beskeder.udsaet(uuid, undefined);
      this.#isUdsat = false;
      return 'taget';
    }
    if (udfald.art === 'stop' && (udfald.isEndelig || forsoeg >= forsoegMax)) {
      await beskeder.stop(uuid, udfald.grund, clock());
      log.error({ dueslag: uuid, kode: udfald.kode }, 'dueslag stopped: nothing is sent from it until it is activated');
      return 'slut';
    }
    const tidligstMs = udfald.art === 'senere' ? udfald.tidligstMs : undefined;
    await beskeder.udsaet(uuid, clock() + pauseMs(pauser, forsoeg, tidligstMs));
    return 'slut';
  }

  /** What may have reached the receiver is in the audit log; where that cannot be written, the message is sent again. */
  async #revider({ beskedId }: Levering, udfald: Udfald, varighedMs: number): Promise<void> {
    const { revision, clock } = this.#valg;
    const { systemUuid, cvr } = this.#dueslag;
    await revision?.skriv({
      art: 'kald',
      front: 'push',
      handling: 'besked-lever',
      tid: Math.round(clock() - varighedMs),
      varighedMs,
      ...(systemUuid !== undefined && { system: systemUuid }),
      ...(cvr !== undefined && { cvr }),
      ...(isUuid(beskedId) && { uuids: [beskedId], antal: 1 }),
      ...svarI(udfald),
    });
  }

  /** The id of a message that others sent may be a URN with anything in it. */
  #spor({ beskedId }: Levering): object {
    return { dueslag: this.#dueslag.uuid, ...(isUuid(beskedId) && { besked: beskedId }) };
  }
}

/** What the logs are told of an answer. */
function svarI(udfald: Udfald): { kode?: string; status?: number } {
  return {
    ...('kode' in udfald && { kode: udfald.kode }),
    ...('status' in udfald && udfald.status !== undefined && { status: udfald.status }),
  };
}

const ORD: Readonly<Record<Udfald['art'], string>> = {
  taget: 'delivered',
  senere: 'refused for now',
  stop: 'not delivered',
  afbrudt: 'not answered before the end',
};
