/**
 * What points at things as it stands now, remembered for each thing, owner and type until an object of that owner and type changes:
 * whichever it is, it may have begun to point, or have stopped.
 */
import type { Peger, Pegesoegning } from '../../register/soegning.ts';
import type { Laeser } from '../drivers/driver.ts';
import { pegere } from '../queries/pegere.ts';
import { Hukommelse, type Plads } from './hukommelse.ts';

/** About what each of those that point at a thing takes: an object, the texts of two UUIDs, two numbers. */
const PEGER_BYTES = 200;

/** An owner, and the group of what is remembered of him now, but for the relation. */
export interface Pegeejer {
  readonly ejer: string;
  readonly gruppe: string;
}

export class HuskedePegere {
  readonly #session: Laeser;
  readonly #hukommelse: Hukommelse<readonly Peger[]>;

  constructor(session: Laeser, bytesMax: number) {
    this.#session = session;
    this.#hukommelse = new Hukommelse(bytesMax);
  }

  /** As `pegere` of the store; one statement where something is asked that is not remembered. */
  async hent(ejere: readonly Pegeejer[], soegning: Pegesoegning): Promise<readonly Peger[]> {
    const { relation, maal } = soegning;
    const fundne: Peger[] = [];
    const pladser = new Map<string, Plads<readonly Peger[]>>();
    const [mangler, spurgte] = [new Set<string>(), new Set<string>()];
    for (const { ejer, gruppe } of ejere) {
      const egen = `${gruppe}${relation}`;
      for (const et of maal) {
        const husket = this.#hukommelse.find(egen, et);
        if (husket) {
          for (const peger of husket) fundne.push(peger);
          continue;
        }
        pladser.set(`${ejer} ${et}`, this.#hukommelse.tag(egen, et));
        mangler.add(et);
        spurgte.add(ejer);
      }
    }
    if (mangler.size === 0) return fundne;
    const laeste = await pegere(this.#session, [...spurgte], { ...soegning, maal: [...mangler] });
    // What is cut short is not all that points at a thing.
    if (laeste.length >= soegning.antal) return laeste;
    const efterPlads = Map.groupBy(laeste, (peger) => `${peger.ejer} ${peger.maal}`);
    for (const [noegle, plads] of pladser) {
      const dens = efterPlads.get(noegle) ?? [];
      this.#hukommelse.fyld(plads, dens, dens.length * PEGER_BYTES);
      fundne.push(...dens);
    }
    return fundne;
  }
}
