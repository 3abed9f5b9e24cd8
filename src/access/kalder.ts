/** Who calls, and what that lets them see and change (spec sf1500 §4.1). Pure. */
import type { UnikId } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';

/** The caller: for which authority it acts, and how its registrations are signed. */
export interface Kalder {
  /** CVR of the authority, 8 digits. */
  readonly cvr: string;
  /** What `BrugerRef` of a registration says when the server writes it. */
  readonly brugerRef?: UnikId;
  /** The authority's own Organisation, which belongs to its hierarchy although KOMBIT owns it. */
  readonly organisationUuid?: string;
}

/** The owners whose objects the caller sees: its own first, then the shared ones. */
export function visibleOwners(kalder: Kalder): readonly string[] {
  return kalder.cvr === KOMBIT_CVR ? [KOMBIT_CVR] : [kalder.cvr, KOMBIT_CVR];
}

/** True where the caller may change objects of this owner. */
export function mayWrite(kalder: Kalder, ejer: string): boolean {
  return kalder.cvr === ejer;
}
