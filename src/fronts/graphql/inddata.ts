/** The parts of the schema that are no types of objects: scalars, enums, inputs, the directive; and what inputs are to the rows of the table. */
import type { TilstandStatus } from './tabel.ts';

/** What scalars have in an answer and in arguments, and what each is for. */
export const SKALARER = {
  KLE: 'KLE number: `xx`, `xx.xx` or `xx.xx.xx`; in a filter `*` may end it, or stand for any number',
  CPR: 'Person number: 10 digits',
  CVR: 'Number of a business in the central business register: 8 digits',
  UUID: 'UUID (RFC 4122)',
  DateTime: 'Date and time with an offset (ISO 8601)',
  Cursor: 'A place in a list; valid for the list that it came from, and not to be read',
} as const;

export type Skalarnavn = keyof typeof SKALARER;

export const ENUMMER = {
  PersonDataConstraintType: { om: 'Data restrictions of a service agreement', vaerdier: ['SENAVN', 'SECPR'] },
  TilstandStatus: { om: 'The states of an object', vaerdier: ['AKTIV', 'INAKTIV'] satisfies TilstandStatus[] },
} as const;

export const DIREKTIV = {
  navn: 'PersonDataConstraint',
  om: 'The field is given to those whose agreement has the restriction with the value Ja',
  argument: 'constraint',
  type: 'PersonDataConstraintType!',
} as const;

export const INPUTTYPER: Readonly<
  Record<string, { readonly om: string; readonly felter: Readonly<Record<string, string>> }>
> = {
  KleFilter: {
    om: 'Units with a task: one of the numbers, in the role where one is given',
    felter: { rolle: 'UUID', kleNummer: '[KLE!]!' },
  },
  AdresseRolleFilter: {
    om: 'Users with an address of this text in this role',
    felter: { rolle: 'UUID!', tekst: 'String!' },
  },
  PersonFilter: { om: 'Users whose person has this name and this number', felter: { navn: 'String', cpr: 'CPR' } },
  BrugerFilter: {
    om: 'Users for whom all of this holds',
    felter: {
      brugernavn: 'String',
      adresseRolleFilter: 'AdresseRolleFilter',
      brugerTypeUuid: 'UUID',
      personFilter: 'PersonFilter',
    },
  },
};

/** An input may leave a field out, and may say null. */
type Valgfri<T> = T | null | undefined;

export interface KleFilter {
  readonly rolle?: Valgfri<string>;
  readonly kleNummer: readonly string[];
}

export interface BrugerFilter {
  readonly brugernavn?: Valgfri<string>;
  readonly adresseRolleFilter?: Valgfri<{ readonly rolle: string; readonly tekst: string }>;
  readonly brugerTypeUuid?: Valgfri<string>;
  readonly personFilter?: Valgfri<{ readonly navn?: Valgfri<string>; readonly cpr?: Valgfri<string> }>;
}
