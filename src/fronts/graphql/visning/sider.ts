/** Relay connections: what the four arguments ask for, the page that answers them, and the types that show it. */
import type { Side } from '../../../operations/opslag/opslag.ts';
import { Feltfejl, felter, type Objekttype } from '../tabel.ts';
import type { Knude } from './udsyn.ts';

/** Objects in a page: at most, and where the query does not say. */
const SIDE_MAX = 500;

export interface Sideargumenter {
  readonly first?: number | null;
  readonly last?: number | null;
  /** UUIDs. */
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Sidevalg {
  readonly antal: number;
  readonly retning: 'frem' | 'tilbage';
  readonly efter?: string;
  readonly foer?: string;
}

export const SIDEARGUMENTER = { first: 'Int', last: 'Int', after: 'Cursor', before: 'Cursor' } as const;

/** How many objects a page is expected to have, for the cost of a query. */
export function sideantal({ first, last }: Sideargumenter): number {
  return Math.min(Math.max(first ?? last ?? SIDE_MAX, 1), SIDE_MAX);
}

/** Throws Feltfejl where the arguments go in both directions, or ask for too few or too many. */
export function sidevalgOf({ first, last, after, before }: Sideargumenter): Sidevalg {
  const frem = first ?? after ?? undefined;
  const tilbage = last ?? before ?? undefined;
  if (frem !== undefined && tilbage !== undefined) {
    throw new Feltfejl('ValidationError', 'first og after kan ikke bruges sammen med last og before.');
  }
  const antal = first ?? last ?? SIDE_MAX;
  if (antal < 1 || antal > SIDE_MAX) {
    const navn = typeof first === 'number' ? 'first' : 'last';
    throw new Feltfejl('ValidationError', `${navn} skal være fra 1 til ${SIDE_MAX}, og er ${antal}.`);
  }
  return {
    antal,
    retning: tilbage === undefined ? 'frem' : 'tilbage',
    ...(typeof after === 'string' && { efter: after }),
    ...(typeof before === 'string' && { foer: before }),
  };
}

/** A page of objects that are all at hand, as the store gives it of those that are not. */
export function sideBlandt<T extends { readonly uuid: string }>(
  alle: readonly T[],
  { antal, retning, efter, foer }: Sidevalg,
  foerst: string | undefined,
): { readonly objekter: readonly T[]; readonly harFoer: boolean; readonly harEfter: boolean } {
  const noegle = (uuid: string) => (uuid === foerst ? '' : uuid);
  const ordnet = [...alle].sort((a, b) => (noegle(a.uuid) < noegle(b.uuid) ? -1 : 1));
  const fra = efter === undefined ? 0 : ordnet.filter(({ uuid }) => noegle(uuid) <= noegle(efter)).length;
  const til = foer === undefined ? ordnet.length : ordnet.filter(({ uuid }) => noegle(uuid) < noegle(foer)).length;
  const start = retning === 'frem' ? fra : Math.max(0, til - antal);
  const slut = retning === 'frem' ? Math.min(til, fra + antal) : til;
  return { objekter: ordnet.slice(start, slut), harFoer: start > 0, harEfter: slut < ordnet.length };
}

export interface Forbindelse {
  readonly edges: readonly { readonly cursor: string; readonly node: Knude }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

/** The connection of a page; cursors are UUIDs until the scalar writes them. */
export function forbindelseOf(knuder: readonly Knude[], { harFoer, harEfter }: Omit<Side, 'objekter'>): Forbindelse {
  return {
    edges: knuder.map((node) => ({ cursor: node.uuid, node })),
    pageInfo: {
      startCursor: knuder[0]?.uuid ?? null,
      endCursor: knuder.at(-1)?.uuid ?? null,
      hasNextPage: harEfter,
      hasPreviousPage: harFoer,
    },
  };
}

function forbindelsestyper(type: string, kanttype: string, om: string): Readonly<Record<string, Objekttype>> {
  return {
    [`${type}Connection`]: {
      om: `A page of ${om}`,
      felter: felter<Forbindelse>({
        edges: { type: `[${kanttype}]`, om: 'What is in it', antal: () => 1 },
        pageInfo: { type: 'PageInfo!', om: 'Where it begins and ends, and whether there is more' },
      }),
    },
    [kanttype]: {
      om: `One of a page of ${om}`,
      felter: felter<Forbindelse['edges'][number]>({
        cursor: { type: 'Cursor', om: 'Its place in the list' },
        node: { type: `${type}!`, om: 'What is there' },
      }),
    },
  };
}

export const sidetyper: Readonly<Record<string, Objekttype>> = {
  // The name of the edge is written so in the contract.
  ...forbindelsestyper('OrganisationEnhed', 'OrganisaionEnhedEdge', 'units'),
  ...forbindelsestyper('Bruger', 'BrugerEdge', 'users'),
  PageInfo: {
    om: 'Where a page begins and ends',
    felter: felter<Forbindelse['pageInfo']>({
      startCursor: { type: 'Cursor', om: 'The first of the page' },
      endCursor: { type: 'Cursor', om: 'The last of the page' },
      hasNextPage: { type: 'Boolean!', om: 'Whether there are more after it' },
      hasPreviousPage: { type: 'Boolean!', om: 'Whether there are more before it' },
    }),
  },
};
