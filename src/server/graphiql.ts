/** GET of GraphiQL, at its address on the real service; what its query string says can only be what it is here anyway. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../base/clock.ts';
import { skrivGraphiql } from '../fronts/graphql/graphiql.ts';
import type { Answer } from './answer.ts';
import { erGraphqlSti, GRAPHQL_STI } from './graphql.ts';

export const GRAPHIQL_STI = '/organisation/graphiql/1';

export function erGraphiqlSti(sti: string): boolean {
  const udenStreg = sti.endsWith('/') ? sti.slice(0, -1) : sti;
  return udenStreg.toLowerCase() === GRAPHIQL_STI;
}

/** True where every `path` is the address of the queries: the page asks nothing else. */
function erRigtig(query: string | undefined): boolean {
  return new URLSearchParams(query).getAll('path').every(erGraphqlSti);
}

/** The page; sets its headers. */
export async function graphiqlSide(
  { clock }: { readonly clock: Clock },
  response: ServerResponse,
  query: string | undefined,
): Promise<Answer> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  if (!erRigtig(query)) {
    const text = `path kan kun være ${GRAPHQL_STI}\n`;
    return { httpStatus: 400, contentType: 'text/plain; charset=utf-8', text };
  }
  const { text, csp } = await skrivGraphiql(GRAPHQL_STI, clock());
  response.setHeader('content-security-policy', csp);
  return { httpStatus: 200, contentType: 'text/html; charset=utf-8', text };
}
