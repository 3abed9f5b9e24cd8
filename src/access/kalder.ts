/** Who calls, and what that lets them see and change (spec sf1500 §4.1). Pure. */
import type { UnikId } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import { type Ejerret, type Identitet, INGEN_RET, type Rettigheder } from './rettigheder.ts';

/** The caller: for which authority it acts, and how its registrations are signed. */
export interface Kalder {
  /** CVR of the authority, 8 digits. */
  readonly cvr: string;
  /** What `BrugerRef` of a registration says when the server writes it. */
  readonly brugerRef?: UnikId;
  /** The authority's own Organisation, which belongs to its hierarchy although KOMBIT owns it. */
  readonly organisationUuid?: string;
  readonly rettigheder: Rettigheder;
  /** What its token says; absent where access is open. */
  readonly identitet?: Identitet;
  /** Whether agreements let its system receive messages for the authority; asked where events are listened to, with a token. */
  readonly erModtager?: boolean;
}

/** What the caller may do with the data of an owner. */
export function retTil({ cvr, rettigheder }: Kalder, ejer: string): Ejerret {
  return ejer === cvr ? rettigheder.egne : (rettigheder.andres.get(ejer) ?? INGEN_RET);
}

/** The owners in whose data the caller has a right: its own first, then those handed over to it, the common ones last. */
export function ownersWith({ cvr, rettigheder }: Kalder, ret: keyof Ejerret): readonly string[] {
  const ejere = rettigheder.egne[ret] ? [cvr] : [];
  for (const [ejer, dens] of rettigheder.andres) if (dens[ret] && ejer !== cvr) ejere.push(ejer);
  return ejere;
}

/** The owners whose objects the caller sees. */
export function visibleOwners(kalder: Kalder): readonly string[] {
  return ownersWith(kalder, 'laes');
}

/** The owners whose objects an organisation hierarchy is made of: all but the common ones, unless they are its own. */
export function hierarchyOwners(kalder: Kalder): readonly string[] {
  return visibleOwners(kalder).filter((ejer) => ejer === kalder.cvr || ejer !== KOMBIT_CVR);
}

/** The owners whose objects stand in the way of a new one with the same UUID: the caller's own, and the common ones. */
export function ownersInTheWay(kalder: Kalder): readonly string[] {
  return visibleOwners(kalder).filter((ejer) => ejer === kalder.cvr || ejer === KOMBIT_CVR);
}

/** True where the caller may change objects of this owner. */
export function mayWrite(kalder: Kalder, ejer: string): boolean {
  return retTil(kalder, ejer).rediger;
}
