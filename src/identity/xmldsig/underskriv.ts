/**
 * Signs what we write: messages and assertions. What is signed is given as canonical text, as it was generated, so that
 * nothing is parsed; the RSA is done off the main thread. Door file.
 */
import { hash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { FkorgError } from '../../base/error.ts';
import { ALGORITME, NS } from '../navnerum.ts';

const signAsync = promisify<string, Buffer, KeyObject, Buffer>(sign);

/** An element of a message that is to be signed. */
export interface Del {
  /** The value of its wsu:Id, or of its ID where it is an assertion. */
  readonly id: string;
  /** Its exclusive canonical form. With `gennemStr` that of the token, and `id` is that of the SecurityTokenReference. */
  readonly kanonisk: string;
  readonly gennemStr?: boolean;
  /** Prefixes that the canonical form declares whether they are used or not (InclusiveNamespaces). */
  readonly prefikser?: readonly string[];
}

const ID = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

const tom = (navn: string, algoritme: string) => `<${navn} Algorithm="${algoritme}"></${navn}>`;

function kanoniskTransform(p: string, prefikser: readonly string[] | undefined): string {
  if (!prefikser) return tom(`${p}Transform`, ALGORITME.excC14n);
  const liste = `<ec:InclusiveNamespaces xmlns:ec="${NS.ec}" PrefixList="${prefikser.join(' ')}"></ec:InclusiveNamespaces>`;
  return `<${p}Transform Algorithm="${ALGORITME.excC14n}">${liste}</${p}Transform>`;
}

function referenceOf({ id, kanonisk, gennemStr, prefikser }: Del, p: string, foerst: string): string {
  if (!ID.test(id)) throw new FkorgError('internal', 'et id kan ikke stå i en signatur');
  const excC14n = gennemStr
    ? `<${p}Transform Algorithm="${ALGORITME.strTransform}"><wsse:TransformationParameters xmlns:wsse="${NS.wsse}">` +
      `${tom(`${p}CanonicalizationMethod`, ALGORITME.excC14n)}</wsse:TransformationParameters></${p}Transform>`
    : kanoniskTransform(p, prefikser);
  return (
    `<${p}Reference URI="#${id}"><${p}Transforms>${foerst}${excC14n}</${p}Transforms>` +
    `${tom(`${p}DigestMethod`, ALGORITME.sha256)}<${p}DigestValue>${hash('sha256', kanonisk, 'base64')}</${p}DigestValue></${p}Reference>`
  );
}

/** `praefiks` is '' or 'ds'. The text of SignedInfo is its canonical form but for the declaration, which is Signature's. */
async function signatur(praefiks: '' | 'ds', referencer: string, noegle: KeyObject, keyInfo: string): Promise<string> {
  const p = praefiks === '' ? '' : `${praefiks}:`;
  const erklaering = ` xmlns${praefiks === '' ? '' : `:${praefiks}`}="${NS.ds}"`;
  const indhold =
    tom(`${p}CanonicalizationMethod`, ALGORITME.excC14n) + tom(`${p}SignatureMethod`, ALGORITME.rsaSha256) + referencer;
  const signeret = `<${p}SignedInfo${erklaering}>${indhold}</${p}SignedInfo>`;
  const vaerdi = (await signAsync('RSA-SHA256', Buffer.from(signeret), noegle)).toString('base64');
  return (
    `<${p}Signature${erklaering}><${p}SignedInfo>${indhold}</${p}SignedInfo>` +
    `<${p}SignatureValue>${vaerdi}</${p}SignatureValue><${p}KeyInfo>${keyInfo}</${p}KeyInfo></${p}Signature>`
  );
}

/**
 * The `ds:Signature` of a message, as text, over parts that stand beside it: RSA-SHA256, SHA-256, exclusive canonical form.
 * `keyInfo` is what stands in ds:KeyInfo, as XML text. The key must be a private RSA key; cache it, do not make it anew.
 */
export async function underskriv(dele: readonly Del[], noegle: KeyObject, keyInfo: string): Promise<string> {
  return signatur('ds', dele.map((del) => referenceOf(del, 'ds:', '')).join(''), noegle, keyInfo);
}

/** An assertion in canonical form, cut where its signature is to stand. */
export interface Usigneret {
  readonly id: string;
  /** Up to the end of Issuer. */
  readonly foer: string;
  readonly efter: string;
}

/** The assertion with its enveloped signature in place, in canonical form; the certificate in base64 goes into KeyInfo. */
export async function underskrivAssertion(
  { id, foer, efter }: Usigneret,
  noegle: KeyObject,
  certifikatBase64: string,
): Promise<string> {
  const reference = referenceOf({ id, kanonisk: foer + efter }, '', tom('Transform', ALGORITME.enveloped));
  const keyInfo = `<X509Data><X509Certificate>${certifikatBase64}</X509Certificate></X509Data>`;
  return foer + (await signatur('', reference, noegle, keyInfo)) + efter;
}
