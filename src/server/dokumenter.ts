/**
 * What can be read with GET: the contract as documents (WSDL by service, schema by namespace, with the addresses of this
 * server in them) and a page that lists the services.
 */
import { ruter } from '../fronts/rest/ruter.ts';
import { BESKED_NS } from '../standard/besked-namespaces.ts';
import { beskedNavnerum } from '../standard/besked-skema.ts';
import type { Navnerum } from '../standard/komponenter.ts';
import { alleNavnerum } from '../standard/skema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import { VAERDILISTE_TJENESTE } from '../standard/vaerdiliste-tjeneste.ts';
import { skrivListeWsdl } from '../standard/vaerdiliste-wsdl.ts';
import { skrivWsdl, type WsdlAdresser } from '../standard/wsdl.ts';
import { skrivXsd } from '../standard/xsd.ts';
import type { Answer } from './answer.ts';
import { GRAPHQL_STI } from './graphql.ts';
import { SKEMA_STIER } from './ruter.ts';

const XML = 'text/xml; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** Where the document of a namespace is served: two versions have documents of the same name. */
function skemaSti({ version, dokument }: Navnerum): string {
  return `${SKEMA_STIER[version]}/${dokument}.xsd`;
}

const rumBySti = new Map([...alleNavnerum, ...beskedNavnerum.values()].map((rum) => [skemaSti(rum), rum]));

const beskedSti = skemaSti(beskedNavnerum.get(BESKED_NS.kuvert)!);

/** The address of a schema document on the server at `base`. */
function skemaOf(base: string): (rum: Navnerum) => string {
  return (rum) => base + skemaSti(rum);
}

function skemaDokument(sti: string, base: string): string | undefined {
  const rum = rumBySti.get(sti);
  return rum && skrivXsd(rum, skemaOf(base));
}

function oversigt(tjenester: readonly Tjeneste[], base: string): string {
  const linjer = tjenester.map(({ navn, sti }) => `${navn.padEnd(27)} ${base}${sti}?wsdl`);
  const andre = ruter.map(({ sti, parametre }) => `${base}${sti} (${parametre.join(', ')})`);
  return [
    `fkorg: SF1500 6.0, SF1510 6 and 7\n\n${linjer.join('\n')}\n`,
    `OrganisationHent 1, GraphQL as JSON with POST:\n${base}${GRAPHQL_STI}\n`,
    `Value lists of the Beskedfordeler, SOAP 1.1:\n${base}${VAERDILISTE_TJENESTE.sti}?wsdl\n`,
    `Messages of the Beskedfordeler 1.0, a schema:\n${base}${beskedSti}\n`,
    `The change feed, JSON with GET:\n${andre.join('\n')}\n`,
  ].join('\n');
}

/** The WSDL of the service at a path, where it is asked for. */
function wsdlDokument(
  { sti, soap }: { readonly sti: string; readonly soap: string },
  query: string | undefined,
  base: string,
  skriv: (adresser: WsdlAdresser) => string,
): Answer {
  const isWsdl = [...new URLSearchParams(query).keys()].some((navn) => navn.toLowerCase() === 'wsdl');
  if (!isWsdl) {
    const text = `POST a ${soap} message here, or GET ${base}${sti}?wsdl\n`;
    return { httpStatus: 405, contentType: TEXT, text };
  }
  return { httpStatus: 200, contentType: XML, text: skriv({ skemaOf: skemaOf(base), tjeneste: `${base}${sti}` }) };
}

function tjenesteDokument(tjeneste: Tjeneste, query: string | undefined, base: string): Answer {
  const her = { sti: tjeneste.sti, soap: 'SOAP 1.2' };
  return wsdlDokument(her, query, base, (adresser) => skrivWsdl(tjeneste, adresser));
}

/** The answer to GET at the address of value lists. */
export function listeDokument(query: string | undefined, base: string): Answer {
  return wsdlDokument({ sti: VAERDILISTE_TJENESTE.sti, soap: 'SOAP 1.1' }, query, base, skrivListeWsdl);
}

/**
 * The answer to GET. `base` is scheme, host and port of this server without a last slash; `tjeneste` is the service at
 * the path, where there is one.
 */
export function findDokument(
  tjenester: readonly Tjeneste[],
  tjeneste: Tjeneste | undefined,
  sti: string,
  query: string | undefined,
  base: string,
): Answer {
  if (tjeneste) return tjenesteDokument(tjeneste, query, base);
  const skema = skemaDokument(sti, base);
  if (skema !== undefined) return { httpStatus: 200, contentType: XML, text: skema };
  if (sti === '/') return { httpStatus: 200, contentType: TEXT, text: oversigt(tjenester, base) };
  return { httpStatus: 404, contentType: TEXT, text: `Nothing here. The services are listed at ${base}/\n` };
}
