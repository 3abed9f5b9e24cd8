/**
 * The distributor of a process: takes what has been registered since the last round, and what others send, into the dueslag
 * that are to have it. One process at a time reads the register's changes; each batch of them is one transaction, so a crash
 * anywhere loses nothing and doubles nothing (docs/decisions/0051-fordeling.md). Door file.
 */
import { FORDELER, type Stoppet } from '../../store/beskeder/beskeder.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import type { Afsendelse } from '../kuvert/lever.ts';
import { Ventetid } from '../ventetid.ts';
import { Indhentning } from './indhentning.ts';
import { type Afsender, Indsendelse, type Svar } from './indsendelse.ts';
import { portionOf } from './portion.ts';
import { sha256 } from './sha256.ts';
import { type Stand, Tilmeldinger } from './tilmeldinger.ts';
import { Udvaelgelse } from './udvaelgelse.ts';
import type { Fordelervalg } from './valg.ts';

/** Changes of one transaction. */
const SIDE = 500;
/** So long nobody else distributes after a process was killed; what is done twice for that is not saved twice. */
const LAAN_MS = 3000;
const ALDER_HVER_MS = 5000;

export class Fordeler {
  readonly #valg: Fordelervalg;
  readonly #tilmeldinger: Tilmeldinger;
  readonly #udvaelgelse: Udvaelgelse;
  readonly #indhentning: Indhentning;
  readonly #indsendelse: Indsendelse;
  readonly #ventetid = new Ventetid();
  readonly #lyttere = new Set<() => void>();
  #loeb: Promise<void> | undefined;
  #isStoppet = false;
  #isFailing = false;
  /** By the clock that nobody sets. */
  #laanTil = 0;
  #alderSet = Number.NEGATIVE_INFINITY;

  constructor(valg: Fordelervalg) {
    this.#valg = valg;
    const { store, clock } = valg;
    this.#tilmeldinger = new Tilmeldinger(store.beskeder);
    this.#udvaelgelse = new Udvaelgelse(valg.aftaler, store.vaerdilister);
    const faelles = {
      beskeder: store.beskeder,
      tilmeldinger: this.#tilmeldinger,
      udvaelgelse: this.#udvaelgelse,
      clock,
    };
    this.#indhentning = new Indhentning(faelles);
    this.#indsendelse = new Indsendelse({
      ...faelles,
      lukUlaeselige: (stand) => this.#lukUlaeselige(stand),
      fordelt: (stoppede) => this.#fordelt(stoppede),
    });
  }

  /** Begins to distribute what has been registered, until `luk`. */
  start(): void {
    this.#loeb ??= this.#koer();
  }

  /** There may be something to distribute. */
  vaek(): void {
    this.#ventetid.vaek();
  }

  /** Lets the round that is under way end, and lets others distribute at once. */
  async luk(): Promise<void> {
    this.#isStoppet = true;
    this.#ventetid.stop();
    await this.#loeb;
    await this.#indsendelse.stille();
    if (this.#laanTil > 0) await this.#valg.store.beskeder.slip(FORDELER, this.#valg.proces).catch(() => undefined);
  }

  /** Whoever delivers in this process is told when something was put into dueslag; gives a way to leave again. */
  onFordelt(listener: () => void): () => void {
    this.#lyttere.add(listener);
    return () => this.#lyttere.delete(listener);
  }

  /** A message that somebody sends: with code 20 it is saved and distributed, and ours to bring. */
  modtag(besked: Haendelsesbesked, afsender: Afsender, afsendelse: Afsendelse = {}): Promise<Svar> {
    return this.#indsendelse.modtag(besked, afsender, afsendelse);
  }

  async #koer(): Promise<void> {
    while (!this.#isStoppet) {
      try {
        while (!this.#isStoppet && (await this.runde()));
        this.#isFailing = false;
      } catch (error) {
        if (!this.#isFailing) this.#valg.log.error({ err: error }, 'distributing messages failed; it is tried again');
        this.#isFailing = true;
      }
      await this.#ventetid.hoejst(this.#valg.everyMs);
    }
  }

  /** One batch at most; true where there may be more to do. */
  async runde(): Promise<boolean> {
    const { store, clock } = this.#valg;
    const { beskeder } = store;
    const isTidTilAlder = Math.abs(clock() - this.#alderSet) >= ALDER_HVER_MS;
    if (!isTidTilAlder && !(await beskeder.erDerNyt())) return false;
    if (!(await this.#laan())) return false;
    if (isTidTilAlder) {
      this.#alderSet = clock();
      const stoppede = await beskeder.stopForGamle(clock());
      if (stoppede.length > 0) this.#fordelt(stoppede);
    }
    const stand = await this.#tilmeldinger.nu();
    if (await this.#lukUlaeselige(stand)) return true;
    const isMere = await this.#nyeAendringer(stand);
    const erIndhentet = await this.#indhentning.side(stand);
    if (erIndhentet) this.#fordelt(erIndhentet.stoppede);
    return isMere || erIndhentet !== undefined;
  }

  /**
   * Closes dueslag whose subscriptions cannot be read, before anything is decided without them; also those that lack messages
   * and were activated as they are, or they would be filled with nothing. True where there was one: read them again.
   */
  async #lukUlaeselige({ ulaeselige }: Stand): Promise<boolean> {
    const { store, clock, log } = this.#valg;
    const aabne = ulaeselige.filter(({ dueslag }) => dueslag.manglerFra === undefined || dueslag.tilstand === 'aktiv');
    for (const { dueslag, grund } of aabne) {
      await store.beskeder.lukFor(dueslag.uuid, `et abonnement kan ikke læses: ${grund}`, clock());
      log.error({ dueslag: dueslag.uuid }, 'a subscription cannot be read; its dueslag takes no more');
    }
    return aabne.length > 0;
  }

  /** True where this process distributes. What it has is prolonged in good time, and not with every round. */
  async #laan(): Promise<boolean> {
    const nu = performance.now();
    if (nu < this.#laanTil - LAAN_MS / 2) return true;
    const { store, proces } = this.#valg;
    const isVores = await store.beskeder.laan(FORDELER, proces, LAAN_MS);
    this.#laanTil = isVores ? nu + LAAN_MS : 0;
    return isVores;
  }

  async #nyeAendringer(stand: Stand): Promise<boolean> {
    const { store, kilde, clock, log } = this.#valg;
    const { beskeder } = store;
    const fra = await beskeder.position(FORDELER);
    const slut = await store.sidstePosition();
    if (fra === undefined || fra > slut) {
      // Whoever comes first begins with what is registered from now on; beyond the end, the register is one of before.
      if (fra !== undefined)
        log.warn({ fra, slut }, 'the change feed ends before what was distributed; going on from its end');
      await beskeder.flyt(FORDELER, fra, slut);
      return false;
    }
    if (fra === slut) return false;
    const isNogen = stand.alleDueslag.some(({ abonnementer }) => abonnementer.length > 0);
    const side = isNogen ? await beskeder.haendelser(fra, SIDE, kilde.objekttyper) : undefined;
    const { beskeder: egne, aendringer } = await kilde.beskederOf(side?.haendelser ?? []);
    const leveringer = await this.#udvaelgelse.leveringer(
      egne.map(({ besked }) => besked),
      stand,
    );
    const antal = portionOf(
      leveringer.map(({ length }) => length),
      (nr) => egne[nr]!.position === egne[nr - 1]!.position,
    );
    const modtaget = clock();
    const nye = egne.slice(0, antal).map(({ position, besked }, nr) => {
      const { beskedId, tekst } = besked;
      return { beskedId, indhold: tekst, sha256: sha256(tekst), modtaget, position, leveringer: leveringer[nr]! };
    });
    const resten = egne[antal] ?? side?.haendelser[aendringer];
    const til = resten ? resten.position - 1 : (side?.position ?? slut);
    const fordelt = await beskeder.fordel(nye, stand.version, { fra, til });
    if (fordelt.udfald !== 'gemt') return true;
    if (leveringer.some((deres) => deres.length > 0)) this.#fordelt(fordelt.stoppede);
    return til < slut;
  }

  /** Wakes those who deliver, and says which dueslag take no more. */
  #fordelt(stoppede: readonly Stoppet[]): void {
    for (const { dueslagUuid, grund } of stoppede) {
      this.#valg.log.warn({ dueslag: dueslagUuid, grund }, 'a dueslag takes no more messages');
    }
    for (const listener of this.#lyttere) listener();
  }
}
