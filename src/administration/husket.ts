/**
 * What is remembered of systems and agreements until somebody changes them; a change made by any process is seen within
 * `SET_INDEN_MS`, because the counter of changes is looked at as often.
 */
import type { Clock } from '../base/clock.ts';
import type { Administration } from '../store/administration/administration.ts';

/** Milliseconds after which a change, such as an agreement that was ended, is seen by every process. */
export const SET_INDEN_MS = 2000;
/** Answers of each kind that are remembered at a time; anybody can ask with a certificate of his own. */
const HUSKEDE_MAX = 2000;

/** A memory that begins anew with every change; whoever is filling the old one fills it in vain. */
export class Hukommelse<T> {
  readonly #administration: Pick<Administration, 'version'>;
  readonly #clock: Clock;
  readonly #tom: () => T;
  #indhold: T;
  #version: number | undefined;
  #setTid = Number.NEGATIVE_INFINITY;
  #iGang: Promise<void> | undefined;

  /** @param tom An empty one. */
  constructor(administration: Pick<Administration, 'version'>, clock: Clock, tom: () => T) {
    this.#administration = administration;
    this.#clock = clock;
    this.#tom = tom;
    this.#indhold = tom();
  }

  async nuvaerende(): Promise<T> {
    const alder = this.#clock() - this.#setTid;
    if (alder < 0 || alder >= SET_INDEN_MS) {
      this.#iGang ??= this.#se().finally(() => {
        this.#iGang = undefined;
      });
      await this.#iGang;
    }
    return this.#indhold;
  }

  async #se(): Promise<void> {
    const spurgt = this.#clock();
    const version = await this.#administration.version();
    if (version !== this.#version) this.#indhold = this.#tom();
    this.#version = version;
    this.#setTid = spurgt;
  }
}

/** What is remembered under a key, or what `hent` gives, which is remembered unless it fails. The oldest makes room. */
export function husket<T>(kendte: Map<string, Promise<T>>, noegle: string, hent: () => Promise<T>): Promise<T> {
  const kendt = kendte.get(noegle);
  if (kendt) return kendt;
  if (kendte.size >= HUSKEDE_MAX) kendte.delete(kendte.keys().next().value!);
  const svar = hent();
  kendte.set(noegle, svar);
  svar.catch(() => kendte.delete(noegle));
  return svar;
}
