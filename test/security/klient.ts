/**
 * Signed requests in the manner of each family of clients (spec security §3.2 to §3.5): what they sign, how they name and order
 * it, how they write times and white space. Everything can be told otherwise, for attacks.
 */
import { randomUUID } from 'node:crypto';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { NS, TYPE } from '../../src/identity/navnerum.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import { skrivAssertion } from '../../src/identity/saml/skriv.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { underskrivAssertion } from '../../src/identity/xmldsig/underskriv.ts';
import { PLADS, type Ref, signer } from './signer.ts';

export const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';
export const UDSTEDER = 'https://sts.example/runtime';
const HEADER = 'http://kombit.dk/xml/schemas/RequestHeader/1/';

/** A token and the key that it names. */
export interface Klient {
  readonly par: Noeglepar;
  readonly assertion: string;
  readonly assertionId: string;
}

export interface Tokenvalg {
  readonly sts: Noeglepar;
  readonly par: Noeglepar;
  readonly cvr: string;
  readonly tildelinger: readonly Tildeling[];
  readonly nu: number;
  readonly audience?: string;
  readonly udsteder?: string;
  readonly fra?: number;
  readonly til?: number;
  /** Changes the assertion before it is signed. */
  readonly aendr?: (tekst: string) => string;
}

export async function nyKlient(valg: Tokenvalg): Promise<Klient> {
  const id = `_${randomUUID()}`;
  const { foer, efter } = skrivAssertion({
    id,
    udsteder: valg.udsteder ?? UDSTEDER,
    entityId: valg.audience ?? ORGANISATION,
    cvr: valg.cvr,
    certifikat: valg.par.certifikat,
    privilegier: valg.tildelinger.map((tildeling) => privilegiumOf(tildeling, 'organisation.example')),
    fra: valg.fra ?? valg.nu - 60_000,
    til: valg.til ?? valg.nu + 8 * 3_600_000,
  });
  const aendr = valg.aendr ?? ((tekst: string) => tekst);
  const usigneret = { id, foer: aendr(foer), efter: aendr(efter) };
  const assertion = await underskrivAssertion(usigneret, valg.sts.privat, valg.sts.certifikat.base64);
  return { par: valg.par, assertion, assertionId: id };
}

export const FAMILIER = ['net', 'php', 'java', 'python', 'lamotech'] as const;
export type Familie = (typeof FAMILIER)[number];

export interface Kald {
  readonly body: string;
  readonly to: string;
  readonly action?: string;
  readonly nu: number;
  readonly messageId?: string;
  /** Milliseconds; of the family where it is not said. */
  readonly levetidMs?: number;
  /** Header blocks besides those of the family. */
  readonly ekstra?: string;
  /** The namespace of the envelope. Absent: SOAP 1.2. */
  readonly soap?: string;
  /** Ids that are not signed although the family does. */
  readonly usigneret?: readonly string[];
}

interface Stil {
  readonly s: string;
  readonly ms: boolean;
  readonly levetidMs: number;
  readonly luft: string;
  readonly mU: string;
  readonly replyTo: boolean;
  readonly framework: 'signed' | 'unsigned' | 'none';
  readonly ids: Readonly<
    Record<'action' | 'messageId' | 'replyTo' | 'to' | 'tid' | 'str' | 'body' | 'framework', string>
  >;
  readonly ds: string;
  readonly binding: 'str' | 'str+id' | 'signed-str';
  readonly prefikser?: readonly string[];
}

const id = (navne: string) => {
  const [action, messageId, replyTo, to, tid, str, body, framework] = navne.split(' ') as [string, ...string[]];
  return { action, messageId, replyTo, to, tid, str, body, framework } as Stil['ids'];
};

const NUMRE = id('_1 _2 _3 _4 _5 _6 _7 _8');
const STILE: Readonly<Record<Familie, Stil>> = {
  net: {
    s: 's',
    ms: true,
    levetidMs: 300_000,
    luft: '',
    mU: '1',
    replyTo: true,
    framework: 'none',
    ids: id('id-a id-m id-r id-t TS STR-1 id-b id-f'),
    ds: '',
    binding: 'str',
  },
  php: {
    s: 'soap',
    ms: false,
    levetidMs: 300_000,
    luft: '\n    ',
    mU: 'true',
    replyTo: true,
    framework: 'unsigned',
    ids: NUMRE,
    ds: '',
    binding: 'str',
  },
  java: {
    s: 'soapenv',
    ms: true,
    levetidMs: 300_000,
    luft: '',
    mU: '1',
    replyTo: true,
    framework: 'signed',
    ids: id('_a1 _a2 _a3 _a4 TS-1 STR-2 _b1 _f1'),
    ds: 'ds',
    binding: 'str+id',
    prefikser: ['soapenv', 'wsse'],
  },
  python: {
    s: 'soap-env',
    ms: true,
    levetidMs: 600_000,
    luft: '\n',
    mU: '1',
    replyTo: false,
    framework: 'none',
    ids: id('action messageid replyto to ts str body framework'),
    ds: 'ds',
    binding: 'signed-str',
  },
  lamotech: {
    s: 'SOAP-ENV',
    ms: false,
    levetidMs: 300_000,
    luft: '',
    mU: '1',
    replyTo: true,
    framework: 'none',
    ids: NUMRE,
    ds: 'ds',
    binding: 'str',
  },
};

function tid(ms: number, harMs: boolean): string {
  const tekst = new Date(ms).toISOString();
  return harMs ? tekst : tekst.replace(/\.\d+Z/, 'Z');
}

/** What is signed, and the text with a place for the signature. */
export function usigneret(
  klient: Klient,
  kald: Kald,
  familie: Familie,
): { tekst: string; refs: Ref[]; keyInfo: string } {
  const stil = STILE[familie];
  const { s, ids, luft } = stil;
  const messageId = kald.messageId ?? `urn:uuid:${randomUUID()}`;
  const mU = ` ${s}:mustUnderstand="${stil.mU}"`;
  const wsa = (navn: string, ident: string, indhold: string, ekstra = '') =>
    `<a:${navn} wsu:Id="${ident}"${ekstra}>${indhold}</a:${navn}>`;
  const str = (ident: string) =>
    `<wsse:SecurityTokenReference xmlns:k="${NS.wsse11}" k:TokenType="${TYPE.saml2}"${ident}>${luft}` +
    `<wsse:KeyIdentifier ValueType="${TYPE.samlId}">${klient.assertionId}</wsse:KeyIdentifier>${luft}</wsse:SecurityTokenReference>`;
  const framework = `<sbf:Framework xmlns:sbf="${NS.sbf}" wsu:Id="${ids.framework}" version="2.0" sbfprofile:profile="urn:liberty:sb:profile:basic" xmlns:sbfprofile="urn:liberty:sb:profile"/>`;
  const header = [
    ...(stil.framework === 'none' ? [] : [framework]),
    wsa('Action', ids.action, kald.action ?? 'http://kombit.dk/sts/organisation/proeve', mU),
    `<h:RequestHeader xmlns:h="${HEADER}"><h:TransactionUUID>${randomUUID()}</h:TransactionUUID></h:RequestHeader>`,
    wsa('MessageID', ids.messageId, messageId),
    ...(stil.replyTo ? [wsa('ReplyTo', ids.replyTo, `${luft}<a:Address>${NS.wsa}/anonymous</a:Address>${luft}`)] : []),
    wsa('To', ids.to, kald.to, mU),
    ...(kald.ekstra === undefined ? [] : [kald.ekstra]),
    [
      `<wsse:Security${mU}>`,
      `<wsu:Timestamp wsu:Id="${ids.tid}">`,
      `<wsu:Created>${tid(kald.nu, stil.ms)}</wsu:Created>`,
      `<wsu:Expires>${tid(kald.nu + (kald.levetidMs ?? stil.levetidMs), stil.ms)}</wsu:Expires>`,
      '</wsu:Timestamp>',
      klient.assertion,
      str(` wsu:Id="${ids.str}"`),
      PLADS,
      '</wsse:Security>',
    ].join(luft),
  ].join(luft);
  const tekst =
    `<${s}:Envelope xmlns:${s}="${kald.soap ?? NS.soap12}" xmlns:a="${NS.wsa}" xmlns:wsu="${NS.wsu}" xmlns:wsse="${NS.wsse}">${luft}` +
    `<${s}:Header>${luft}${header}${luft}</${s}:Header>${luft}` +
    `<${s}:Body wsu:Id="${ids.body}">${luft}${kald.body}${luft}</${s}:Body>${luft}</${s}:Envelope>`;
  const direkte = [
    ids.action,
    ids.messageId,
    ...(stil.replyTo ? [ids.replyTo] : []),
    ids.to,
    ids.tid,
    ...(stil.framework === 'signed' ? [ids.framework] : []),
    ids.body,
  ].map((ident): Ref => ({ id: ident, ...(stil.prefikser && { prefikser: stil.prefikser }) }));
  const binding: Record<Stil['binding'], Ref[]> = {
    str: [{ id: ids.str, token: klient.assertionId }],
    'str+id': [
      { id: ids.str, token: klient.assertionId, prefikser: [] },
      { id: klient.assertionId, prefikser: [] },
    ],
    'signed-str': [{ id: ids.str }],
  };
  const refs = [...direkte, ...binding[stil.binding]].filter((ref) => !kald.usigneret?.includes(ref.id));
  return { tekst, refs, keyInfo: str('') };
}

/** A whole signed message. */
export function skrivBesked(klient: Klient, kald: Kald, familie: Familie = 'net'): string {
  const { tekst, refs, keyInfo } = usigneret(klient, kald, familie);
  const { ds, luft, prefikser } = STILE[familie];
  return signer(tekst, refs, klient.par.privat, { praefiks: ds, keyInfo, luft, ...(prefikser && { prefikser }) });
}

/** The ids that a family gives the parts of its messages. */
export function idsOf(familie: Familie): Stil['ids'] {
  return STILE[familie].ids;
}
