/** Asks OrganisationHent over HTTP, and reads the answer. */
import assert from 'node:assert/strict';
import { newUuid } from '../../src/base/uuid.ts';
import { KORSBAEK } from '../soap/verden.ts';

export const ADRESSE = '/organisation/organisationhent/1';

export interface Fejl {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly type: string; readonly classification: string };
}

export interface GraphqlSvar<T> {
  readonly data: T;
  /** Empty where the answer has none. */
  readonly errors: readonly Fejl[];
}

/** Headers that every call needs. */
export function hoved(nu: number): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-TransaktionsId': newUuid(),
    'x-TransaktionsTid': new Date(nu).toISOString(),
  };
}

export interface Verdensdel {
  readonly url: string;
  readonly ur: () => number;
}

/** Asks by the headers given, else for Korsbæk where access is open. */
export async function spoerg<T = unknown>(
  { url, ur }: Verdensdel,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = { 'x-anvenderkontekst': KORSBAEK },
): Promise<GraphqlSvar<T>> {
  const response = await fetch(url + ADRESSE, {
    method: 'POST',
    headers: { ...hoved(ur()), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const svar = (await response.json()) as { data: T; errors?: Fejl[] };
  assert.equal(response.status, 200, JSON.stringify(svar));
  return { data: svar.data, errors: svar.errors ?? [] };
}

/** What matters of errors: type, classification, and the path as `a.0.b`. */
export function fejlene(errors: readonly Fejl[]): string[] {
  return errors.map(({ path, extensions: { type, classification } }) =>
    [type, classification, ...(path ? [path.join('.')] : [])].join(' '),
  );
}
