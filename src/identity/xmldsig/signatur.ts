/** A ds:Signature read into what it says, with everything refused that XML Signature would allow and nobody here needs. */
import type { RigtElement } from '../../xml/rig.ts';
import { ALGORITME, NS } from '../navnerum.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { hashOf, signaturalgoritmeOf } from './algoritmer.ts';
import { afvisStruktur, attribut, base64Of, kraev, kunAttributter, kunBoern } from './struktur.ts';

/** Of one signature. Known clients have 5 to 9. */
const REFERENCER_MAX = 20;
/** Characters of a list of prefixes. */
const PREFIKSLISTE_MAX = 1000;

export type Transformation = 'kanonisk' | 'enveloped' | 'str';

export interface Reference {
  readonly uri: string;
  readonly transformation: Transformation;
  readonly prefikser: readonly string[];
  /** As node:crypto calls it. */
  readonly hash: string;
  readonly digest: string;
}

export interface Signatur {
  readonly signedInfo: RigtElement;
  readonly prefikser: readonly string[];
  /** As node:crypto calls it. */
  readonly algoritme: string;
  readonly vaerdi: string;
  readonly referencer: readonly Reference[];
  readonly keyInfo: RigtElement | undefined;
}

function algoritmeOf(element: RigtElement): string {
  kunAttributter(element, ['Algorithm']);
  return attribut(element, 'Algorithm') ?? afvisStruktur(`${element.navn} without Algorithm`);
}

function kunAlgoritme(element: RigtElement): string {
  if (kunBoern(element).length > 0) afvisStruktur(`parameters in ${element.navn}`);
  return algoritmeOf(element);
}

/** The list of prefixes of an element that names exclusive canonical form, and of no other algorithm. */
function prefikserOf(element: RigtElement): readonly string[] {
  const algoritme = algoritmeOf(element);
  if (algoritme !== ALGORITME.excC14n) throw new Sikkerhedsfejl('UnsupportedAlgorithm', `canonical form ${algoritme}`);
  const [liste, ...flere] = kunBoern(element);
  if (!liste) return [];
  kraev(liste, NS.ec, 'InclusiveNamespaces');
  kunAttributter(liste, ['PrefixList']);
  if (flere.length > 0 || liste.indhold.length > 0) afvisStruktur('more than one list of prefixes, or something in it');
  const prefikser = attribut(liste, 'PrefixList') ?? '';
  if (prefikser.length > PREFIKSLISTE_MAX) afvisStruktur('the list of prefixes is too long');
  return prefikser.split(/[ \t\r\n]+/).filter((praefiks) => praefiks !== '');
}

/** STR-Transform's one parameter (WSS 1.1 §8.3). */
function strPrefikser(transform: RigtElement): readonly string[] {
  kunAttributter(transform, ['Algorithm']);
  const [parametre, ...flere] = kunBoern(transform);
  const [metode, ...andre] = kunBoern(kraev(parametre, NS.wsse, 'TransformationParameters'));
  if (flere.length + andre.length > 0) afvisStruktur('more than one parameter of STR-Transform');
  kunAttributter(parametre as RigtElement, []);
  return prefikserOf(kraev(metode, NS.ds, 'CanonicalizationMethod'));
}

/** Three lists of transforms are known: canonical form, enveloped-signature before it, STR-Transform alone. */
function transformationOf(transforms: RigtElement): Pick<Reference, 'transformation' | 'prefikser'> {
  kunAttributter(transforms, []);
  const boern = kunBoern(transforms);
  for (const barn of boern) kraev(barn, NS.ds, 'Transform');
  const [foerste, anden] = boern;
  if (!foerste || boern.length > 2) return afvisStruktur(`${boern.length} transforms`);
  const algoritme = attribut(foerste, 'Algorithm');
  if (algoritme === ALGORITME.enveloped && anden) {
    kunAlgoritme(foerste);
    return { transformation: 'enveloped', prefikser: prefikserOf(anden) };
  }
  if (anden) return afvisStruktur('two transforms that do not belong together');
  if (algoritme === ALGORITME.strTransform) return { transformation: 'str', prefikser: strPrefikser(foerste) };
  return { transformation: 'kanonisk', prefikser: prefikserOf(foerste) };
}

function referenceOf(element: RigtElement): Reference {
  kraev(element, NS.ds, 'Reference');
  kunAttributter(element, ['URI', 'Id']);
  const [transforms, metode, digest, ...flere] = kunBoern(element);
  const uri = attribut(element, 'URI') ?? '';
  if (!uri.startsWith('#') || uri.length < 2) afvisStruktur('a Reference without an id of this message');
  if (flere.length > 0) afvisStruktur('too much in Reference');
  const vaerdi = kraev(digest, NS.ds, 'DigestValue');
  kunAttributter(vaerdi, []);
  return {
    uri,
    ...transformationOf(kraev(transforms, NS.ds, 'Transforms')),
    hash: hashOf(kunAlgoritme(kraev(metode, NS.ds, 'DigestMethod'))),
    digest: base64Of(vaerdi),
  };
}

/** Reads a signature. Throws Sikkerhedsfejl where it is built otherwise than is allowed; no cryptography is done. */
export function laesSignatur(element: RigtElement): Signatur {
  kraev(element, NS.ds, 'Signature');
  kunAttributter(element, ['Id']);
  const [info, vaerdi, keyInfo, ...flere] = kunBoern(element);
  const signedInfo = kraev(info, NS.ds, 'SignedInfo');
  kunAttributter(signedInfo, ['Id']);
  const signaturvaerdi = kraev(vaerdi, NS.ds, 'SignatureValue');
  kunAttributter(signaturvaerdi, ['Id']);
  if (keyInfo) kraev(keyInfo, NS.ds, 'KeyInfo');
  if (flere.length > 0) afvisStruktur('too much in Signature');
  const [kanonisk, metode, ...referencer] = kunBoern(signedInfo);
  if (referencer.length === 0 || referencer.length > REFERENCER_MAX) afvisStruktur(`${referencer.length} references`);
  return {
    signedInfo,
    prefikser: prefikserOf(kraev(kanonisk, NS.ds, 'CanonicalizationMethod')),
    algoritme: signaturalgoritmeOf(kunAlgoritme(kraev(metode, NS.ds, 'SignatureMethod'))),
    vaerdi: base64Of(signaturvaerdi),
    referencer: referencer.map(referenceOf),
    keyInfo,
  };
}
