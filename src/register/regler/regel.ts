/** What the rules of the register are given, and what they give. One rule a file; all breaches are collected. */
import type { Brud } from '../../base/brud.ts';
import { formatDanish } from '../../base/copenhagen.ts';
import { FRA_ALTID, type Interval, isCalendarInstant } from '../../base/instant.ts';
import type { ObjektTypeRaekke } from '../../standard/objekttyper.ts';
import type { RegelId } from '../../standard/regler.ts';
import type { Indhold } from '../model.ts';
import type { SendtIndhold } from '../udfyld.ts';

export type Regelbrud = Brud<RegelId>;

export interface Grundlag {
  readonly type: ObjektTypeRaekke;
  /** What was sent, filled in. */
  readonly sendt: SendtIndhold;
  /** What is stored, where the message changes it (`ret`); what the server has given it takes back. */
  readonly lagret?: Indhold;
  /** True where the object is made or made anew, so that a type with a demanded field needs an Egenskab. */
  readonly isEgenskabKraevet: boolean;
}

export type Regeltjek = (grundlag: Grundlag) => readonly Regelbrud[];

/** A period as a message shows it. */
export function visPeriode({ fra, til }: Interval): string {
  return `[${visTid(fra)}, ${visTid(til)})`;
}

/** An instant as a message shows it; the open ends as the two infinities. */
export function visTid(instant: number): string {
  if (isCalendarInstant(instant)) return formatDanish(instant);
  return instant === FRA_ALTID ? '-∞' : '∞';
}
