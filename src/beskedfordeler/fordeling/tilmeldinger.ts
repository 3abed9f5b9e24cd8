/**
 * Who wants what: the subscriptions of all dueslag, compiled and remembered until one is changed, and laid out so that a
 * message is held against those alone that its Beskedtype and its receivers can concern.
 */
import type { Beskeder } from '../../store/beskeder/beskeder.ts';
import type { Abonnement, Dueslag } from '../../store/beskeder/dueslag.ts';
import { type Oversat, oversaet } from '../udtryk/oversaet.ts';
import { noegleOf } from '../udtryk/vaerdier.ts';

/** A subscription that messages can be held against. */
export interface Tilmelding {
  readonly dueslag: Dueslag;
  readonly abonnementUuid: string;
  readonly filter: Oversat;
  /** Its place among those of its dueslag: of several that a message passes the first counts. */
  readonly plads: number;
}

/** The subscriptions of one receiver, which all stand under the same agreements. */
export interface Modtagergruppe {
  /** The dueslag of one of them, for whoever asks whose they are. */
  readonly dueslag: Dueslag;
  readonly tilmeldinger: readonly Tilmelding[];
}

export interface Stand {
  /** What deliveries are decided on (`Beskeder.fordel`). */
  readonly version: number;
  readonly alleDueslag: readonly Dueslag[];
  /** Dueslag with a subscription that cannot be read, and what is wrong with it. */
  readonly ulaeselige: readonly { readonly dueslag: Dueslag; readonly grund: string }[];
  /** Those that a message of this Beskedtype can concern, by receiver. */
  grupper(beskedtype: string): readonly Modtagergruppe[];
}

/** Whose a dueslag is, as a key. */
const ejerOf = ({ systemUuid, cvr }: Dueslag) => systemUuid ?? `cvr:${cvr}`;

export class Tilmeldinger {
  readonly #beskeder: Pick<Beskeder, 'version' | 'dueslag'>;
  #stand: Stand | undefined;
  /** Compiled expressions by their text. */
  #oversatte = new Map<string, Oversat>();

  constructor(beskeder: Pick<Beskeder, 'version' | 'dueslag'>) {
    this.#beskeder = beskeder;
  }

  /** As they are now: the version is asked for each time. */
  async nu(): Promise<Stand> {
    const version = await this.#beskeder.version();
    if (this.#stand?.version !== version) this.#stand = this.#standOf(version, await this.#beskeder.dueslag());
    return this.#stand;
  }

  /** The next time they are read anew, whatever the version says. */
  glem(): void {
    this.#stand = undefined;
  }

  /** Read after the version, dueslag may be later than it: then `fordel` finds the version passed, and all is read again. */
  #standOf(version: number, alleDueslag: readonly Dueslag[]): Stand {
    const foer = this.#oversatte;
    this.#oversatte = new Map();
    const ulaeselige: { dueslag: Dueslag; grund: string }[] = [];
    const tilmeldinger = alleDueslag.flatMap((dueslag) => {
      try {
        return dueslag.abonnementer.map((abonnement, plads) => this.#tilmelding(dueslag, abonnement, plads, foer));
      } catch (error) {
        ulaeselige.push({ dueslag, grund: error instanceof Error ? error.message : String(error) });
        return [];
      }
    });
    return { version, alleDueslag, ulaeselige, grupper: grupperOf(tilmeldinger) };
  }

  #tilmelding(
    dueslag: Dueslag,
    { uuid, udtryk }: Abonnement,
    plads: number,
    foer: ReadonlyMap<string, Oversat>,
  ): Tilmelding {
    const filter = this.#oversatte.get(udtryk) ?? foer.get(udtryk) ?? oversaet(udtryk);
    this.#oversatte.set(udtryk, filter);
    return { dueslag, abonnementUuid: uuid, filter, plads };
  }
}

/** Lays subscriptions out by Beskedtype and receiver; those that name no Beskedtype are with each. */
function grupperOf(tilmeldinger: readonly Tilmelding[]): Stand['grupper'] {
  const altid = tilmeldinger.filter(({ filter }) => filter.beskedtyper === undefined);
  const efterType = new Map<string, Tilmelding[]>();
  for (const tilmelding of tilmeldinger) {
    for (const type of tilmelding.filter.beskedtyper ?? []) {
      const deres = efterType.get(type);
      if (deres) deres.push(tilmelding);
      else efterType.set(type, [tilmelding]);
    }
  }
  const grupper = (alle: readonly Tilmelding[]): readonly Modtagergruppe[] =>
    [...Map.groupBy(alle, ({ dueslag }) => ejerOf(dueslag)).values()].map((deres) => ({
      dueslag: deres[0]!.dueslag,
      tilmeldinger: deres.toSorted((a, b) => a.plads - b.plads),
    }));
  const altidGrupper = grupper(altid);
  const lagt = new Map([...efterType].map(([type, deres]) => [type, grupper([...deres, ...altid])]));
  return (beskedtype) => lagt.get(noegleOf(beskedtype)) ?? altidGrupper;
}
