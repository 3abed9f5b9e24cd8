/** Keys, a signed assertion and a signed message, as a caller of the service makes them: for the tests of signatures. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { NS, TYPE } from '../../src/identity/navnerum.ts';
import { type Del, underskriv, underskrivAssertion } from '../../src/identity/xmldsig/underskriv.ts';
import { parseXml } from '../../src/xml/parse.ts';
import type { RigtElement } from '../../src/xml/rig.ts';

export const LIMITS = { depthMax: 64, elementsMax: 100_000, attributesMax: 64 };

export interface Noegler {
  readonly privat: KeyObject;
  readonly offentlig: KeyObject;
}

export function nyeNoegler(bits = 2048): Noegler {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { privat: privateKey, offentlig: publicKey };
}

export const rodOf = (xml: string): RigtElement => parseXml(new TextEncoder().encode(xml), LIMITS, { isRig: true }).rod;

/** All elements of that name, in document order. */
export function alle(rod: RigtElement, navn: string): RigtElement[] {
  return [...(rod.navn === navn ? [rod] : []), ...rod.boern.flatMap((barn) => alle(barn, navn))];
}

/** The first element of that name. */
export function find(rod: RigtElement, navn: string): RigtElement {
  const [foerste] = alle(rod, navn);
  if (!foerste) throw new Error(`no ${navn}`);
  return foerste;
}

export const ASSERTION_ID = '_assertion-1';

/** An assertion in the form of the real token service: default namespace, one line. With a prefix as Java would write it. */
export function nyAssertion(sts: Noegler, praefiks: '' | 'saml2' = ''): Promise<string> {
  const p = praefiks === '' ? '' : `${praefiks}:`;
  const erklaering = praefiks === '' ? `xmlns="${NS.saml}"` : `xmlns:${praefiks}="${NS.saml}"`;
  return underskrivAssertion(
    {
      id: ASSERTION_ID,
      foer:
        `<${p}Assertion ${erklaering} ID="${ASSERTION_ID}" IssueInstant="2026-01-01T00:00:00.000Z" Version="2.0">` +
        `<${p}Issuer>https://sts.example/runtime</${p}Issuer>`,
      efter:
        `<${p}Subject><${p}NameID>CN=System, O=Korsbæk &amp; Omegn</${p}NameID></${p}Subject><${p}AttributeStatement>` +
        `<${p}Attribute Name="dk:gov:saml:attribute:CvrNumberIdentifier"><${p}AttributeValue>11111111</${p}AttributeValue>` +
        `</${p}Attribute></${p}AttributeStatement></${p}Assertion>`,
    },
    sts.privat,
    'QUJDRA==',
  );
}

const blok = (navn: string, id: string, tekst: string): Del & { kanonisk: string } => ({
  id,
  kanonisk: `<wsa:${navn} xmlns:wsa="${NS.wsa}" xmlns:wsu="${NS.wsu}" wsu:Id="${id}">${tekst}</wsa:${navn}>`,
});

export const STR_ID = 'str';

export interface Beskedvalg {
  /** The form of the assertion that is hashed, where it is another than its canonical one. */
  readonly tokenform?: string;
  /** The assertion is signed by its ID. */
  readonly isDirekte?: boolean;
  /** Body is signed with a list of prefixes, of which it uses none. */
  readonly hasPrefikser?: boolean;
}

/** A message that is signed as the .NET clients do: headers, Timestamp, Body, and the assertion by STR-Transform. */
export async function nyBesked(klient: Noegler, assertion: string, valg: Beskedvalg = {}): Promise<string> {
  const hoved = [
    blok('Action', '_1', 'http://kombit.dk/sts/organisation/bruger/laes'),
    blok('MessageID', '_2', 'urn:uuid:1'),
  ];
  const tid = {
    id: '_3',
    kanonisk:
      `<wsu:Timestamp xmlns:wsu="${NS.wsu}" wsu:Id="_3"><wsu:Created>2026-01-01T00:00:00Z</wsu:Created>` +
      '<wsu:Expires>2026-01-01T00:05:00Z</wsu:Expires></wsu:Timestamp>',
  };
  const body = {
    id: '_4',
    ...(valg.hasPrefikser && { prefikser: ['ubrugt', 'ukendt'] }),
    kanonisk:
      `<s:Body xmlns:s="${NS.soap12}"${valg.hasPrefikser ? ' xmlns:ubrugt="urn:ubrugt"' : ''} xmlns:wsu="${NS.wsu}" wsu:Id="_4">` +
      '<LaesInput xmlns="urn:laes"><UUIDIdentifikator>0a1b</UUIDIdentifikator></LaesInput></s:Body>',
  };
  const henvisning =
    `<wsse:SecurityTokenReference xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" wsu:Id="${STR_ID}">` +
    `<wsse:KeyIdentifier ValueType="${TYPE.samlId}">${ASSERTION_ID}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`;
  const kanonisk = valg.tokenform ?? assertion;
  const token = valg.isDirekte ? { id: ASSERTION_ID, kanonisk } : { id: STR_ID, kanonisk, gennemStr: true };
  const dele = [...hoved, tid, body, token];
  const keyInfo = henvisning.replace(` wsu:Id="${STR_ID}"`, '');
  const signatur = await underskriv(dele, klient.privat, keyInfo);
  return (
    `<s:Envelope xmlns:s="${NS.soap12}" xmlns:ubrugt="urn:ubrugt"><s:Header>${hoved.map(({ kanonisk }) => kanonisk).join('')}` +
    `<wsse:Security xmlns:wsse="${NS.wsse}">${tid.kanonisk}${assertion}${henvisning}${signatur}</wsse:Security></s:Header>` +
    `${body.kanonisk}</s:Envelope>`
  );
}

/** The signature of the message itself: the one that is a child of Security. */
export function beskedsignatur(rod: RigtElement): RigtElement {
  const signatur = find(rod, 'Security').boern.find(({ navn }) => navn === 'Signature');
  if (!signatur) throw new Error('no signature');
  return signatur;
}
