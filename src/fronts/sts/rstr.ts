/**
 * The answer with a token, signed (spec security §1.3): Body, Action, RelatesTo and Timestamp, by the key of the token service,
 * which KeyInfo names by its identifier. Every signed part declares its own namespaces, so that its text is its canonical form.
 */
import type { Instant } from '../../base/instant.ts';
import { NS, TYPE } from '../../identity/navnerum.ts';
import { skrivTid } from '../../identity/tid.ts';
import { type Del, underskriv } from '../../identity/xmldsig/underskriv.ts';
import { kanoniskTekst, kanoniskVaerdi } from '../../xml/kanonisk-tegn.ts';
import { type Bevilling, type Sts, signerendeNoegle } from './bevilling.ts';
import { type Soap, skrivKonvolut } from './konvolut.ts';
import { ACTION, ISSUE, PUBLIC_KEY, SAML2, WST } from './wstrust.ts';

export interface Svar {
  readonly soap: Soap;
  readonly messageId: string;
  readonly context: string | undefined;
  readonly bevilling: Bevilling;
  readonly assertion: { readonly id: string; readonly xml: string };
  readonly now: Instant;
}

/** How long the message counts; the token in it lives longer. */
const BESKED_MS = 300_000;

function henvisning(navn: string, id: string): string {
  return (
    `<t:${navn}><o:SecurityTokenReference xmlns:k="${NS.wsse11}" xmlns:o="${NS.wsse}" k:TokenType="${SAML2}">` +
    `<o:KeyIdentifier ValueType="${TYPE.samlId}">${id}</o:KeyIdentifier></o:SecurityTokenReference></t:${navn}>`
  );
}

function rstr({ bevilling: { entityId, fra, til }, assertion, context }: Svar): string {
  return (
    `<t:RequestSecurityTokenResponseCollection xmlns:t="${WST}"><t:RequestSecurityTokenResponse` +
    `${context === undefined ? '' : ` Context="${kanoniskVaerdi(context)}"`}>` +
    `<t:Lifetime><u:Created>${skrivTid(fra)}</u:Created><u:Expires>${skrivTid(til)}</u:Expires></t:Lifetime>` +
    `<wsp:AppliesTo xmlns:wsp="${NS.wsp}"><a:EndpointReference xmlns:a="${NS.wsa}">` +
    `<a:Address>${kanoniskTekst(entityId)}</a:Address></a:EndpointReference></wsp:AppliesTo>` +
    `<t:RequestedSecurityToken>${assertion.xml}</t:RequestedSecurityToken>` +
    henvisning('RequestedAttachedReference', assertion.id) +
    henvisning('RequestedUnattachedReference', assertion.id) +
    `<t:TokenType>${SAML2}</t:TokenType><t:RequestType>${ISSUE}</t:RequestType><t:KeyType>${PUBLIC_KEY}</t:KeyType>` +
    `</t:RequestSecurityTokenResponse></t:RequestSecurityTokenResponseCollection>`
  );
}

/** The whole answer, as XML text. */
export async function skrivRstr(sts: Sts, svar: Svar): Promise<string> {
  const { soap, messageId, now } = svar;
  const [s, u, a] = [`xmlns:s="${soap}"`, `xmlns:u="${NS.wsu}"`, `xmlns:a="${NS.wsa}"`];
  const body: Del = { id: '_1', kanonisk: `<s:Body ${s} ${u} u:Id="_1">${rstr(svar)}</s:Body>` };
  const action: Del = {
    id: '_2',
    kanonisk: `<a:Action ${a} ${s} ${u} u:Id="_2" s:mustUnderstand="1">${ACTION.issueFinal}</a:Action>`,
  };
  const relatesTo: Del = {
    id: '_3',
    kanonisk: `<a:RelatesTo ${a} ${u} u:Id="_3">${kanoniskTekst(messageId)}</a:RelatesTo>`,
  };
  const timestamp: Del = {
    id: '_0',
    kanonisk:
      `<u:Timestamp ${u} u:Id="_0"><u:Created>${skrivTid(now)}</u:Created>` +
      `<u:Expires>${skrivTid(now + BESKED_MS)}</u:Expires></u:Timestamp>`,
  };
  const { certifikat, privat } = signerendeNoegle(sts);
  const keyInfo =
    `<o:SecurityTokenReference xmlns:o="${NS.wsse}"><o:KeyIdentifier ValueType="${TYPE.ski}">` +
    `${certifikat.ski}</o:KeyIdentifier></o:SecurityTokenReference>`;
  const signatur = await underskriv([timestamp, body, action, relatesTo], privat, keyInfo);
  const security = `<o:Security xmlns:o="${NS.wsse}" s:mustUnderstand="1">${timestamp.kanonisk}${signatur}</o:Security>`;
  return skrivKonvolut(soap, action.kanonisk + relatesTo.kanonisk + security, body.kanonisk);
}
