/**
 * GraphiQL, the page to try queries in, as one document that needs nothing from another site. What a caller sends never gets into it: the
 * address that it asks is a constant.
 */
import { newUuid } from '../../base/uuid.ts';
import { skalarer } from './skalarer.ts';

const DEFAULT_QUERY = `# Spørg med Ctrl+Enter; felter foreslås med Ctrl+mellemrum.
# Med --access agreements skrives tokenet under Headers: "Authorization": "Bearer ..."
query Organisation {
  organisation(cvr: "11111111") {
    organisationsnavn
    organisationEnhed {
      enhedsnavn
      underliggendeEnheder { uuid enhedsnavn }
    }
  }
}
`;

/** Not named where it is imported: its types bring those of a browser with them, for the whole project. */
const PAKKE: string = '@graphql-yoga/render-graphiql';

/** Stands in the remembered page for what is new each time. */
const HEADERS = 'fkorg-headers';

let husket: Promise<readonly string[]> | undefined;

/** The page, cut where something is put in; it is several megabytes, so that it is made when it is asked for and not before. */
async function lavSkabelon(endpoint: string): Promise<readonly string[]> {
  const { renderGraphiQL } = (await import(PAKKE)) as { renderGraphiQL(options: object): string };
  const options = {
    endpoint,
    title: 'OrganisationHent',
    defaultQuery: DEFAULT_QUERY,
    defaultHeaders: HEADERS,
    shouldPersistHeaders: false,
    credentials: 'omit',
  };
  const [foer = '', ...resten] = renderGraphiQL(options).trim().split('<script>');
  const [midt = '', efter = ''] = resten.join('<script>').split(JSON.stringify(HEADERS));
  return [`${foer}<script nonce="`, `">${midt}`, efter];
}

export interface Graphiql {
  /** The document, in pieces. */
  readonly text: readonly string[];
  /** What the page may do: its own script, and calls of this server. */
  readonly csp: string;
}

/** The page for this address; each time with other values for the two headers that a call must have. */
export async function skrivGraphiql(endpoint: string, now: number): Promise<Graphiql> {
  husket ??= lavSkabelon(endpoint);
  const [foer = '', midt = '', efter = ''] = await husket;
  const nonce = newUuid();
  const hoveder = { 'x-TransaktionsId': newUuid(), 'x-TransaktionsTid': skalarer.DateTime.skriv(now) };
  const json = JSON.stringify(JSON.stringify(hoveder, null, 2));
  return {
    text: [foer, nonce, midt, json, efter],
    csp: [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      'worker-src blob:',
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}
