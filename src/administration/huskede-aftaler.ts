/** What the token service asks, answered from what was read before (`husket.ts`). */
import type { Tildeling } from '../access/rettigheder.ts';
import type { Clock } from '../base/clock.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import type { Administration, Miljoe } from '../store/administration/administration.ts';
import { Hukommelse, husket } from './husket.ts';
import { type Aftale, aftalerOf } from './model.ts';
import { findService } from './servicetabel.ts';
import { tildelingerOf } from './tildelinger.ts';

type System = Awaited<ReturnType<Aftaler['findSystem']>>;

export class HuskedeAftaler implements Aftaler {
  readonly #administration: Administration;
  readonly #miljoe: Miljoe;
  readonly #hukommelse: Hukommelse<{
    readonly systemer: Map<string, Promise<System>>;
    readonly aftaler: Map<string, Promise<readonly Aftale[]>>;
  }>;

  /** @param miljoe Agreements of other environments are none here. */
  constructor(administration: Administration, miljoe: Miljoe, clock: Clock) {
    this.#administration = administration;
    this.#miljoe = miljoe;
    this.#hukommelse = new Hukommelse(administration, clock, () => ({ systemer: new Map(), aftaler: new Map() }));
  }

  async findSystem(certifikatSha256: string): Promise<System> {
    const { systemer } = await this.#hukommelse.nuvaerende();
    return husket(systemer, certifikatSha256, () => this.#administration.findSystem(certifikatSha256));
  }

  async tildelinger(
    systemUuid: string,
    cvr: string,
    entityId: string,
  ): Promise<'ukendt-service' | 'ingen-aftale' | readonly Tildeling[]> {
    if (findService(entityId)?.entityId !== entityId) return 'ukendt-service';
    const { aftaler } = await this.#hukommelse.nuvaerende();
    const deres = await husket(aftaler, systemUuid, async () => {
      return aftalerOf(await this.#administration.hentAftaler(systemUuid));
    });
    return tildelingerOf(deres, cvr, this.#miljoe, entityId) ?? 'ingen-aftale';
  }
}
