/** The life-cycle codes of value lists (spec neighbours §1.6): one more than objects of the register have. */

export const VAERDILISTEKODER = ['Opstaaet', 'Importeret', 'Passiveret', 'Slettet', 'Rettet'] as const;
export type Vaerdilistekode = (typeof VAERDILISTEKODER)[number];

/** True for the codes of a list that filters look into. */
export function isIKraft(kode: Vaerdilistekode): boolean {
  return kode !== 'Passiveret' && kode !== 'Slettet';
}
