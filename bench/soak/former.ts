/**
 * What the soak keeps of an object: lists of entries with periods, the same form for attributes, states and relations,
 * and which lists its five object types have. It is the auditor's own, and knows nothing of how the register keeps them.
 */

export const ALTID_FOER = Number.NEGATIVE_INFINITY;
export const FOR_ALTID = Number.POSITIVE_INFINITY;

export interface Periode {
  readonly fra: number;
  readonly til: number;
}

/** One entry: what it says by element name, and who said it. */
export interface Post extends Periode {
  readonly dele: Readonly<Record<string, string>>;
  /** UUID of the actor of the period. */
  readonly aktoer?: string;
  /** Sent without FraTidspunkt: it begins with its registration. */
  readonly isUdenFra?: true;
}

/** Entries by list name: `Egenskab`, `Gyldighed`, and the relations. A missing list was not sent, or is empty. */
export type Indhold = Readonly<Record<string, readonly Post[]>>;

export interface Registrering {
  readonly tid: number;
  readonly kode: string;
  readonly note: string;
  readonly bruger: string;
  readonly indhold: Indhold;
}

/** The lists of a type, in the order of the schema. Those with `*` may say several things at a time. */
const LISTER = {
  OrganisationEnhed: 'Egenskab Gyldighed Adresser* Overordnet Tilhoerer TilknyttedeBrugere*',
  Bruger: 'Egenskab Gyldighed Adresser* Tilhoerer TilknyttedeEnheder* TilknyttedePersoner*',
  OrganisationFunktion: 'Egenskab Gyldighed Adresser* Funktionstype TilknyttedeBrugere* TilknyttedeEnheder*',
  Person: 'Egenskab',
  Adresse: 'Egenskab',
} as const;

export type Type = keyof typeof LISTER;
export const TYPER = Object.keys(LISTER) as Type[];

/** The field that names an object of the type; all but the name of a function must be filled. */
export const NAVNEFELT: Readonly<Record<Type, string>> = {
  OrganisationEnhed: 'EnhedNavn',
  Bruger: 'BrugerNavn',
  OrganisationFunktion: 'FunktionNavn',
  Person: 'NavnTekst',
  Adresse: 'AdresseTekst',
};
export const isNavnKraevet = (type: Type) => type !== 'OrganisationFunktion';

export interface Liste {
  readonly navn: string;
  readonly isFler: boolean;
}
const listerByType = new Map<Type, readonly Liste[]>(
  TYPER.map((type) => [
    type,
    LISTER[type].split(' ').map((ord) => ({ navn: ord.replace('*', ''), isFler: ord.endsWith('*') })),
  ]),
);
export const listerOf = (type: Type): readonly Liste[] => listerByType.get(type)!;

export const isTom = ({ fra, til }: Periode) => !(fra < til);
export const gaelder = ({ fra, til }: Periode, instant: number) => fra <= instant && instant < til;
export const moedes = (a: Periode, b: Periode) => !isTom(a) && !isTom(b) && a.fra < b.til && b.fra < a.til;

const tid = (instant: number) => (Number.isFinite(instant) ? new Date(instant).toISOString() : instant < 0 ? '-' : '+');

/** An entry as one line of text; equal for two entries exactly when a reader sees the same. */
export function linjeOf(navn: string, { fra, til, dele, aktoer }: Post): string {
  const sorted = Object.keys(dele)
    .sort()
    .map((del) => `${del}=${dele[del]}`);
  return `${navn} [${tid(fra)}, ${tid(til)}) ${sorted.join(' ')}${aktoer ? ` by ${aktoer}` : ''}`;
}

/** A registration as lines of text. */
export function linjerOf(type: Type, { tid: registreret, kode, note, bruger, indhold }: Registrering): string[] {
  const poster = listerOf(type).flatMap(({ navn }) => (indhold[navn] ?? []).map((post) => linjeOf(navn, post)));
  return [`registered ${tid(registreret)} ${kode} note=${note} by=${bruger}`, ...poster];
}
