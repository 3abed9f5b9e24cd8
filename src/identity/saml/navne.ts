/** The fixed names and values of an assertion (spec security §2). */

const GOV = 'dk:gov:saml:attribute:';

/** Names of the attributes. */
export const ATTRIBUT = {
  cvr: `${GOV}CvrNumberIdentifier`,
  niveau: `${GOV}AssuranceLevel`,
  specVer: `${GOV}SpecVer`,
  kombitSpecVer: `${GOV}KombitSpecVer`,
  privilegier: `${GOV}Privileges_intermediate`,
} as const;

export const HOLDER_OF_KEY = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key';
export const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
export const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
export const X509_SUBJECT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
export const X509_KLASSE = 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509';
