/**
 * What a message's signature covers, by the very nodes (spec security §3.5, §4.2 row 4): each reference leads to one of the
 * places where something may be signed, and everything that must be signed is.
 */
import type { RigtElement } from '../../xml/rig.ts';
import { afvisMed, er } from '../element.ts';
import { NS } from '../navnerum.ts';
import type { Finder } from '../xmldsig/id-kort.ts';
import type { Signatur } from '../xmldsig/signatur.ts';
import { tokenOf } from '../xmldsig/str.ts';
import type { Beskeddele } from './besked.ts';

const afvis = afvisMed('InvalidSecurity');

/**
 * The nodes that the references of a signature mean, in their order, as the one who verifies it must find them. Throws
 * Sikkerhedsfejl where one stands at another place, or too little is signed.
 *
 * @param isStreng Also To and Action must be there, and the assertion itself must be signed.
 */
export function daekning(
  dele: Beskeddele,
  signatur: Signatur,
  finder: Finder,
  isStreng: boolean,
): readonly RigtElement[] {
  const direkte = new Set<RigtElement>();
  const noder = signatur.referencer.map(({ uri, transformation }) => {
    const node = finder(uri);
    assertPlads(node, dele);
    if (transformation === 'str') return tokenIBesked(node, dele, finder);
    direkte.add(node);
    return node;
  });
  for (const node of [dele.body, dele.timestamp, ...dele.adresser]) {
    if (!direkte.has(node)) afvis(`${node.navn} is not signed`);
  }
  const isAssertionSigneret = noder.includes(dele.assertion);
  if (!isAssertionSigneret && (isStreng || !erHenvistSigneret(dele, direkte, finder))) afvis('the token is not signed');
  for (const navn of isStreng ? ['MessageID', 'To', 'Action'] : ['MessageID']) {
    if (!dele.adresser.some((adresse) => adresse.navn === navn)) afvis(`no ${navn}`);
  }
  if (tokenOf(noegleHenvisning(signatur), finder) !== dele.assertion) afvis('the key is not that of the assertion');
  return noder;
}

function assertPlads(node: RigtElement, dele: Beskeddele): void {
  const { header, body, timestamp, assertion, security, henvisninger } = dele;
  if (node === body || node === timestamp || node === assertion || henvisninger.includes(node)) return;
  if (node.foraelder !== header || node === security) afvis('a reference to another place');
}

function tokenIBesked(henvisning: RigtElement, { henvisninger, assertion }: Beskeddele, finder: Finder): RigtElement {
  if (!henvisninger.includes(henvisning)) afvis('STR-Transform of something else than a reference in Security');
  const token = tokenOf(henvisning, finder);
  return token === assertion ? token : afvis('a reference to another token');
}

/** Clients sign the reference to the token in place of the token; what it names and the key come from it then. */
function erHenvistSigneret(
  { henvisninger, assertion }: Beskeddele,
  direkte: ReadonlySet<RigtElement>,
  finder: Finder,
): boolean {
  return henvisninger.some((henvisning) => direkte.has(henvisning) && tokenOf(henvisning, finder) === assertion);
}

function noegleHenvisning({ keyInfo }: Signatur): RigtElement {
  const [henvisning, ...flere] = keyInfo?.boern ?? [];
  if (!henvisning || flere.length > 0 || !er(henvisning, NS.wsse, 'SecurityTokenReference')) {
    return afvis('KeyInfo without a reference to the token');
  }
  return henvisning;
}
