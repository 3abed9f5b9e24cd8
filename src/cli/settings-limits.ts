/** The limits of every input as settings: their bounds, units and texts. The standard values are in base/limits.ts. */
import type { Limits } from '../base/limits.ts';
import { HAENDELSE_LIMIT_ROWS } from './settings-broker.ts';
import { GRAPHQL_LIMIT_ROWS } from './settings-graphql.ts';

export interface LimitRow {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

const GIB = 1_073_741_824;

/** One row for each limit; the compiler asks for the row of a limit that is added. */
export const LIMIT_ROWS: Readonly<Record<keyof Limits, LimitRow>> = {
  bodyBytesMax: { unit: 'bytes', min: 1024, max: GIB, help: 'Largest request body, except on addresses that import.' },
  importBodyBytesMax: { unit: 'bytes', min: 1024, max: GIB, help: 'Largest request body on addresses that import.' },
  xmlDepthMax: { unit: 'elements', min: 16, max: 256, help: 'Elements inside one another in a request.' },
  xmlElementsMax: {
    unit: 'elements',
    min: 1000,
    max: 10_000_000,
    help: 'Elements in one request, for each mebibyte that its size limit allows.',
  },
  xmlAttributesMax: {
    unit: 'attributes',
    min: 8,
    max: 10_000,
    help: 'Attributes of one element, namespace declarations included.',
  },
  requestTimeoutMs: {
    unit: 'milliseconds',
    min: 100,
    max: 3_600_000,
    help: 'Time from the first byte of a request to its last.',
  },
  listUuidsMax: { unit: 'UUIDs', min: 1, max: 1_000_000, help: 'UUIDs in one `list`.' },
  soegRowsMax: { unit: 'hits', min: 1, max: 1_000_000, help: 'Hits in one page of `soeg`.' },
  klassifikationSoegRowsMax: {
    unit: 'hits',
    min: 1,
    max: 1_000_000,
    help: 'Hits in one page of `soeg` in Klassifikation, Facet and Klasse.',
  },
  klasseNiveauerMax: { unit: 'levels', min: 1, max: 100, help: 'Levels of classes that a class may have above it.' },
  soegVaerdierMax: { unit: 'values', min: 1, max: 2000, help: 'Values that one search asks for.' },
  hierarkiRowsMax: {
    unit: 'objects',
    min: 1,
    max: 100_000,
    help: 'Objects in one container of a page of the organisation hierarchy.',
  },
  klassifikationHierarkiRowsMax: {
    unit: 'objects',
    min: 1,
    max: 100_000,
    help: 'Objects in one container of a page of the classification hierarchy.',
  },
  aendringerRowsMax: {
    unit: 'changes',
    min: 1,
    max: 100_000,
    help: 'Changes (or objects to start from) in one answer of the change feed.',
  },
  opslagObjekterMax: {
    unit: 'objects',
    min: 1000,
    max: 10_000_000,
    help: 'Objects that one GraphQL question reads, those asked for in vain included.',
  },
  opslagFundneMax: {
    unit: 'objects',
    min: 1,
    max: 100_000,
    help: 'Objects that a filter of a GraphQL question may hit where it reaches over a relation, such as persons by name.',
  },
  vaerdilisterMax: {
    unit: 'lists',
    min: 1,
    max: 1_000_000,
    help: 'Value lists that one owner, a system for an authority, may have.',
  },
  vaerdilisteVaerdierMax: {
    unit: 'values',
    min: 1,
    max: 10_000_000,
    help: 'Values in one value list, and in one answer about several.',
  },
  bufferedBytesMax: {
    unit: 'bytes',
    min: 1024,
    max: 64 * GIB,
    help: 'Bytes of all request bodies that are being received or worked on at once.',
  },
  connectionsMax: { unit: 'connections', min: 1, max: 1_000_000, help: 'Connections open at once.' },
  readyTimeoutMs: {
    unit: 'milliseconds',
    min: 10,
    max: 60_000,
    help: 'Time within which the store must answer for `/ready` to say yes.',
  },
  ...HAENDELSE_LIMIT_ROWS,
  ...GRAPHQL_LIMIT_ROWS,
};

/** `bodyBytesMax` as a flag: `body-bytes-max`. */
export function flagOfLimit(limit: string): string {
  return limit.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
