/**
 * The fictional Korsbæk Kommune (CVR 11111111) as a stream of objects with their history: units, users, persons,
 * positions, leaders and addresses, past, present and planned (spec sf1500 §4.2 to §4.4, §4.7). All of it is invented.
 * Equal seeds, sizes and days give equal objects. What is where is told in docs/guides/korsbaek.md.
 */
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';
import type { Skrivning } from '../store/store.ts';
import { brugerobjekter } from './korsbaek/brugere.ts';
import { enhedsobjekter } from './korsbaek/enheder.ts';
import { faellesFunktioner } from './korsbaek/faelles-funktioner.ts';
import { faellesskaber, robotter } from './korsbaek/faellesskaber.ts';
import { itsystemobjekter } from './korsbaek/itsystemer.ts';
import { ledelse, lederkandidater } from './korsbaek/ledelse.ts';
import { proever } from './korsbaek/proever.ts';
import { verdenAf } from './korsbaek/verden.ts';

export const KORSBAEK_UNITS_MIN = 20;
export const KORSBAEK_UNITS = 60;
export const KORSBAEK_SEED = 1;

export interface Korsbaekvalg {
  /** Units in the tree, at least 20; there are 20/3 users to a unit. */
  readonly units: number;
  /** A whole number. */
  readonly seed: number;
  /** "Now" of the register: the data set reaches from years before its day to weeks after it. */
  readonly now: Instant;
}

/**
 * The objects, all new to the store, in parcels of one unit with what belongs to it; the first parcel is what the whole
 * municipality shares. One parcel is in memory at a time.
 *
 * @throws FkorgError `bad-setting` where there are too few units.
 */
export function* korsbaekPakker({ units, seed, now }: Korsbaekvalg): Generator<readonly Skrivning[], void, undefined> {
  if (!Number.isInteger(units) || units < KORSBAEK_UNITS_MIN) {
    throw new FkorgError('bad-setting', `units must be a whole number from ${KORSBAEK_UNITS_MIN} on, not ${units}`);
  }
  const verden = verdenAf(units, seed, now);
  yield [...faellesFunktioner(verden), ...itsystemobjekter(verden), ...faellesskaber(verden), ...proever(verden)];
  for (let ordinal = 0; ordinal < units; ordinal++) {
    const enhed = verden.trae.enhed(ordinal);
    const leder = lederkandidater(verden, enhed)[0];
    const brugere = verden.fordeling.brugereI(ordinal);
    yield [
      ...enhedsobjekter(verden, enhed),
      ...ledelse(verden, enhed),
      ...robotter(verden, enhed),
      ...brugere.flatMap((nr) => brugerobjekter(verden, enhed, nr, nr === leder)),
    ];
  }
}
