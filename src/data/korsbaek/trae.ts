/**
 * The tree of units: five levels for any number of units, laid out by arithmetic, so that a unit among ten thousand is
 * found without holding the others in memory. Unit 0 is the root; the numbers go level by level.
 */

import { fastUuid } from '../navnerum.ts';
import { brugervendtNoegle, KORSBAEK_POST } from '../superorg.ts';
import { DOMAENER, type Domaene, HOLD } from './domaener.ts';
import { KVARTERER } from './navne.ts';

export interface Enhed {
  readonly ordinal: number;
  /** 1 for the root, to 5. */
  readonly niveau: number;
  /** From 0, among all units of its level. */
  readonly nr: number;
  /** Place among its siblings from 0, from the second level down: `1.0.2`. The root has an empty one. */
  readonly sti: string;
  readonly uuid: string;
  readonly navn: string;
  /** The part of the work that it belongs to; the root has that of the staff. */
  readonly domaene: Domaene;
  /** The number of its parent; the root has none. */
  readonly overordnet?: number;
}

export interface Trae {
  /** All units, the root included. */
  readonly antal: number;
  enhed(ordinal: number): Enhed;
  /** Number of the unit that is `nr` on a level (1 to 5), counted round. */
  paaNiveau(niveau: number, nr: number): number;
  /** Units on a level. */
  stoerrelse(niveau: number): number;
}

const UNITS_MIN = 20;

/** The sizes of the five levels. Below the second, a small municipality narrows and a big one has mostly teams. */
export function niveauStoerrelser(antal: number): readonly [number, number, number, number, number] {
  const second = Math.min(DOMAENER.length, Math.max(1, Math.round(antal * 0.1)));
  const below = antal - 1 - second;
  const third = Math.round(below ** 0.66);
  const fourth = Math.round((below - third) * 0.54);
  return [1, second, third, fourth, below - third - fourth];
}

/** A tree of so many units, at least 20. */
export function traeAf(antal: number): Trae {
  if (antal < UNITS_MIN) throw new RangeError(`a tree of ${antal} units has no five levels`);
  const sizes = niveauStoerrelser(antal);
  const starts = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, size) => sum + size, 0));

  function enhed(ordinal: number): Enhed {
    const at = starts.findLastIndex((start) => start <= ordinal);
    const nr = ordinal - starts[at]!;
    const ramme = { ordinal, niveau: at + 1, nr };
    if (at === 0)
      return { ...ramme, sti: '', uuid: KORSBAEK_POST.rodenhedUuid, navn: KORSBAEK_POST.navn, domaene: DOMAENER[0]! };
    const parentNr = Math.floor((nr * sizes[at - 1]!) / sizes[at]!);
    const sibling = nr - Math.ceil((parentNr * sizes[at]!) / sizes[at - 1]!);
    const overordnet = starts[at - 1]! + parentNr;
    const parent = enhed(overordnet);
    const domaene = at === 1 ? DOMAENER[nr]! : parent.domaene;
    const sti = at === 1 ? String(sibling) : `${parent.sti}.${sibling}`;
    const navn = at === 1 ? domaene.navn : navnUnder(at + 1, parent, sibling);
    return { ...ramme, sti, uuid: fastUuid('korsbaek', 'enhed', sti), navn, domaene, overordnet };
  }

  return {
    antal,
    enhed,
    paaNiveau: (niveau, nr) => starts[niveau - 1]! + (nr % sizes[niveau - 1]!),
    stoerrelse: (niveau) => sizes[niveau - 1]!,
  };
}

function navnUnder(niveau: number, parent: Enhed, sibling: number): string {
  const { afdelinger } = parent.domaene;
  if (niveau === 3)
    return nte(
      afdelinger.map((entry) => entry.navn),
      sibling,
    );
  // Teams begin with another name below each unit, so that they are not all called the same.
  if (niveau === 5)
    return nte([...HOLD.slice(parent.nr % HOLD.length), ...HOLD.slice(0, parent.nr % HOLD.length)], sibling);
  const afdeling = Number(parent.sti.split('.')[1]) % afdelinger.length;
  return nte(afdelinger[afdeling]!.enheder, sibling);
}

/** The names in turn; after the last come the quarters, and after those numbers. */
function nte(navne: readonly string[], nr: number): string {
  const navn = navne[nr % navne.length]!;
  const omgang = Math.floor(nr / navne.length);
  if (omgang === 0) return navn;
  const kvarter = KVARTERER[(omgang - 1) % KVARTERER.length]!;
  const runde = Math.floor((omgang - 1) / KVARTERER.length);
  return brugervendtNoegle(runde === 0 ? `${navn}, ${kvarter}` : `${navn}, ${kvarter} ${runde + 1}`);
}
