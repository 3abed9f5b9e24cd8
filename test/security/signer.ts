/**
 * Signs messages of tests as clients do: a text with a place for the signature, and what is to be signed, by id. Written
 * apart from the signer of the server; the canonical form is the one that is held to libxml2.
 */
import { hash, type KeyObject, sign } from 'node:crypto';
import { ALGORITME, NS } from '../../src/identity/navnerum.ts';
import { kanonisk } from '../../src/xml/kanonisk.ts';
import { parseXml } from '../../src/xml/parse.ts';
import type { RigtElement } from '../../src/xml/rig.ts';

/** Where the signature is to stand in the text. */
export const PLADS = '@signatur@';

const LIMITS = { depthMax: 100, elementsMax: 200_000, attributesMax: 100 };

export interface Ref {
  readonly id: string;
  /** What is hashed where that is another element: the token of a reference to it, by STR-Transform. */
  readonly token?: string;
  /** Prefixes of InclusiveNamespaces; an empty list is written too. */
  readonly prefikser?: readonly string[];
}

export interface Maade {
  /** The prefix of the signature; '' is the default namespace. */
  readonly praefiks: string;
  readonly keyInfo: string;
  readonly prefikser?: readonly string[];
  /** White space between the parts. */
  readonly luft?: string;
  readonly signatur?: { readonly algoritme: string; readonly lav: (signedInfo: Buffer) => Buffer };
  readonly digest?: { readonly algoritme: string; readonly navn: string };
  readonly kanonisk?: string;
}

function findId(element: RigtElement, id: string): RigtElement | undefined {
  if (element.attributter.some(({ navn, vaerdi }) => navn.toLowerCase() === 'id' && vaerdi === id)) return element;
  for (const barn of element.boern) {
    const fundet = findId(barn, id);
    if (fundet) return fundet;
  }
  return undefined;
}

const liste = (prefikser: readonly string[] | undefined) =>
  prefikser ? `<ec:InclusiveNamespaces xmlns:ec="${NS.ec}" PrefixList="${prefikser.join(' ')}"/>` : '';

/** The text with the signature in its place. */
export function signer(tekst: string, refs: readonly Ref[], privat: KeyObject, maade: Maade): string {
  const { rod } = parseXml(Buffer.from(tekst.replace(PLADS, '')), LIMITS, { isRig: true });
  const p = maade.praefiks === '' ? '' : `${maade.praefiks}:`;
  const xmlns = maade.praefiks === '' ? `xmlns="${NS.ds}"` : `xmlns:${maade.praefiks}="${NS.ds}"`;
  const luft = maade.luft ?? '';
  const excC14n = maade.kanonisk ?? ALGORITME.excC14n;
  const digest = maade.digest ?? { algoritme: ALGORITME.sha256, navn: 'sha256' };
  const referencer = refs.map(({ id, token, prefikser }) => {
    const element = findId(rod, token ?? id);
    if (!element) throw new Error(`nothing has the id ${token ?? id}`);
    const form = kanonisk(element, prefikser ? { inclusivePrefixes: prefikser } : {});
    const transform =
      token === undefined
        ? `<${p}Transform Algorithm="${excC14n}">${liste(prefikser)}</${p}Transform>`
        : `<${p}Transform Algorithm="${ALGORITME.strTransform}"><w:TransformationParameters xmlns:w="${NS.wsse}">` +
          `<${p}CanonicalizationMethod Algorithm="${excC14n}">${liste(prefikser)}</${p}CanonicalizationMethod>` +
          `</w:TransformationParameters></${p}Transform>`;
    return [
      `<${p}Reference URI="#${id}">`,
      `<${p}Transforms>${transform}</${p}Transforms>`,
      `<${p}DigestMethod Algorithm="${digest.algoritme}"/>`,
      `<${p}DigestValue>${hash(digest.navn, form, 'base64')}</${p}DigestValue>`,
      `</${p}Reference>`,
    ].join(luft);
  });
  const algoritme = maade.signatur?.algoritme ?? ALGORITME.rsaSha256;
  const signedInfo = [
    `<${p}SignedInfo>`,
    `<${p}CanonicalizationMethod Algorithm="${excC14n}">${liste(maade.prefikser)}</${p}CanonicalizationMethod>`,
    `<${p}SignatureMethod Algorithm="${algoritme}"/>`,
    ...referencer,
    `</${p}SignedInfo>`,
  ].join(luft);
  const skriv = (vaerdi: string) =>
    tekst.replace(
      PLADS,
      [
        `<${p}Signature ${xmlns}>`,
        signedInfo,
        `<${p}SignatureValue>${vaerdi}</${p}SignatureValue>`,
        `<${p}KeyInfo>${maade.keyInfo}</${p}KeyInfo></${p}Signature>`,
      ].join(luft),
    );
  // The canonical form of SignedInfo is taken where it stands, for prefixes that are declared above it.
  const { rod: usigneret } = parseXml(Buffer.from(skriv('')), LIMITS, { isRig: true });
  const info = findSignedInfo(usigneret)!;
  const bytes = Buffer.from(kanonisk(info, maade.prefikser ? { inclusivePrefixes: maade.prefikser } : {}));
  const lav = maade.signatur?.lav ?? ((data: Buffer) => sign('RSA-SHA256', data, privat));
  return skriv(lav(bytes).toString('base64'));
}

/** That of the message: the one in an assertion stands deeper. */
function findSignedInfo(rod: RigtElement): RigtElement | undefined {
  const security = rod.boern[0]?.boern.find(({ navn }) => navn === 'Security');
  const signatur = security?.boern.find(({ navn }) => navn === 'Signature');
  return signatur?.boern.find(({ navn }) => navn === 'SignedInfo');
}
