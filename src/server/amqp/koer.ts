/** The dueslag that this process reads over AMQP: who may read which, and the copy that a reader gets. */
import type { Clock } from '../../base/clock.ts';
import { isUuid } from '../../base/uuid.ts';
import { type Laeselager, Laeser } from '../../beskedfordeler/hent/laeser.ts';
import { Plads } from '../../beskedfordeler/hent/plads.ts';
import { vaerdierPaa } from '../../beskedfordeler/kuvert/haendelsesbesked.ts';
import { genlaesHaendelsesbesked } from '../../beskedfordeler/kuvert/laes.ts';
import { skrivLeveret } from '../../beskedfordeler/kuvert/lever.ts';
import { laanenavn } from '../../beskedfordeler/laan.ts';
import type { Levering } from '../../store/beskeder/beskeder.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';

export interface Koevalg {
  readonly beskeder: Laeselager;
  /** What tells this process from all others. */
  readonly proces: string;
  readonly clock: Clock;
  /** The UUID of the distributor, as Leverancerute names it. */
  readonly fordelingssystem: string;
  /** Tells of what is put into dueslag; gives a way to leave again. */
  readonly onFordelt: (listener: () => void) => () => void;
}

const TRANSAKTION = ['Beskedkuvert', 'Leveranceinformation', 'TransaktionsId'];
const GRUNDE = {
  afvist: 'Modtageren afviste beskeden (basic.nack eller basic.reject uden requeue)',
  aftale: 'Ingen aftale gælder mere for dem, som beskeden er til',
};

export class Koer {
  readonly #valg: Koevalg;
  readonly #pladser = new Map<string, Plads>();

  constructor(valg: Koevalg) {
    this.#valg = valg;
  }

  /**
   * The dueslag as a queue for one reader; undefined where there is none that is fetched from and that `erDeres` says yes to.
   *
   * @param foerUdlevering Told of messages before any of them is handed over; gives those that the reader may still have.
   */
  async koe(
    uuid: string,
    erDeres: (dueslag: Dueslag) => boolean,
    foerUdlevering: (leveringer: readonly Levering[]) => Promise<readonly Levering[]>,
  ): Promise<Laeser | undefined> {
    const { beskeder, clock } = this.#valg;
    const dueslag = isUuid(uuid) ? await beskeder.findDueslag(uuid.toLowerCase()) : undefined;
    if (dueslag?.maade !== 'hent' || !erDeres(dueslag)) return undefined;
    return new Laeser({
      beskeder,
      uuid: dueslag.uuid,
      plads: this.#plads(dueslag.uuid),
      skriv: (levering, forsoeg) => this.#skriv(levering, forsoeg),
      foerUdlevering,
      tilFejlkoe: (nr, hvorfor) => beskeder.tilFejlkoe(dueslag.uuid, nr, GRUNDE[hvorfor], clock()),
      vaek: (signal) => this.#vaek(signal),
    });
  }

  #plads(uuid: string): Plads {
    let plads = this.#pladser.get(uuid);
    if (!plads) {
      plads = new Plads(this.#valg, laanenavn(uuid));
      this.#pladser.set(uuid, plads);
    }
    return plads;
  }

  #skriv(levering: Levering, forsoeg: number) {
    const { clock, fordelingssystem } = this.#valg;
    const { tilladteModtagere, abonnementUuid, modtaget, afsenderUuid } = levering;
    const besked = genlaesHaendelsesbesked(levering.indhold);
    const tekst = skrivLeveret(besked, {
      ...{ tilladteModtagere, abonnementUuid, forsoeg, modtaget, fordelingssystem },
      leveret: clock(),
      ...(afsenderUuid !== undefined && { modtagetFra: afsenderUuid }),
    });
    return { messageId: vaerdierPaa(besked, TRANSAKTION)[0] ?? levering.beskedId, indhold: Buffer.from(tekst) };
  }

  #vaek(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        leave();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const leave = this.#valg.onFordelt(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }
}
