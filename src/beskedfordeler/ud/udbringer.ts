/**
 * Delivers from every dueslag that is pushed, each at its own pace: rounds over those that have something to send give each a
 * turn of its own. Door file of `ud`.
 */
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import { Baner, type Plads } from './baner.ts';
import { type Turslut, type Turvalg, tagTur } from './tur.ts';
import { erTid } from './udfald.ts';

export interface Udbringervalg extends Turvalg {
  /** Receivers that are sent to at the same time, slow ones not counted. */
  readonly samtidige: number;
  /** Milliseconds from one look at the store to the next; a look is also taken when it is said that there is something. */
  readonly everyMs: number;
  /** Milliseconds that messages under way get to be answered at the end. */
  readonly slutMs: number;
}

/** Another process has the dueslag, or the store did not answer: it is asked again after this. */
const HVIL_MS = 1000;

export class Udbringer {
  readonly #valg: Udbringervalg;
  readonly #baner: Baner;
  readonly #ture = new Map<string, Promise<void>>();
  /** When each was last given a turn, so that those who have waited longest come first. */
  readonly #sidst = new Map<string, number>();
  #nr = 0;
  /** Those that could not be given a turn are left in peace until then. */
  readonly #hviler = new Map<string, number>();
  #ur: NodeJS.Timeout | undefined;
  #runde: Promise<void> | undefined;
  /** Something has happened since the round under way began. */
  #isVaekket = false;
  #isSlut = false;
  #isFailing = false;
  readonly #slut = new AbortController();

  constructor(valg: Udbringervalg) {
    this.#valg = valg;
    this.#baner = new Baner(valg.samtidige, () => this.vaek());
  }

  /** There may be something to send. */
  vaek(): void {
    if (this.#isSlut) return;
    if (this.#runde) {
      this.#isVaekket = true;
      return;
    }
    clearTimeout(this.#ur);
    this.#isVaekket = false;
    this.#runde = this.#gaaRunde().then(() => {
      this.#runde = undefined;
      if (this.#isSlut) return;
      if (this.#isVaekket) this.vaek();
      else this.#ur = setTimeout(() => this.vaek(), this.#valg.everyMs);
    });
  }

  /** Begins no more, gives what is under way some time, and breaks off the rest: that is sent again. */
  async luk(): Promise<void> {
    this.#isSlut = true;
    clearTimeout(this.#ur);
    await this.#runde;
    const frist = setTimeout(() => this.#slut.abort(), this.#valg.slutMs);
    await Promise.all(this.#ture.values());
    clearTimeout(frist);
  }

  async #gaaRunde(): Promise<void> {
    const { beskeder, clock, pauser } = this.#valg;
    try {
      const leverbare = await beskeder.leverbare();
      const now = clock();
      const klar = leverbare.filter(({ naesteForsoeg }) => erTid(naesteForsoeg, now, pauser));
      for (const d of klar.toSorted((a, b) => this.#sidstOf(a) - this.#sidstOf(b))) this.#begynd(d);
      this.#isFailing = false;
    } catch (fejl) {
      this.#fejlede(fejl);
    }
  }

  #sidstOf({ uuid }: Dueslag): number {
    return this.#sidst.get(uuid) ?? 0;
  }

  #begynd(dueslag: Dueslag): void {
    const { uuid } = dueslag;
    if (this.#isSlut || this.#ture.has(uuid)) return;
    if ((this.#hviler.get(uuid) ?? 0) > performance.now()) return;
    const plads = this.#baner.plads(uuid);
    if (!plads) return;
    this.#sidst.set(uuid, ++this.#nr);
    this.#ture.set(uuid, this.#tur(dueslag, plads));
  }

  async #tur(dueslag: Dueslag, plads: Plads): Promise<void> {
    const { uuid } = dueslag;
    let turslut: Turslut = 'optaget';
    try {
      turslut = await tagTur(this.#valg, dueslag, plads, this.#slut.signal);
    } catch (fejl) {
      this.#fejlede(fejl);
    }
    this.#ture.delete(uuid);
    if (turslut === 'optaget') this.#hviler.set(uuid, performance.now() + HVIL_MS);
    else this.#hviler.delete(uuid);
    plads.forlad();
    if (turslut === 'mere') this.vaek();
  }

  /** A failure is logged when it begins, not every time; what could not be done is tried again. */
  #fejlede(fejl: unknown): void {
    if (!this.#isFailing) this.#valg.log.error({ err: fejl }, 'sending messages failed; it is tried again');
    this.#isFailing = true;
  }
}
