/**
 * What the soak keeps of an object: lists of entries with periods, the same form for attributes, states and relations,
 * and which lists its five object types have. It is the auditor's own, and knows nothing of how the register keeps them.
 */

export const FROM_EVER = Number.NEGATIVE_INFINITY;
export const FOR_EVER = Number.POSITIVE_INFINITY;

export interface Period {
  readonly fra: number;
  readonly til: number;
}

/** One entry: what it says by element name, and who said it. */
export interface Entry extends Period {
  readonly parts: Readonly<Record<string, string>>;
  /** UUID of the actor of the period. */
  readonly aktoer?: string;
  /** Sent without FraTidspunkt: it begins with its registration. */
  readonly isWithoutFra?: true;
}

/** Entries by list name: `Egenskab`, `Gyldighed`, and the relations. A missing list was not sent, or is empty. */
export type Indhold = Readonly<Record<string, readonly Entry[]>>;

export interface Registrering {
  readonly time: number;
  readonly kode: string;
  readonly note: string;
  readonly bruger: string;
  readonly indhold: Indhold;
}

/** The lists of a type, in the order of the schema. Those with `*` may say several things at a time. */
const LISTS = {
  OrganisationEnhed: 'Egenskab Gyldighed Adresser* Overordnet Tilhoerer TilknyttedeBrugere*',
  Bruger: 'Egenskab Gyldighed Adresser* Tilhoerer TilknyttedeEnheder* TilknyttedePersoner*',
  OrganisationFunktion: 'Egenskab Gyldighed Adresser* Funktionstype TilknyttedeBrugere* TilknyttedeEnheder*',
  Person: 'Egenskab',
  Adresse: 'Egenskab',
} as const;

export type Type = keyof typeof LISTS;
export const TYPES = Object.keys(LISTS) as Type[];

/** The field that names an object of the type; all but the name of a function must be filled. */
export const NAME_FIELD: Readonly<Record<Type, string>> = {
  OrganisationEnhed: 'EnhedNavn',
  Bruger: 'BrugerNavn',
  OrganisationFunktion: 'FunktionNavn',
  Person: 'NavnTekst',
  Adresse: 'AdresseTekst',
};
export const isNameRequired = (type: Type) => type !== 'OrganisationFunktion';

export interface ListKind {
  readonly navn: string;
  readonly isMany: boolean;
}
const listsByType = new Map<Type, readonly ListKind[]>(
  TYPES.map((type) => [
    type,
    LISTS[type].split(' ').map((ord) => ({ navn: ord.replace('*', ''), isMany: ord.endsWith('*') })),
  ]),
);
export const listsOf = (type: Type): readonly ListKind[] => listsByType.get(type)!;

export const isEmpty = ({ fra, til }: Period) => !(fra < til);
export const holds = ({ fra, til }: Period, instant: number) => fra <= instant && instant < til;
export const meet = (a: Period, b: Period) => !isEmpty(a) && !isEmpty(b) && a.fra < b.til && b.fra < a.til;

const time = (instant: number) =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : instant < 0 ? '-' : '+';

/** An entry as one line of text; equal for two entries exactly when a reader sees the same. */
export function lineOf(navn: string, { fra, til, parts, aktoer }: Entry): string {
  const sorted = Object.keys(parts)
    .sort()
    .map((part) => `${part}=${parts[part]}`);
  return `${navn} [${time(fra)}, ${time(til)}) ${sorted.join(' ')}${aktoer ? ` by ${aktoer}` : ''}`;
}

/** A registration as lines of text. */
export function linesOf(type: Type, { time: registered, kode, note, bruger, indhold }: Registrering): string[] {
  const entries = listsOf(type).flatMap(({ navn }) => (indhold[navn] ?? []).map((entry) => lineOf(navn, entry)));
  return [`registered ${time(registered)} ${kode} note=${note} by=${bruger}`, ...entries];
}
