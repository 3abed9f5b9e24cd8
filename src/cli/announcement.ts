/** What `fkorg serve` prints when it answers: the warning, the addresses, and one call that works as it stands. */
import { GRAPHIQL_STI } from '../server/graphiql.ts';
import { GRAPHQL_STI } from '../server/graphql.ts';
import { NS } from '../standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import { type Tjeneste, tjenester } from '../standard/tjenester.ts';

const LOOPBACK = /^(localhost|::1|127(\.\d{1,3}){3})$/i;

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** True for what is listened on and cannot be called. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The address of a server that listens at `url`, as a client on this machine calls it. */
export function clientUrl(url: string): string {
  const { hostname, protocol, port } = new URL(url);
  return isEverywhere(hostname.replace(/[[\]]/g, '')) ? `${protocol}//localhost:${port}` : url;
}

/** The lines that say what open access means; louder where other machines can reach the address. */
export function accessWarning(host: string): string {
  const open = 'ACCESS IS OPEN: no tokens are asked for; whoever reaches the address reads and writes everything.';
  if (isLoopback(host)) return `WARNING  ${open}\n         Only this machine can reach ${host}.\n`;
  const bar = '!'.repeat(100);
  return (
    `${bar}\nWARNING  ${open}\n` +
    `         ${host} CAN BE REACHED FROM OTHER MACHINES. Let no real data in, and no network that you do not trust.\n` +
    `${bar}\n`
  );
}

/** Each service with its address; `?wsdl` after it gives its WSDL. */
export function endpointLines(url: string, services: readonly Tjeneste[]): string {
  const lines = services.map(({ navn, sti }) => `  ${navn.padEnd(27)}${url}${sti}`);
  return `Endpoints (SOAP 1.2 with POST; each also with ?wsdl):\n${lines.join('\n')}\n`;
}

/** Where GraphQL is, and the page to try it in. */
export function graphqlLines(url: string, hasPage: boolean): string {
  const page = `  ${'GraphiQL, in a browser'.padEnd(27)}${url}${GRAPHIQL_STI}/?path=${GRAPHQL_STI}\n`;
  return `GraphQL (JSON with POST):\n  ${'OrganisationHent'.padEnd(27)}${url}${GRAPHQL_STI}\n${hasPage ? page : ''}`;
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_.,:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A `curl` for a POSIX shell that reads one object for one authority; `ca` is the file of who signed the server's certificate. */
export function curlOfLaes(url: string, objekttype: ObjektType, uuid: string, cvr: string, ca?: string): string {
  const tjeneste = tjenester.find((t) => t.objekttype === objekttype)!;
  const { input } = tjeneste.operationer.find(({ verbum }) => verbum === 'laes')!;
  const { namespace } = objekttyper[objekttype];
  const message =
    `<e:Envelope xmlns:e="${NS.soap12}"><e:Body><${input} xmlns="${namespace}">` +
    `<UUIDIdentifikator xmlns="${NS.sd}">${uuid}</UUIDIdentifikator></${input}></e:Body></e:Envelope>`;
  return (
    `curl -s ${ca === undefined ? '' : `--cacert ${shellWord(ca)} `}${url}${tjeneste.sti} -H 'Content-Type: application/soap+xml; charset=utf-8' ` +
    `-H 'X-Anvenderkontekst: ${cvr}' -d '${message}'`
  );
}
