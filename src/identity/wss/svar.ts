/**
 * A signed answer (spec security §3.3): clients of .NET demand Action, MessageID, RelatesTo, Timestamp and Body signed with the
 * certificate that they know. What is signed is written in its canonical form, so that nothing is parsed again.
 */
import type { Instant } from '../../base/instant.ts';
import { kanoniskTekst } from '../../xml/kanonisk-tegn.ts';
import { NS, TYPE } from '../navnerum.ts';
import { skrivTid } from '../tid.ts';
import type { Noeglepar } from '../trust/certifikat.ts';
import { type Del, underskriv } from '../xmldsig/underskriv.ts';

/** What an answer says. */
export interface NytSvar {
  readonly action: string;
  /** A UUID. */
  readonly id: string;
  /** The MessageID of the request, as it was. */
  readonly relatesTo: string;
  /** Header blocks that are not signed, as XML text. */
  readonly usigneret: string;
  /** What stands in the body, in exclusive canonical form with `prefikser` as its list of prefixes; in pieces. */
  readonly indhold: readonly string[];
  readonly prefikser: readonly string[];
  readonly now: Instant;
  /** The namespace of the envelope. Absent: SOAP 1.2. */
  readonly soap?: typeof NS.soap12 | typeof NS.soap11;
}

const ANONYM = `${NS.wsa}/anonymous`;
const LEVETID_MS = 300_000;
const MED_WSU = ` xmlns:wsu="${NS.wsu}"`;

function adresse(navn: string, id: string, tekst: string): Del {
  const kanonisk = `<wsa:${navn} xmlns:wsa="${NS.wsa}"${MED_WSU} wsu:Id="${id}">${kanoniskTekst(tekst)}</wsa:${navn}>`;
  return { id, kanonisk };
}

function bst({ certifikat }: Noeglepar): Del {
  const kanonisk =
    `<wsse:BinarySecurityToken xmlns:wsse="${NS.wsse}"${MED_WSU} EncodingType="${TYPE.base64}" ValueType="${TYPE.x509}"` +
    ` wsu:Id="certifikat">${certifikat.base64}</wsse:BinarySecurityToken>`;
  return { id: 'certifikat', kanonisk };
}

function timestamp(now: Instant): Del {
  const kanonisk =
    `<wsu:Timestamp${MED_WSU} wsu:Id="tid"><wsu:Created>${skrivTid(now)}</wsu:Created>` +
    `<wsu:Expires>${skrivTid(now + LEVETID_MS)}</wsu:Expires></wsu:Timestamp>`;
  return { id: 'tid', kanonisk };
}

const KEY_INFO =
  `<wsse:SecurityTokenReference xmlns:wsse="${NS.wsse}">` +
  `<wsse:Reference URI="#certifikat" ValueType="${TYPE.x509}"></wsse:Reference></wsse:SecurityTokenReference>`;

/** Writes and signs an answer, the RSA off the main thread. */
export async function skrivSigneretSvar(svar: NytSvar, noegler: Noeglepar): Promise<string> {
  const { soap = NS.soap12 } = svar;
  const adresser = [
    adresse('Action', 'action', svar.action),
    adresse('MessageID', 'besked', `urn:uuid:${svar.id}`),
    adresse('RelatesTo', 'svar-til', svar.relatesTo),
    adresse('To', 'til', ANONYM),
  ];
  const [certifikat, tid] = [bst(noegler), timestamp(svar.now)];
  const indhold = svar.indhold.length === 1 ? svar.indhold[0] : svar.indhold.join('');
  const body: Del = {
    id: 'indhold',
    kanonisk: `<S:Body xmlns:S="${soap}"${MED_WSU} wsu:Id="indhold">${indhold}</S:Body>`,
    prefikser: svar.prefikser,
  };
  const signatur = await underskriv([...adresser, certifikat, tid, body], noegler.privat, KEY_INFO);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="${soap}"><S:Header>` +
    `${adresser.map(({ kanonisk }) => kanonisk).join('')}${svar.usigneret}` +
    `<wsse:Security xmlns:wsse="${NS.wsse}" S:mustUnderstand="${soap === NS.soap11 ? '1' : 'true'}">${certifikat.kanonisk}${tid.kanonisk}` +
    `${signatur}</wsse:Security></S:Header>${body.kanonisk}</S:Envelope>`
  );
}
