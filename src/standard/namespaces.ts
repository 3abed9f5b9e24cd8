/** The XML namespaces of SF1500 6.0 (spec sf1500 §1.1). */

export const NS = {
  /** SagDokObjekt: shared types, relations, most field names. */
  sd: 'urn:oio:sagdok:3.0.0',
  /** Shared by the organisation services: Gyldighed. */
  orgfaelles: 'http://stoettesystemerne.dk/organisation/6/',
  /** General definitions: CVR, CPR, names, address text. */
  sts: 'urn:oio:sts:6',
  /** The base type of parties. */
  part: 'urn:oio:sts:part:6',
  /** The header of requests and responses. */
  header: 'http://kombit.dk/xml/schemas/RequestHeader/1/',
  /** Target namespace of the WSDLs of Klassifikation (no version, no last slash). */
  klassifikationWsdl: 'http://stoettesystemerne.dk/klassifikation',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  wsa: 'http://www.w3.org/2005/08/addressing',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xsd: 'http://www.w3.org/2001/XMLSchema',
} as const;
