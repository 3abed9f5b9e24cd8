/**
 * The parts of a signed message, each found at its one place (spec security §3.2, §4.2 rows 2 and 4). What security knows by
 * name may stand nowhere else in the message, so that nobody can be led to another one.
 */
import type { RigtElement } from '../../xml/rig.ts';
import { afvisMed, alle, er, praecisEn } from '../element.ts';
import { NS } from '../navnerum.ts';
import { kunBoern } from '../xmldsig/struktur.ts';
import { assertForstaaet, erTilOs } from './ikke-forstaaet.ts';

export interface Beskeddele {
  readonly header: RigtElement;
  readonly body: RigtElement;
  readonly security: RigtElement;
  readonly timestamp: RigtElement;
  readonly assertion: RigtElement;
  /** The one of the message, directly in Security. */
  readonly signatur: RigtElement;
  /** References to tokens, directly in Security. */
  readonly henvisninger: readonly RigtElement[];
  /** The headers of WS-Addressing, each at most once. */
  readonly adresser: readonly RigtElement[];
}

const afvis = afvisMed('InvalidSecurity');
/** Known clients have one. */
const HENVISNINGER_MAX = 5;

/** What may stand at its one place alone. */
const SOAP: readonly string[] = [NS.soap12, NS.soap11];
const ENESTE: ReadonlyMap<string, readonly string[]> = new Map([
  ['Envelope', SOAP],
  ['Header', SOAP],
  ['Body', SOAP],
  ['Security', [NS.wsse]],
  ['Timestamp', [NS.wsu]],
  ['Assertion', [NS.saml]],
  ['Signature', [NS.ds]],
]);

/** Reads the structure, of SOAP 1.2 or 1.1. Throws Sikkerhedsfejl (`InvalidSecurity`), or IkkeForstaaet; no cryptography is done. */
export function laesBesked(rod: RigtElement): Beskeddele {
  const [header, body, ...flere] = kunBoern(rod);
  const soap = rod.ns === NS.soap11 ? NS.soap11 : NS.soap12;
  if (!er(rod, soap, 'Envelope') || !header || !body || flere.length > 0) afvis('not Header and Body');
  if (!er(header!, soap, 'Header') || !er(body!, soap, 'Body')) afvis('not Header and Body');
  assertForstaaet(header!);
  const security = praecisEn(header!, NS.wsse, 'Security', afvis);
  if (!erTilOs(security)) afvis('Security is for another role');
  const timestamp = praecisEn(security, NS.wsu, 'Timestamp', afvis);
  const assertion = praecisEn(security, NS.saml, 'Assertion', afvis);
  const signatur = praecisEn(security, NS.ds, 'Signature', afvis);
  const henvisninger = alle(security, NS.wsse, 'SecurityTokenReference');
  if (henvisninger.length > HENVISNINGER_MAX) afvis(`${henvisninger.length} references to tokens`);
  if (kunBoern(security).length !== 3 + henvisninger.length) afvis('something else in Security');
  const dele = {
    header: header!,
    body: body!,
    security,
    timestamp,
    assertion,
    signatur,
    henvisninger,
    adresser: adresserI(header!),
  };
  const egenSignatur = praecisEn(assertion, NS.ds, 'Signature', afvis);
  assertEneste(rod, new Set([rod, header!, body!, security, timestamp, assertion, signatur, egenSignatur]));
  return dele;
}

function adresserI(header: RigtElement): readonly RigtElement[] {
  const adresser = header.boern.filter(({ ns }) => ns === NS.wsa);
  if (new Set(adresser.map(({ navn }) => navn)).size !== adresser.length) afvis('a header of WS-Addressing twice');
  return adresser;
}

/** A second one of what may stand at one place is refused, wherever it is hidden. */
function assertEneste(rod: RigtElement, paaPlads: ReadonlySet<RigtElement>): void {
  const stak = [rod];
  for (let her = stak.pop(); her; her = stak.pop()) {
    if (ENESTE.get(her.navn)?.includes(her.ns) && !paaPlads.has(her)) afvis(`${her.navn} at another place`);
    for (const barn of her.boern) stak.push(barn);
  }
}
