/**
 * What the token service asks, answered from what was read before; a change made by any process is seen within
 * `SET_INDEN_MS`, because the counter of changes is looked at as often.
 */
import type { Tildeling } from '../access/rettigheder.ts';
import type { Clock } from '../base/clock.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import type { Administration, Miljoe } from '../store/administration/administration.ts';
import { type Aftale, aftalerOf } from './model.ts';
import { findService } from './servicetabel.ts';
import { tildelingerOf } from './tildelinger.ts';

/** Milliseconds after which a change, such as an agreement that was ended, is seen by every process. */
export const SET_INDEN_MS = 2000;
/** Certificates, and systems, whose answers are remembered at a time; anybody can ask with a certificate of his own. */
const HUSKEDE_MAX = 2000;

type System = Awaited<ReturnType<Aftaler['findSystem']>>;

/** What was read while the counter said one thing. */
class Hukommelse {
  readonly systemer = new Map<string, Promise<System>>();
  readonly aftaler = new Map<string, Promise<readonly Aftale[]>>();
}

export class HuskedeAftaler implements Aftaler {
  readonly #administration: Administration;
  readonly #miljoe: Miljoe;
  readonly #clock: Clock;
  #hukommelse = new Hukommelse();
  #version: number | undefined;
  #setTid = Number.NEGATIVE_INFINITY;
  #iGang: Promise<void> | undefined;

  /** @param miljoe Agreements of other environments are none here. */
  constructor(administration: Administration, miljoe: Miljoe, clock: Clock) {
    this.#administration = administration;
    this.#miljoe = miljoe;
    this.#clock = clock;
  }

  async findSystem(certifikatSha256: string): Promise<System> {
    const { systemer } = await this.#nuvaerende();
    return husket(systemer, certifikatSha256, () => this.#administration.findSystem(certifikatSha256));
  }

  async tildelinger(
    systemUuid: string,
    cvr: string,
    entityId: string,
  ): Promise<'ukendt-service' | 'ingen-aftale' | readonly Tildeling[]> {
    if (findService(entityId)?.entityId !== entityId) return 'ukendt-service';
    const { aftaler } = await this.#nuvaerende();
    const deres = await husket(aftaler, systemUuid, async () => {
      return aftalerOf(await this.#administration.hentAftaler(systemUuid));
    });
    return tildelingerOf(deres, cvr, this.#miljoe, entityId) ?? 'ingen-aftale';
  }

  /** What is remembered, emptied where something has changed; whoever is filling the old one fills it in vain. */
  async #nuvaerende(): Promise<Hukommelse> {
    const alder = this.#clock() - this.#setTid;
    if (alder < 0 || alder >= SET_INDEN_MS) {
      this.#iGang ??= this.#se().finally(() => {
        this.#iGang = undefined;
      });
      await this.#iGang;
    }
    return this.#hukommelse;
  }

  async #se(): Promise<void> {
    const spurgt = this.#clock();
    const version = await this.#administration.version();
    if (version !== this.#version) this.#hukommelse = new Hukommelse();
    this.#version = version;
    this.#setTid = spurgt;
  }
}

/** What is remembered under a key, or what `hent` gives, which is remembered unless it fails. The oldest makes room. */
function husket<T>(kendte: Map<string, Promise<T>>, noegle: string, hent: () => Promise<T>): Promise<T> {
  const kendt = kendte.get(noegle);
  if (kendt) return kendt;
  if (kendte.size >= HUSKEDE_MAX) kendte.delete(kendte.keys().next().value!);
  const svar = hent();
  kendte.set(noegle, svar);
  svar.catch(() => kendte.delete(noegle));
  return svar;
}
