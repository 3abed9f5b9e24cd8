/** What is known of an owner of whom something is remembered, and what the keys of that begin with. */
import type { Instant } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { objekttypeNr } from '../numre.ts';

/** An owner of whom something may be remembered. */
export interface Ejerstand {
  /** Everything at or before it has been forgotten where it was remembered from before. */
  position: number;
  /** When the latest question began whose answer has been heeded. */
  spurgt: Instant;
  /** Goes up when everything of the owner is forgotten: what has an earlier one in its key is never found again. */
  generation: number;
  /** By type how many of its changes have been heeded: what is remembered of all objects of a type has it in its key. */
  readonly aendringer: Map<ObjektType, number>;
}

/** What the keys of an owner's objects of a type begin with. */
export function begyndelseAf(ejer: string, { generation }: Ejerstand, objekttype: ObjektType): string {
  return `${ejer} ${generation} ${objekttypeNr(objekttype)} `;
}

/** What the keys begin with of what is remembered of all objects of a type: gone when one of them changes. */
export function begyndelseAfAlle(ejer: string, stand: Ejerstand, objekttype: ObjektType): string {
  return `${begyndelseAf(ejer, stand, objekttype)}${stand.aendringer.get(objekttype) ?? 0} `;
}
