/** What is known of an owner of whom something is remembered, and the groups that it is in. */
import type { Instant } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { objekttypeNr } from '../numre.ts';

/** An owner of whom something may be remembered. */
export interface Ejerstand {
  /** Everything at or before it has been forgotten where it was remembered from before. */
  position: number;
  /** When the latest question began whose answer has been heeded. */
  spurgt: Instant;
  /** Goes up when everything of the owner is forgotten: what is in a group with an earlier one is never found again. */
  generation: number;
  /** By type how many of its changes have been heeded: what is remembered of all objects of a type is in a group with it. */
  readonly aendringer: Map<ObjektType, number>;
}

/** The group of an owner's objects of a type. */
export function gruppeAf(ejer: string, { generation }: Ejerstand, objekttype: ObjektType): string {
  return `${ejer} ${generation} ${objekttypeNr(objekttype)} `;
}

/** The group of what is remembered of all objects of a type, another one as soon as one of them changes. */
export function gruppeAfAlle(ejer: string, stand: Ejerstand, objekttype: ObjektType): string {
  return `${gruppeAf(ejer, stand, objekttype)}${stand.aendringer.get(objekttype) ?? 0} `;
}
