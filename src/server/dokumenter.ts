/** The contract as documents: WSDL by service and schema by namespace, with the addresses of this server in them. */
import { navnerum } from '../standard/skema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import { skrivWsdl } from '../standard/wsdl.ts';
import { skrivXsd } from '../standard/xsd.ts';
import { SKEMA_STI } from './ruter.ts';

const rumByDokument = new Map([...navnerum.values()].map((rum) => [`${rum.dokument}.xsd`, rum]));

/** The address of a schema document on the server at `base`. */
function skemaOf(base: string): (rum: { dokument: string }) => string {
  return (rum) => `${base}${SKEMA_STI}/${rum.dokument}.xsd`;
}

/** The WSDL of a service on the server at `base` (scheme, host and port, without a last slash). */
export function wsdlDokument(tjeneste: Tjeneste, base: string): string {
  return skrivWsdl(tjeneste, { skemaOf: skemaOf(base), tjeneste: `${base}${tjeneste.sti}` });
}

/** The schema document at a path below the schema address; undefined where there is none. */
export function skemaDokument(sti: string, base: string): string | undefined {
  const rum = sti.startsWith(`${SKEMA_STI}/`) ? rumByDokument.get(sti.slice(SKEMA_STI.length + 1)) : undefined;
  return rum && skrivXsd(rum, skemaOf(base));
}
