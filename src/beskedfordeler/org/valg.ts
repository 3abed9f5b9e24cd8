/**
 * What the register's own messages call things: every identifier is the installation's to choose, because none of them is
 * published (spec neighbours §1.9). The standard ones that are no class of KOMBIT's are made up here, and are for ever.
 */
import { namedUuid } from '../../base/uuid.ts';
import type { Registrering } from '../../register/model.ts';

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

/** The object types whose changes are messages, by the name of their beskedtype. */
export const ORG_BESKEDTYPER = { Bruger: 'ORG_Bruger', OrganisationEnhed: 'ORG_OrgEnhed' } as const;
export type Orgtype = keyof typeof ORG_BESKEDTYPER;
export type OrgBeskedtype = (typeof ORG_BESKEDTYPER)[Orgtype];

/** Writes a registration as the element RegistreringBesked of its object type. */
export type Registreringsskriver = (objekttype: Orgtype, uuid: string, registrering: Registrering) => string;

/** Object types that are named beside the one that a message is about. */
const RELATEREDE_TYPER = ['Organisation', 'Person', 'Adresse', 'OrganisationFunktion'] as const;
export type RelateretType = (typeof RELATEREDE_TYPER)[number];

export interface Orgvalg {
  readonly Bruger: Typevalg;
  readonly OrganisationEnhed: Typevalg;
  /** UUIDs of the classes in RelateretObjekt/ObjektType. */
  readonly relaterede: Readonly<Record<RelateretType, string>>;
  readonly handlinger: Readonly<Record<Handling, string>>;
  /** UUID of the register as a system: BeskedAnsvarligAktoer and Kildesystem. Identifiers of messages follow from it. */
  readonly anvendersystem: string;
  /** Sikkerhedsklassificering of most messages. */
  readonly foelsomhed: string;
  /** The one of those that touch a protected person. */
  readonly foelsomhedBeskyttet: string;
  /** Given where Beskeddata is to carry the registration; else there is none. */
  readonly skrivRegistrering?: Registreringsskriver;
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
  relaterede: {
    Organisation: 'bc6972cd-8f2b-4b9d-8d37-62916d6a71aa',
    Person: 'ce7fcf97-a8a2-447a-8690-d38aa0f6e23c',
    Adresse: egen('objekttype/Adresse'),
    OrganisationFunktion: egen('objekttype/OrganisationFunktion'),
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
  erAfledt: false,
};
