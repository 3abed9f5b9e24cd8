/** The fixed names of WS-Trust 1.3 as this service speaks it (spec security §1). */
import { NS, TYPE } from '../../identity/navnerum.ts';

export const WST = NS.wst;

export const ACTION = {
  issue: `${WST}/RST/Issue`,
  issueFinal: `${WST}/RSTRC/IssueFinal`,
  fault: `${WST}/RST/Fault`,
} as const;

export const ISSUE = `${WST}/Issue`;
export const PUBLIC_KEY = `${WST}/PublicKey`;
export const SAML2 = TYPE.saml2;

/** What may be asked for in a request, in either of the words that are in use: those of WS-Trust 1.3 and of WIF. */
export const GODTAGET: Readonly<Record<'RequestType' | 'KeyType' | 'TokenType', ReadonlySet<string>>> = {
  RequestType: new Set([ISSUE, 'http://schemas.microsoft.com/idfx/requesttype/issue']),
  KeyType: new Set([PUBLIC_KEY, 'http://schemas.microsoft.com/idfx/keytype/asymmetric']),
  TokenType: new Set([SAML2, NS.saml]),
};

/** WS-Policy, in the versions that clients write AppliesTo in. */
export const WSP = [NS.wsp, 'http://www.w3.org/ns/ws-policy', 'http://schemas.xmlsoap.org/ws/2002/12/policy'] as const;

export const CVR_CLAIM = 'dk:gov:saml:attribute:CvrNumberIdentifier';
