/** Which element an id names, in a whole message: found by the exact attributes of the standards, refused where two could be meant. */
import type { RigtAttribut, RigtElement } from '../../xml/rig.ts';
import { NS } from '../navnerum.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';

/** Gives the element that `#id` names. Throws Sikkerhedsfejl where it names none. */
export type Finder = (uri: string) => RigtElement;

/** The attributes that are ids: wsu:Id anywhere, ID of an assertion, Id of what XML Signature defines. */
function isId({ ns, navn }: RigtAttribut, element: RigtElement): boolean {
  if (ns === NS.wsu) return navn === 'Id';
  if (ns !== '') return false;
  return (navn === 'ID' && element.ns === NS.saml) || (navn === 'Id' && element.ns === NS.ds);
}

/**
 * Reads every id of the tree, once. Anything called id counts, in whatever namespace and case: no two elements may have
 * the same value, not even in other case, because another reader might find the other one (spec security §4.2, row 3).
 * Throws Sikkerhedsfejl where they do. What the given function finds is found by the exact attributes alone.
 */
export function idKort(rod: RigtElement): Finder {
  const brugte = new Map<string, RigtElement>();
  const kort = new Map<string, RigtElement>();
  const stak = [rod];
  for (let her = stak.pop(); her; her = stak.pop()) {
    for (const attribut of her.attributter) {
      if (attribut.navn.length !== 2 || attribut.navn.toLowerCase() !== 'id') continue;
      const noegle = attribut.vaerdi.trim().toLowerCase();
      if ((brugte.get(noegle) ?? her) !== her) throw new Sikkerhedsfejl('InvalidSecurity', 'an id stands twice');
      brugte.set(noegle, her);
      if (isId(attribut, her)) kort.set(attribut.vaerdi, her);
    }
    for (const barn of her.boern) stak.push(barn);
  }
  return (uri) => {
    const fundet = uri.length > 1 && uri.startsWith('#') ? kort.get(uri.slice(1)) : undefined;
    if (!fundet) throw new Sikkerhedsfejl('SecurityTokenUnavailable', 'a reference to nothing in the message');
    return fundet;
  };
}
