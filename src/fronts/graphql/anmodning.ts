/** What a caller sends: the two headers that every call must have, and the body, which is one query as JSON. */
import { FkorgError } from '../../base/error.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Forespoergsel } from './dokument.ts';
import { laesTidspunkt } from './skalarer.ts';

export interface Hoveder {
  readonly 'x-transaktionsid'?: string | string[] | undefined;
  readonly 'x-transaktionstid'?: string | string[] | undefined;
  readonly 'content-type'?: string | undefined;
  readonly accept?: string | undefined;
}

/** The UUID of the call, as its caller names it. Throws where one of the two headers is missing, is there twice, or is something else. */
export function laesTransaktion(hoveder: Hoveder): string {
  const { 'x-transaktionsid': id, 'x-transaktionstid': tid } = hoveder;
  if (typeof id !== 'string' || !isUuid(id.trim())) {
    throw new FkorgError('malformed-request', 'x-TransaktionsId skal være en UUID, ny for hvert kald');
  }
  if (typeof tid !== 'string' || laesTidspunkt(tid.trim()) === undefined) {
    throw new FkorgError('malformed-request', 'x-TransaktionsTid skal være et tidspunkt som 2026-01-31T12:00:00+01:00');
  }
  return id.trim().toLowerCase();
}

/** Throws where the body says that it is something else than JSON in UTF-8. */
export function assertJson({ 'content-type': contentType }: Hoveder): void {
  const [type = '', ...parametre] = (contentType ?? '').toLowerCase().split(';');
  const tegnsaet = parametre.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter)?.[1]);
  if (type.trim() === 'application/json' && tegnsaet.every((navn) => navn === undefined || navn === 'utf-8')) return;
  throw new FkorgError('wrong-content-type', 'Forespørgslen sendes som JSON: Content-Type: application/json');
}

const FORM = 'Kroppen skal være JSON i UTF-8: {"query": "...", "variables": {...}, "operationName": "..."}';

function isObjekt(vaerdi: unknown): vaerdi is Record<string, unknown> {
  return typeof vaerdi === 'object' && vaerdi !== null && !Array.isArray(vaerdi);
}

function laesJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // What the parser says would repeat what was sent.
    throw new FkorgError('malformed-request', FORM);
  }
}

/** The query of a body. */
export function laesForespoergsel(body: Uint8Array): Forespoergsel {
  const json = laesJson(body);
  if (Array.isArray(json))
    throw new FkorgError('malformed-request', 'Der svares på én forespørgsel ad gangen, og ikke på en liste af dem');
  if (!isObjekt(json)) throw new FkorgError('malformed-request', FORM);
  const { query, variables, operationName } = json;
  if (typeof query !== 'string') throw new FkorgError('malformed-request', `Der er ingen query. ${FORM}`);
  const isVariables = variables === undefined || variables === null || isObjekt(variables);
  const isNavn = operationName === undefined || operationName === null || typeof operationName === 'string';
  if (!isVariables || !isNavn) throw new FkorgError('malformed-request', FORM);
  // Some tools send an empty name where the query has none.
  return { query, variables: variables ?? {}, operationName: operationName || undefined };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** True where the caller reads the newer form of answers (GraphQL over HTTP), in which a query that is not begun is no 200. */
export function vilHaveNyForm({ accept }: Hoveder): boolean {
  return (accept ?? '').toLowerCase().includes('application/graphql-response+json');
}

export function contentTypeFor(hoveder: Hoveder): string {
  return vilHaveNyForm(hoveder) ? GRAPHQL_TYPE : JSON_TYPE;
}
