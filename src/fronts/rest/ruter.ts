/** The addresses of the REST front: for each its parameters, how they make an operation, and how its outcome is written. */
import type { Brud } from '../../base/brud.ts';
import { shownValue } from '../../base/brud.ts';
import type { Limits } from '../../base/limits.ts';
import type { Operation, Outcome } from '../../operations/operation.ts';
import { antalForventet } from '../../operations/stroem.ts';
import type { Objektstand } from '../../register/aendringsstroem.ts';
import type { RegelId } from '../../standard/regler.ts';

/** What headers of the request say. */
export interface Hoveder {
  /** `Last-Event-ID`: where a stream of events was cut off. */
  readonly sidsteId?: string;
}

/** The values of a query, by name; each name once. */
export type Parametre = ReadonlyMap<string, string>;

export interface Rute {
  readonly sti: string;
  /** What its token must be for. */
  readonly tjeneste: 'Organisation' | 'BeskedModtag';
  readonly verbum: Operation['verbum'];
  readonly parametre: readonly string[];
  /** The operation that is asked for, or what is wrong with the values. */
  readonly afkod: (parametre: Parametre, limits: Limits, hoveder: Hoveder) => Operation | readonly Brud<RegelId>[];
  /** The JSON of an outcome with status 20; absent where the answer is a stream of events. */
  readonly indkod?: (outcome: Outcome) => object;
}

/** The authority that is called for, for readers that cannot send headers; with a token it can only be the token's. */
export const CVR = 'cvr';

/** Digits that are a whole number in every language that reads JSON. */
const HELTAL = /^\d{1,15}$/;

function heltal(parametre: Parametre, navn: string): number | undefined {
  const tekst = parametre.get(navn);
  return tekst === undefined ? undefined : Number(tekst);
}

/** A breach where a parameter is there and is no whole number. */
function talbrud(parametre: Parametre, sted: string, regel: RegelId, forventet: string): Brud<RegelId>[] {
  const vaerdi = parametre.get(sted);
  return vaerdi === undefined || HELTAL.test(vaerdi) ? [] : [{ regel, sted, vaerdi: shownValue(vaerdi), forventet }];
}

function standJson({ objekttype, uuid, ejer, livscyklusKode, tidspunkt }: Objektstand) {
  return { objekttype, uuid, ejer, livscyklusKode, tidspunkt: new Date(tidspunkt).toISOString() };
}

const AENDRINGER: Rute = {
  sti: '/aendringer',
  tjeneste: 'Organisation',
  verbum: 'aendringer',
  parametre: ['siden', 'antal'],
  afkod(parametre, limits) {
    const brud = [
      ...talbrud(parametre, 'siden', 'position-form', '0, eller position fra et tidligere svar'),
      ...talbrud(parametre, 'antal', 'antal-ugyldigt', antalForventet(limits)),
    ];
    if (brud.length > 0) return brud;
    const [siden, antal] = [heltal(parametre, 'siden'), heltal(parametre, 'antal')];
    return { verbum: 'aendringer', ...(siden !== undefined && { siden }), ...(antal !== undefined && { antal }) };
  },
  indkod({ aendringer }) {
    const { position, flere } = aendringer!;
    const poster = aendringer!.aendringer.map((post) => ({ position: post.position, ...standJson(post) }));
    return { aendringer: poster, position, flere };
  },
};

const START: Rute = {
  sti: '/aendringer/start',
  tjeneste: 'Organisation',
  verbum: 'aendringerstart',
  parametre: ['efter', 'antal'],
  afkod(parametre, limits) {
    const brud = talbrud(parametre, 'antal', 'antal-ugyldigt', antalForventet(limits));
    if (brud.length > 0) return brud;
    const [efter, antal] = [parametre.get('efter'), heltal(parametre, 'antal')];
    return { verbum: 'aendringerstart', ...(efter !== undefined && { efter }), ...(antal !== undefined && { antal }) };
  },
  indkod({ start }) {
    const { position, objekter, efter, flere } = start!;
    return { position, objekter: objekter.map(standJson), efter: efter ?? null, flere };
  },
};

/** A reader that comes back repeats the address that it began with, and says in the header how far it came since. */
const HAENDELSER: Rute = {
  sti: '/haendelser',
  tjeneste: 'BeskedModtag',
  verbum: 'haendelser',
  parametre: ['siden', CVR],
  afkod(parametre, _limits, { sidsteId }) {
    const set = sidsteId === undefined ? parametre : new Map([...parametre, ['siden', sidsteId]]);
    const brud = talbrud(set, 'siden', 'position-form', '0, eller en position fra strømmen (id, Last-Event-ID)');
    if (brud.length > 0) return brud;
    const siden = heltal(set, 'siden');
    return { verbum: 'haendelser', ...(siden !== undefined && { siden }) };
  },
};

export const ruter: readonly Rute[] = [AENDRINGER, START, HAENDELSER];

/** The address with this path; a last slash may be there. */
export function findRute(sti: string): Rute | undefined {
  return ruter.find((rute) => rute.sti === sti || `${rute.sti}/` === sti);
}
