/** Posts to the address of OrganisationHent, and gives the answer as it came. */
import { NU } from '../soap/verden.ts';

export const STI = '/organisation/organisationhent/1';
export const ID = '0235dc7b-11c4-4ee5-b685-9f638f5cd032';

/** The headers of a good call. */
export const HOVED: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'x-transaktionsid': ID,
  'x-transaktionstid': new Date(NU).toISOString(),
};

interface Svarfejl {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Svar {
  readonly status: number;
  readonly headers: Headers;
  readonly tekst: string;
  readonly json: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly Svarfejl[];
    readonly [andet: string]: unknown;
  };
}

/** Posts anything; a header that is undefined is left out. */
export async function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string | undefined>> = {},
  sti = STI,
): Promise<Svar> {
  const alle = Object.entries({ ...HOVED, ...headers }).filter((par): par is [string, string] => par[1] !== undefined);
  const response = await fetch(url + sti, { method: 'POST', headers: alle, body });
  const tekst = await response.text();
  return { status: response.status, headers: response.headers, tekst, json: JSON.parse(tekst) };
}

/** Asks with a query. */
export function spoerg(
  url: string,
  query: string,
  variables?: unknown,
  headers?: Record<string, string>,
): Promise<Svar> {
  return post(url, JSON.stringify({ query, variables }), headers);
}

/** What an answer says of itself: its classifications, and the first text. */
export function afvisning({ status, json: { data, errors = [] } }: Svar) {
  return { status, data, hvad: errors.map(({ extensions }) => extensions.classification), tekst: errors[0]?.message };
}
