/** The XML namespaces of the Beskedfordeler's messages (spec neighbours §1.5, §1.7). `sd` is not in the form of SF1500. */
import { NS } from './namespaces.ts';

export const BESKED_NS = {
  kuvert: 'urn:oio:besked:kuvert:1.0',
  sd: NS.sd,
  orgfaelles: 'urn:oio:sagdok:organisation:2.0.0',
  part: 'urn:oio:sagdok:part:1.0.0',
  /** ModtagBeskedInput and ModtagBeskedOutput. */
  sts: 'urn:oio:sts:1.0.0',
  /** The operations of the Beskedfordeler over SOAP, and those on value lists. */
  beskedfordeler: 'urn:oio:sts:beskedfordeler:1.0.0',
  vaerdiliste: 'urn:oio:sts:beskedfordeler:vaerdiliste:1.0.0',
  dsig: 'http://www.w3.org/2000/09/xmldsig#',
} as const;
