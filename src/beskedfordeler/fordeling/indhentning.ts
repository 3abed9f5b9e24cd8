/**
 * Filling dueslag that are active again with the kept messages that they did not take while they were full: as they pass the
 * subscriptions and agreements of now, in their order, until nothing is missing.
 */
import type { Clock } from '../../base/clock.ts';
import type { Beskeder, Stoppet } from '../../store/beskeder/beskeder.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import { genlaesHaendelsesbesked } from '../kuvert/laes.ts';
import type { Stand, Tilmeldinger } from './tilmeldinger.ts';
import type { Udvaelgelse } from './udvaelgelse.ts';

/** Kept messages of one transaction. */
const SIDE = 200;

export interface Indhentningsvalg {
  readonly beskeder: Beskeder;
  readonly tilmeldinger: Tilmeldinger;
  readonly udvaelgelse: Udvaelgelse;
  readonly clock: Clock;
}

export class Indhentning {
  readonly #valg: Indhentningsvalg;
  /** Where each dueslag lacks from, as it was left by the last page; by the version that was so under. */
  #naaet = new Map<string, number>();
  #version: number | undefined;

  constructor(valg: Indhentningsvalg) {
    this.#valg = valg;
  }

  /** A page for each dueslag that lacks something; undefined where none does. */
  async side(stand: Stand): Promise<{ readonly stoppede: readonly Stoppet[] } | undefined> {
    const mangler = stand.alleDueslag.filter(
      ({ tilstand, manglerFra }) => tilstand === 'aktiv' && manglerFra !== undefined,
    );
    if (mangler.length === 0) return undefined;
    if (stand.version !== this.#version) this.#naaet = new Map();
    this.#version = stand.version;
    const stoppede: Stoppet[] = [];
    for (const dueslag of mangler) {
      if (await this.#en(dueslag, stand)) continue;
      const nu = await this.#valg.beskeder.findDueslag(dueslag.uuid);
      if (nu?.tilstand === 'stoppet') stoppede.push({ dueslagUuid: nu.uuid, grund: nu.grund ?? '' });
    }
    return { stoppede };
  }

  /** False where the dueslag was found to be full again. */
  async #en(dueslag: Dueslag, stand: Stand): Promise<boolean> {
    const { beskeder, udvaelgelse, tilmeldinger, clock } = this.#valg;
    const fraNr = this.#naaet.get(dueslag.uuid) ?? dueslag.manglerFra!;
    const gemte = await beskeder.gemte(fraNr, SIDE);
    const laest = gemte.map(({ indhold, tilladteModtagere }) => {
      const besked = genlaesHaendelsesbesked(indhold);
      return tilladteModtagere ? { ...besked, tilladteModtagere } : besked;
    });
    const deres = await udvaelgelse.leveringer(laest, stand, dueslag.uuid);
    const leveringer = deres.flatMap((dens, plads) =>
      dens.map(({ abonnementUuid, tilladteModtagere }) => ({
        nr: gemte[plads]!.nr,
        abonnementUuid,
        tilladteModtagere,
      })),
    );
    const tilNr = (gemte.at(-1)?.nr ?? fraNr - 1) + 1;
    const udfald = await beskeder.indhent(dueslag.uuid, leveringer, stand.version, { fraNr, tilNr }, clock());
    if (udfald === 'gemt') this.#naaet.set(dueslag.uuid, tilNr);
    if (udfald === 'foraeldet') {
      this.#naaet.delete(dueslag.uuid);
      tilmeldinger.glem();
    }
    return udfald !== 'stoppet';
  }
}
