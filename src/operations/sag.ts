/** How far a call has come, and what of it the audit log may know. Each front fills one in along the way. */
import type { Kalder } from '../access/kalder.ts';
import type { Hvilke } from '../access/revision.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { hvilkeAf } from './hvilke.ts';
import type { Operation, Outcome } from './operation.ts';

export interface Sag {
  /** Set when the caller has been let in. */
  kalder?: Kalder;
  kald?: Operation;
  outcome?: Outcome;
}

export interface Sagsspor {
  readonly kalder?: Kalder;
  readonly hvilke: Hvilke;
}

/** @param objekttype What the address is for: all that is known where the message was not read to its end. */
export function sagssporOf({ kalder, kald, outcome }: Sag, objekttype: ObjektType | undefined): Sagsspor {
  const hvilke = kald ? hvilkeAf(kald, outcome) : { ...(objekttype && { objekttype }), uuids: [], antal: 0 };
  return { ...(kalder && { kalder }), hvilke };
}
