/**
 * Is a signature good, and which elements did it sign? Structure is judged before anything is hashed, digests before the
 * value; the work is bounded by the size of the message whatever the references are. Door file.
 */
import { hash, type KeyObject, verify } from 'node:crypto';
import { kanonisk } from '../../xml/kanonisk.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import type { Finder } from './id-kort.ts';
import { laesSignatur, type Reference, type Signatur } from './signatur.ts';
import { strFormer, tokenOf } from './str.ts';
import { afvisStruktur } from './struktur.ts';

/** A message's signature stands beside what it signs, an assertion's in it. */
export type Signaturform = 'besked' | 'assertion';

export interface VerificeretSignatur {
  /** The very nodes whose content was signed, in the order of the references. Data is to be read from these alone. */
  readonly elementer: readonly RigtElement[];
  /** Those of them that are tokens, signed by way of a SecurityTokenReference, which itself is not signed. */
  readonly gennemStr: readonly { readonly str: RigtElement; readonly token: RigtElement }[];
  /** The value of the signature, in base64 without white space. */
  readonly vaerdi: string;
}

/** Work on the same message that the caller has done already. */
export interface Udfoert {
  /** What `laesSignatur` has read of the signature. */
  readonly signatur?: Signatur;
  /** Canonical forms of elements, whole and without a list of prefixes. */
  readonly former?: ReadonlyMap<RigtElement, string>;
}

interface Maal {
  readonly reference: Reference;
  readonly element: RigtElement;
  readonly str: RigtElement | undefined;
}

const MODULUS_BITS_MIN = 2048;
/** Greater keys take time that grows with their square, and nobody here has one. */
const MODULUS_BITS_MAX = 8192;

function afvisNoegle(noegle: KeyObject): void {
  const bits = noegle.asymmetricKeyDetails?.modulusLength ?? 0;
  if (noegle.type !== 'public' || noegle.asymmetricKeyType !== 'rsa') {
    throw new Sikkerhedsfejl('UnsupportedAlgorithm', 'the key is not a public RSA key');
  }
  if (bits < MODULUS_BITS_MIN || bits > MODULUS_BITS_MAX) {
    throw new Sikkerhedsfejl('UnsupportedAlgorithm', `an RSA key of ${bits} bits`);
  }
}

/** No element is signed inside another or oftener than twice (itself and by STR): so the hashing is at most twice the message. */
function afvisGentagelser(maal: readonly Maal[]): void {
  const direkte = new Set<RigtElement>();
  const henvist = new Set<RigtElement>();
  for (const { element, str } of maal) {
    const saet = str ? henvist : direkte;
    if (saet.has(element)) afvisStruktur('an element is signed twice');
    saet.add(element);
  }
  for (const { element } of maal) {
    for (let over = element.foraelder; over; over = over.foraelder) {
      if (direkte.has(over) || henvist.has(over)) afvisStruktur('an element is signed inside another');
    }
  }
}

function maalOf(reference: Reference, finder: Finder): Maal {
  const fundet = finder(reference.uri);
  if (reference.transformation !== 'str') return { reference, element: fundet, str: undefined };
  return { reference, element: tokenOf(fundet, finder), str: fundet };
}

/** The elements that the references mean, by the rules of the form. */
function findMaal(signatur: Signatur, element: RigtElement, finder: Finder, form: Signaturform): readonly Maal[] {
  const { referencer } = signatur;
  if (form === 'assertion') {
    const [reference, ...flere] = referencer;
    if (!reference || flere.length > 0 || reference.transformation !== 'enveloped') {
      return afvisStruktur('the signature of an assertion has one reference, with enveloped-signature');
    }
    const maal = maalOf(reference, finder);
    return maal.element === element.foraelder ? [maal] : afvisStruktur('the signature is not of what it stands in');
  }
  if (referencer.some(({ transformation }) => transformation === 'enveloped')) {
    return afvisStruktur('enveloped-signature outside an assertion');
  }
  const maal = referencer.map((reference) => maalOf(reference, finder));
  afvisGentagelser(maal);
  return maal;
}

function isDigestGod({ reference, element, str }: Maal, signatur: RigtElement, kendte: Udfoert['former']): boolean {
  const { hash: navn, digest, prefikser, transformation } = reference;
  const kendt = prefikser.length === 0 && transformation !== 'enveloped' ? kendte?.get(element) : undefined;
  const options = { inclusivePrefixes: prefikser, ...(transformation === 'enveloped' && { uden: signatur }) };
  const form = kendt ?? kanonisk(element, options);
  return (str ? strFormer(element, form) : [form]).some((en) => hash(navn, en, 'base64') === digest);
}

function isVaerdiGod({ signedInfo, prefikser, algoritme, vaerdi }: Signatur, noegle: KeyObject): boolean {
  const bytes = Buffer.from(vaerdi, 'base64');
  if (bytes.toString('base64') !== vaerdi) return false;
  const signeret = Buffer.from(kanonisk(signedInfo, { inclusivePrefixes: prefikser }));
  // An RSA key has the padding of PKCS #1 v1.5. To say so takes an object round the key, and that takes node:crypto half a verification.
  return verify(algoritme, signeret, noegle, bytes);
}

/** Whoever reads the log learns whose signature it is: the client can mend its own, and must only not touch the other. */
function fejlet(hvad: string, form: Signaturform): Sikkerhedsfejl {
  return new Sikkerhedsfejl('FailedCheck', `${hvad} of the ${form === 'besked' ? 'message' : 'token'}`);
}

/**
 * Verifies a ds:Signature with a public key. `finder` is that of the whole message (id-kort.ts). Throws Sikkerhedsfejl:
 * `InvalidSecurity` for its structure, `UnsupportedAlgorithm`, `SecurityTokenUnavailable` for a reference to nothing, and
 * `FailedCheck` where a digest or the value is wrong. Whether enough was signed, and whether each node stands where it
 * should, is for the caller to say, by comparing nodes.
 */
export function verificerSignatur(
  signature: RigtElement,
  noegle: KeyObject,
  finder: Finder,
  form: Signaturform,
  { signatur = laesSignatur(signature), former }: Udfoert = {},
): VerificeretSignatur {
  afvisNoegle(noegle);
  const maal = findMaal(signatur, signature, finder, form);
  for (const [i, enkelt] of maal.entries()) {
    if (!isDigestGod(enkelt, signature, former)) throw fejlet(`the digest of reference ${i + 1}`, form);
  }
  if (!isVaerdiGod(signatur, noegle)) throw fejlet('the value of the signature', form);
  return {
    elementer: maal.map(({ element }) => element),
    gennemStr: maal.flatMap(({ element, str }) => (str ? [{ str, token: element }] : [])),
    vaerdi: signatur.vaerdi,
  };
}
