/**
 * What the register's own messages call things: every identifier is the installation's to choose, because none of them is
 * published (spec neighbours §1.9). The standard ones that are no class of KOMBIT's are made up here, and are for ever.
 */
import { namedUuid } from '../../base/uuid.ts';

/** What one object type is called in messages. */
export interface Typevalg {
  /** UUID of the beskedtype. */
  readonly beskedtype: string;
  /** UUID of the class in ObjektType. */
  readonly objekttype: string;
}

/** What can have been done to an object; each has its class in ObjektHandling. */
export const HANDLINGER = ['Opstaaet', 'Importeret', 'Rettet', 'Passiveret', 'Slettet'] as const;
export type Handling = (typeof HANDLINGER)[number];

export interface Orgvalg {
  readonly Bruger: Typevalg;
  readonly OrganisationEnhed: Typevalg;
  readonly handlinger: Readonly<Record<Handling, string>>;
  /** UUID of the register as a system: BeskedAnsvarligAktoer and Kildesystem. */
  readonly anvendersystem: string;
  /** Sikkerhedsklassificering of most messages. */
  readonly foelsomhed: string;
  /** The one of those that touch a protected person. */
  readonly foelsomhedBeskyttet: string;
  /** True where Beskeddata carries the registration. */
  readonly isFuld: boolean;
  /** True where a change of a user's Person, Adresse or OrganisationFunktion is told as a change of the user. */
  readonly erAfledt: boolean;
}

/** The namespace of the identifiers below (RFC 9562, section 5.5). */
const NAVNERUM = 'f3ddceac-367a-4ee2-8889-9fa139a07ba1';

const egen = (navn: string) => namedUuid(NAVNERUM, navn);

export const ORGVALG_STANDARD: Orgvalg = {
  Bruger: {
    beskedtype: egen('beskedtype/ORG_Bruger/1.0'),
    objekttype: '85d65133-4b00-460d-992e-3984857b5768',
  },
  OrganisationEnhed: {
    beskedtype: egen('beskedtype/ORG_OrgEnhed/1.0'),
    objekttype: 'c5fc3b3b-5197-49ee-92e6-ae6ba1957174',
  },
  handlinger: {
    Opstaaet: egen('handling/Opstaaet'),
    Importeret: egen('handling/Importeret'),
    Rettet: egen('handling/Rettet'),
    Passiveret: egen('handling/Passiveret'),
    Slettet: egen('handling/Slettet'),
  },
  anvendersystem: egen('anvendersystem'),
  foelsomhed: '1d81c472-0808-44cc-963d-f5ef0170ae1d',
  foelsomhedBeskyttet: '44f4108b-26d4-46de-a90f-35e35b55b8d8',
  isFuld: false,
  erAfledt: false,
};
