/**
 * Requests for tokens as the families of clients in production write them (spec security §1.2), each a row of a table; signed
 * by xml-crypto, so that what we verify was not written by our own signer.
 */
import { SignedXml } from 'xml-crypto';
import { ALGORITME, NS, TYPE } from '../../src/identity/navnerum.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';

export const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';
const STS = 'https://sts.example/runtime/services/kombittrust/14/certificatemixed';

type Del = 'TokenType' | 'RequestType' | 'KeyType' | 'AppliesTo' | 'Claims' | 'Lifetime' | 'UseKey';
type Hoved = 'Action' | 'MessageID' | 'To' | 'ReplyTo';

export interface Familie {
  readonly soap: string;
  readonly to: string;
  readonly messageIdPraefiks: string;
  readonly hoved: readonly Hoved[];
  readonly mustUnderstand: { readonly vaerdi: string; readonly paa: readonly (Hoved | 'Security')[] };
  /** Decimals of the seconds. */
  readonly isMs: boolean;
  readonly minutter: number;
  readonly isPretty: boolean;
  readonly valueNs: string;
  readonly dele: readonly Del[];
  /** The token is among what is signed. */
  readonly isBstSigneret: boolean;
  /** InclusiveNamespaces on every reference. */
  readonly prefikser?: readonly string[];
  readonly hasFramework?: boolean;
  readonly context?: string;
}

const PHP: Familie = {
  soap: NS.soap12,
  to: ORGANISATION,
  messageIdPraefiks: 'urn:uuid:',
  hoved: ['Action', 'MessageID', 'To', 'ReplyTo'],
  mustUnderstand: { vaerdi: 'true', paa: ['Security'] },
  isMs: false,
  minutter: 5,
  isPretty: true,
  valueNs: NS.auth,
  dele: ['TokenType', 'RequestType', 'AppliesTo', 'Claims', 'KeyType', 'UseKey'],
  isBstSigneret: true,
  hasFramework: true,
};

/** By name; the columns of the table of the specification. */
export const FAMILIER: Readonly<Record<string, Familie>> = {
  'PHP, To is the entity id': PHP,
  'PHP, another': { ...PHP, to: STS, dele: ['RequestType', 'TokenType', 'KeyType', 'Claims', 'UseKey', 'AppliesTo'] },
  '.NET': {
    ...PHP,
    to: STS,
    messageIdPraefiks: 'uuid:',
    hoved: ['Action', 'MessageID', 'To'],
    mustUnderstand: { vaerdi: '1', paa: ['Action', 'To', 'Security'] },
    isMs: true,
    isPretty: false,
    hasFramework: false,
    dele: ['AppliesTo', 'Claims', 'KeyType', 'Lifetime', 'RequestType', 'TokenType', 'UseKey'],
  },
  Python: {
    ...PHP,
    to: STS,
    hoved: ['Action', 'MessageID', 'To'],
    mustUnderstand: { vaerdi: '1', paa: ['Action', 'To', 'Security'] },
    isMs: true,
    minutter: 10,
    hasFramework: false,
    isBstSigneret: false,
    dele: ['RequestType', 'AppliesTo', 'UseKey', 'TokenType', 'KeyType', 'Claims'],
  },
  'Java, SOAP 1.1': {
    ...PHP,
    soap: NS.soap11,
    to: STS,
    mustUnderstand: { vaerdi: '1', paa: ['Security'] },
    isMs: true,
    isPretty: false,
    valueNs: '',
    prefikser: ['soap', 'wsa'],
    context: 'a&"b',
    dele: ['UseKey', 'Claims', 'AppliesTo', 'KeyType', 'TokenType', 'RequestType'],
  },
  'Java, SOAP 1.2': { ...PHP, to: STS, isMs: true, isPretty: false, valueNs: '', prefikser: ['wst'] },
};

/** What a test asks for, and does to the message. */
export interface Anmodning {
  readonly klient: Noeglepar;
  readonly now: number;
  readonly entityId?: string;
  readonly cvr?: string;
  readonly messageId?: string;
  /** Minutes of life, in Lifetime, where the family writes it. */
  readonly levetidMinutter?: number;
  /** What is bound; the client's own certificate where nothing is said. */
  readonly useKey?: string;
  /** Changes the message before it is signed. */
  readonly foer?: (xml: string) => string;
  /** Ids of what is signed. */
  readonly signerede?: (ids: string[]) => string[];
}

const BST_ID = 'X509-token';

function body(familie: Familie, anmodning: Anmodning): string {
  const { klient, entityId = ORGANISATION, cvr = '11111111', levetidMinutter = 120 } = anmodning;
  const value = familie.valueNs === '' ? '<Value xmlns="">' : '<auth:Value>';
  const dele: Readonly<Record<Del, string>> = {
    TokenType: `<wst:TokenType>${TYPE.saml2}</wst:TokenType>`,
    RequestType: `<wst:RequestType>${NS.wst}/Issue</wst:RequestType>`,
    KeyType: `<wst:KeyType>${NS.wst}/PublicKey</wst:KeyType>`,
    AppliesTo: `<wsp:AppliesTo xmlns:wsp="${NS.wsp}"><wsa:EndpointReference><wsa:Address>${entityId}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>`,
    Claims:
      `<wst:Claims Dialect="${NS.auth}/authclaims"><auth:ClaimType xmlns:auth="${NS.auth}" Uri="dk:gov:saml:attribute:CvrNumberIdentifier">` +
      `${value}${cvr}${value.replace('<', '</').replace(' xmlns=""', '')}</auth:ClaimType></wst:Claims>`,
    Lifetime: `<wst:Lifetime><wsu:Expires>${tid(anmodning.now + levetidMinutter * 60_000, true)}</wsu:Expires></wst:Lifetime>`,
    UseKey: `<wst:UseKey>${bst(anmodning.useKey ?? klient.certifikat.base64, 'bruges')}</wst:UseKey>`,
  };
  const context =
    familie.context === undefined ? '' : ` Context="${familie.context.replace('&', '&amp;').replace('"', '&quot;')}"`;
  return (
    `<soap:Body wsu:Id="body"><wst:RequestSecurityToken xmlns:wst="${NS.wst}"${context}>` +
    `${familie.dele.map((del) => dele[del]).join('')}</wst:RequestSecurityToken></soap:Body>`
  );
}

function bst(base64: string, id: string): string {
  return `<wsse:BinarySecurityToken wsu:Id="${id}" ValueType="${TYPE.x509}" EncodingType="${TYPE.base64}">${base64}</wsse:BinarySecurityToken>`;
}

function tid(instant: number, isMs: boolean): string {
  const tekst = new Date(instant).toISOString();
  return isMs ? tekst : tekst.replace(/\.\d+/, '');
}

/** White space between all elements, and none in those with text. */
function pretty(xml: string): string {
  return xml.replaceAll('><', '>\n  <').replace(/>\n {2}<\/(wsa:ReplyTo)/g, '></$1');
}

/** The message before it is signed. */
function usigneret(familie: Familie, anmodning: Anmodning): string {
  const { klient, now, messageId = `${familie.messageIdPraefiks}${crypto.randomUUID()}` } = anmodning;
  const { vaerdi, paa } = familie.mustUnderstand;
  const mu = (navn: Hoved | 'Security') => (paa.includes(navn) ? ` soap:mustUnderstand="${vaerdi}"` : '');
  const indhold: Readonly<Record<Hoved, string>> = {
    Action: `${NS.wst}/RST/Issue`,
    MessageID: messageId,
    To: familie.to,
    ReplyTo: '<wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address>',
  };
  const hoved = familie.hoved.map((navn) => `<wsa:${navn} wsu:Id="${navn}"${mu(navn)}>${indhold[navn]}</wsa:${navn}>`);
  const xml =
    `<soap:Envelope xmlns:soap="${familie.soap}" xmlns:wsa="${NS.wsa}" xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}"><soap:Header>` +
    `${familie.hasFramework ? `<sbf:Framework xmlns:sbf="${NS.sbf}" version="2.0"/>` : ''}${hoved.join('')}` +
    `<wsse:Security${mu('Security')}><wsu:Timestamp wsu:Id="tid"><wsu:Created>${tid(now, familie.isMs)}</wsu:Created>` +
    `<wsu:Expires>${tid(now + familie.minutter * 60_000, familie.isMs)}</wsu:Expires></wsu:Timestamp>` +
    `${bst(klient.certifikat.base64, BST_ID)}</wsse:Security></soap:Header>${body(familie, anmodning)}</soap:Envelope>`;
  const faerdig = familie.isPretty ? pretty(xml) : xml;
  return anmodning.foer ? anmodning.foer(faerdig) : faerdig;
}

/** A signed request of a family. */
export function skrivRst(familie: Familie, anmodning: Anmodning): string {
  const signatur = new SignedXml({
    privateKey: anmodning.klient.privat.export({ type: 'pkcs8', format: 'pem' }),
    canonicalizationAlgorithm: ALGORITME.excC14n,
    signatureAlgorithm: ALGORITME.rsaSha256,
    idMode: 'wssecurity',
    keyInfoAttributes: familie.prefikser ? { Id: 'KI-1' } : {},
    getKeyInfoContent: () =>
      `<wsse:SecurityTokenReference xmlns:wsse="${NS.wsse}"${familie.prefikser ? ` xmlns:wsu="${NS.wsu}" wsu:Id="STR-1"` : ''}><wsse:Reference URI="#${BST_ID}" ValueType="${TYPE.x509}"/></wsse:SecurityTokenReference>`,
  });
  const alle = ['tid', 'body', ...familie.hoved, ...(familie.isBstSigneret ? [BST_ID] : [])];
  for (const id of anmodning.signerede ? anmodning.signerede(alle) : alle) {
    signatur.addReference({
      xpath: `//*[@*[local-name()='Id']='${id}']`,
      transforms: [ALGORITME.excC14n],
      digestAlgorithm: ALGORITME.sha256,
      ...(familie.prefikser && { inclusiveNamespacesPrefixList: [...familie.prefikser] }),
    });
  }
  signatur.computeSignature(usigneret(familie, anmodning), {
    prefix: 'ds',
    location: { reference: "//*[local-name()='Security']", action: 'append' },
  });
  return signatur.getSignedXml();
}
