/** The algorithms that a signature may name (spec security §4.2, row 5). What is not here is refused: SHA-1, HMAC, XPath, XSLT, PSS. */
import { ALGORITME } from '../navnerum.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';

const HASH: ReadonlyMap<string, string> = new Map([
  [ALGORITME.sha256, 'sha256'],
  [ALGORITME.sha384, 'sha384'],
  [ALGORITME.sha512, 'sha512'],
]);

const SIGNATUR: ReadonlyMap<string, string> = new Map([
  [ALGORITME.rsaSha256, 'RSA-SHA256'],
  [ALGORITME.rsaSha384, 'RSA-SHA384'],
  [ALGORITME.rsaSha512, 'RSA-SHA512'],
]);

function slaaOp(tabel: ReadonlyMap<string, string>, algoritme: string): string {
  const navn = tabel.get(algoritme);
  if (navn === undefined) throw new Sikkerhedsfejl('UnsupportedAlgorithm', `algorithm ${algoritme}`);
  return navn;
}

/** The hash of a DigestMethod, as node:crypto calls it. Throws Sikkerhedsfejl where it is not allowed. */
export function hashOf(algoritme: string): string {
  return slaaOp(HASH, algoritme);
}

/** The algorithm of a SignatureMethod, as node:crypto calls it. Throws Sikkerhedsfejl where it is not allowed. */
export function signaturalgoritmeOf(algoritme: string): string {
  return slaaOp(SIGNATUR, algoritme);
}
