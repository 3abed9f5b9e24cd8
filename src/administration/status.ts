/** Where an agreement stands in its life, and who is still to decide (spec neighbours §2.7 and §3.1). */
import type { Aftalepost, Partsrolle } from '../store/administration/administration.ts';
import type { Aftale } from './model.ts';

const STATUSSER = ['anmodet', 'godkendt', 'afvist', 'ophoert'] as const;
/** Requested (some have approved, perhaps), approved by all, rejected by one, ended. */
export type Aftalestatus = (typeof STATUSSER)[number];

/** An authority, and as whom it decides. */
export interface Part {
  readonly rolle: Partsrolle;
  readonly cvr: string;
}

/**
 * All who must approve. Without videregivelse the authority does so as owner of its data; with it also as the one who
 * receives, and every authority that hands data over as owner of those.
 */
export function parterOf({ cvr, indhold }: Pick<Aftalepost, 'cvr' | 'indhold'>): readonly Part[] {
  if (!isVideregivelse(indhold)) return [{ rolle: 'dataejer', cvr }];
  const ejere = [cvr, ...indhold.dataejere].map((ejer): Part => ({ rolle: 'dataejer', cvr: ejer }));
  return [...ejere, { rolle: 'datamodtager', cvr }];
}

/** True where data of others are handed over to the agreement's own authority. */
export function isVideregivelse({ dataejere }: Pick<Aftalepost['indhold'], 'dataejere'>): boolean {
  return dataejere.length > 0;
}

/** Those who have not decided. */
export function manglendeParter(aftale: Aftale): readonly Part[] {
  return parterOf(aftale).filter(
    ({ rolle, cvr }) => !aftale.afgoerelser.some(({ part }) => part?.rolle === rolle && part.cvr === cvr),
  );
}

export function statusOf(aftale: Aftale): Aftalestatus {
  const { afgoerelser } = aftale;
  if (afgoerelser.some(({ handling }) => handling === 'ophoer')) return 'ophoert';
  if (afgoerelser.some(({ handling }) => handling === 'afvis')) return 'afvist';
  return manglendeParter(aftale).length === 0 ? 'godkendt' : 'anmodet';
}

/** True where it still may become something, or is. */
export function isLevende(aftale: Aftale): boolean {
  return ['anmodet', 'godkendt'].includes(statusOf(aftale));
}
