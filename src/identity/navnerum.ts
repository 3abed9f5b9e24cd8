/** The XML namespaces, algorithms and token types of security: what identity reads and writes (spec security §1 to §4). */

export const NS = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  ec: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsse11: 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wst: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  wsp: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  auth: 'http://docs.oasis-open.org/wsfed/authorization/200706',
  sbf: 'urn:liberty:sb',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  bpp: 'http://itst.dk/oiosaml/basic_privilege_profile',
} as const;

const WSS_X509 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0';
const WSS_SAML = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1';
const WSS_SOAP = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0';

/** Values of ValueType, EncodingType and TokenType. */
export const TYPE = {
  x509: `${WSS_X509}#X509v3`,
  ski: `${WSS_X509}#X509SubjectKeyIdentifier`,
  saml2: `${WSS_SAML}#SAMLV2.0`,
  samlId: `${WSS_SAML}#SAMLID`,
  base64: `${WSS_SOAP}#Base64Binary`,
} as const;

/** Algorithms that are written; those that are accepted stand in xmldsig/algoritmer.ts. */
export const ALGORITME = {
  excC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  enveloped: `${NS.ds}enveloped-signature`,
  strTransform: `${WSS_SOAP}#STR-Transform`,
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha384: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  rsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
} as const;
