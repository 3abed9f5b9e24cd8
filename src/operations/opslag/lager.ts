/**
 * Reads of objects as one request makes them: what is known now comes from the memory of the store, which is brought up to
 * date once, before the first of them; what was known earlier is read.
 */
import type { Peger, Pegesoegning } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { LagretObjekt, Store } from '../../store/store.ts';
import type { Frist } from './frist.ts';
import type { Punkt } from './opslag.ts';

export class Lager {
  readonly #store: Store;
  readonly #ejere: readonly string[];
  readonly #frist: Frist;
  #ajour: Promise<void> | undefined;

  /** @param ejere All owners of whom the request may read something. */
  constructor(store: Store, ejere: readonly string[], frist: Frist) {
    this.#store = store;
    this.#ejere = ejere;
    this.#frist = frist;
  }

  /** Each object with the registration of the point. */
  async hent(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: readonly string[],
    { registrering }: Punkt,
  ): Promise<Iterable<LagretObjekt>> {
    const { huskede, reads } = this.#store;
    if (registrering !== undefined) {
      const udsnit = { fra: registrering, til: registrering + 1 };
      return this.#frist.spoerg(() => reads.hent(ejere, objekttype, uuids, udsnit));
    }
    await this.#bringAjour();
    return (await this.#frist.spoerg(() => huskede.hent(ejere, objekttype, uuids))).values();
  }

  async pegere(
    ejere: readonly string[],
    soegning: Omit<Pegesoegning, 'registrering'>,
    { registrering }: Punkt,
  ): Promise<readonly Peger[]> {
    const { huskede, reads } = this.#store;
    if (registrering !== undefined) return this.#frist.spoerg(() => reads.pegere(ejere, { ...soegning, registrering }));
    await this.#bringAjour();
    return this.#frist.spoerg(() => huskede.pegere(ejere, soegning));
  }

  #bringAjour(): Promise<void> {
    this.#ajour ??= this.#frist.spoerg(() => this.#store.huskede.ajour(this.#ejere, 0));
    return this.#ajour;
  }
}
