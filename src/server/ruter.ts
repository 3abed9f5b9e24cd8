/** Which address is what: the services of the contract at their paths, with and without the last slash (scenario T1). */
import type { Environment } from '../operations/kontekst.ts';
import type { Skemaversion } from '../standard/komponenter.ts';
import { type Tjeneste, tjenester } from '../standard/tjenester.ts';

/** The services that a server of this environment has; the one with nothing but `fysiskslet` is for tests. */
export function tjenesterOf(environment: Environment): readonly Tjeneste[] {
  return environment === 'test'
    ? tjenester
    : tjenester.filter(({ operationer }) => operationer.some(({ verbum }) => verbum !== 'fysiskslet'));
}

/** The services by path; letter case does not matter, a last slash may be there. */
export function rutetabel(environment: Environment): (sti: string) => Tjeneste | undefined {
  const tabel = new Map(
    tjenesterOf(environment).flatMap(
      (t) =>
        [
          [t.sti, t],
          [`${t.sti}/`, t],
        ] as const,
    ),
  );
  return (sti) => tabel.get(sti) ?? tabel.get(sti.toLowerCase());
}

/** The path and query of a request target; a proxy may send the whole address (RFC 9112 §3.2.2). */
export function targetOf(url: string): { sti: string; query: string | undefined } {
  const [sti, query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?', 2);
  return { sti: sti || '/', query };
}

/** Where the schema documents are served, by version. */
export const SKEMA_STIER: Readonly<Record<Skemaversion, string>> = {
  6: '/skema/sf1500-6.0',
  7: '/skema/klassifikation-7',
  besked: '/skema/beskedfordeler-1',
};
