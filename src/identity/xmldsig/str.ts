/** wsse:SecurityTokenReference: which token it names, and the token as STR-Transform gives it (WSS 1.1 §8.3). */
import type { RigtElement } from '../../xml/rig.ts';
import { NS, TYPE } from '../navnerum.ts';
import type { Finder } from './id-kort.ts';
import { afvisStruktur, attribut, bladtekst, isElement, kraev, kunAttributter, kunBoern } from './struktur.ts';

const TOKENS: readonly (readonly [ns: string, navn: string])[] = [
  [NS.saml, 'Assertion'],
  [NS.wsse, 'BinarySecurityToken'],
];

/** `#id` of what the reference names: an assertion by its ID, or any token by its place in the message. */
function uriOf(str: RigtElement): string {
  const [henvisning, ...flere] = kunBoern(kraev(str, NS.wsse, 'SecurityTokenReference'));
  if (flere.length > 0) afvisStruktur('more than one thing in SecurityTokenReference');
  if (isElement(henvisning, NS.wsse, 'KeyIdentifier')) {
    kunAttributter(henvisning, ['ValueType']);
    if (attribut(henvisning, 'ValueType') !== TYPE.samlId) afvisStruktur('a KeyIdentifier that is not #SAMLID');
    return `#${bladtekst(henvisning).trim()}`;
  }
  const reference = kraev(henvisning, NS.wsse, 'Reference');
  kunAttributter(reference, ['URI', 'ValueType']);
  if (reference.indhold.length > 0) afvisStruktur('something in Reference');
  return attribut(reference, 'URI') ?? afvisStruktur('a token reference without URI');
}

/** The token in this message that a SecurityTokenReference names. Throws Sikkerhedsfejl where it names none. */
export function tokenOf(str: RigtElement, finder: Finder): RigtElement {
  const token = finder(uriOf(str));
  return TOKENS.some(([ns, navn]) => isElement(token, ns, navn)) ? token : afvisStruktur('a reference to no token');
}

/**
 * Both forms of a token that STR-Transform may mean. The standard wants xmlns="" on an apex without a default namespace,
 * and WSS4J writes it; .NET, PHP and Python do not (spec security §3.4). Where the token has one there is one form.
 *
 * @param form Its canonical form.
 */
export function strFormer(token: RigtElement, form: string): readonly string[] {
  const navn = token.praefiks === '' ? token.navn : `${token.praefiks}:${token.navn}`;
  const efter = `<${navn}`.length;
  if (form.startsWith(' xmlns="', efter)) return [form];
  return [form, `${form.slice(0, efter)} xmlns=""${form.slice(efter)}`];
}
