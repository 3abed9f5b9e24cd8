/**
 * Which dueslag take which messages, and with which receivers in the copy: agreements first, because one answer serves all
 * subscriptions of a receiver, then filters. What filters ask of value lists is asked for all messages at once.
 */
import type { NyLevering } from '../../store/beskeder/beskeder.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import type { Vaerdilister } from '../../store/vaerdilister/vaerdilister.ts';
import type { Modtageraftale } from '../adgang/aftale.ts';
import { trim } from '../adgang/modtag.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import type { Listeled } from '../udtryk/oversaet.ts';
import type { Modtagergruppe, Stand } from './tilmeldinger.ts';

/** What the owner of a dueslag may receive. */
export type Aftaleopslag = (dueslag: Dueslag) => Promise<readonly Modtageraftale[]>;

interface Kandidat {
  readonly nr: number;
  readonly besked: Haendelsesbesked;
  readonly gruppe: Modtagergruppe;
  readonly tilladteModtagere: readonly string[];
}

export class Udvaelgelse {
  readonly #aftaler: Aftaleopslag;
  readonly #vaerdilister: Pick<Vaerdilister, 'medlemmer'>;

  constructor(aftaler: Aftaleopslag, vaerdilister: Pick<Vaerdilister, 'medlemmer'>) {
    this.#aftaler = aftaler;
    this.#vaerdilister = vaerdilister;
  }

  /**
   * The deliveries of each message, in their order.
   *
   * @param kun The one dueslag that is asked about; absent: all.
   */
  async leveringer(
    beskeder: readonly Haendelsesbesked[],
    stand: Stand,
    kun?: string,
  ): Promise<readonly (readonly NyLevering[])[]> {
    const kandidater = await this.#kandidater(beskeder, stand, kun);
    const opslag = await this.#opslag(kandidater);
    const leveringer: NyLevering[][] = beskeder.map(() => []);
    for (const kandidat of kandidater) leveringer[kandidat.nr]!.push(...leveringerTil(kandidat, opslag));
    return leveringer;
  }

  async #kandidater(beskeder: readonly Haendelsesbesked[], stand: Stand, kun?: string): Promise<readonly Kandidat[]> {
    const aftaler = new Map<Dueslag, readonly Modtageraftale[]>();
    const kandidater: Kandidat[] = [];
    for (const [nr, besked] of beskeder.entries()) {
      for (const gruppe of stand.grupper(besked.beskedtype)) {
        const { dueslag } = gruppe;
        const dens = kun === undefined ? gruppe : indsnaevret(gruppe, kun);
        if (dens.tilmeldinger.length === 0) continue;
        const deres = aftaler.get(dueslag) ?? (await this.#aftaler(dueslag));
        aftaler.set(dueslag, deres);
        const tilladteModtagere = trim(besked, deres);
        if (tilladteModtagere.length > 0) kandidater.push({ nr, besked, gruppe: dens, tilladteModtagere });
      }
    }
    return kandidater;
  }

  /** What is so of value lists, for the receiver whose they are. */
  async #opslag(kandidater: readonly Kandidat[]): Promise<(dueslag: Dueslag, led: Listeled) => boolean> {
    const spurgt = new Map<string, Listeled>();
    for (const { besked, gruppe } of kandidater) {
      for (const { filter } of gruppe.tilmeldinger) {
        if (filter.lister.length === 0) continue;
        for (const led of filter.listeled(besked)) spurgt.set(ledOf(led), led);
      }
    }
    if (spurgt.size === 0) return () => false;
    const fundne = new Set<string>();
    for (const { ejer, ...led } of await this.#vaerdilister.medlemmer([...spurgt.values()])) {
      fundne.add(`${ejer.systemUuid ?? `cvr:${ejer.cvr}`} ${ledOf(led)}`);
    }
    return ({ systemUuid, cvr }, led) => fundne.has(`${systemUuid ?? `cvr:${cvr}`} ${ledOf(led)}`);
  }
}

const ledOf = ({ liste, vaerdi }: Listeled) => `${liste} ${vaerdi}`;

function indsnaevret({ dueslag, tilmeldinger }: Modtagergruppe, uuid: string): Modtagergruppe {
  return { dueslag, tilmeldinger: tilmeldinger.filter((tilmelding) => tilmelding.dueslag.uuid === uuid) };
}

/** One for each dueslag of the receiver, by the first of its subscriptions that the message passes. */
function leveringerTil(
  { besked, gruppe, tilladteModtagere }: Kandidat,
  opslag: (dueslag: Dueslag, led: Listeled) => boolean,
): readonly NyLevering[] {
  const taget = new Map<string, NyLevering>();
  for (const { dueslag, abonnementUuid, filter } of gruppe.tilmeldinger) {
    const dueslagUuid = dueslag.uuid;
    if (taget.has(dueslagUuid) || !filter.passer(besked, (led) => opslag(dueslag, led))) continue;
    taget.set(dueslagUuid, { dueslagUuid, abonnementUuid, tilladteModtagere });
  }
  return [...taget.values()];
}
