/**
 * Whatever is done to a signed message: it is refused with an error of ours, or what is verified in it still says what was
 * signed, as another parser and another canonical form (libxml2) see the very same elements.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XmlC14NMode, XmlDocument, type XmlElement, XmlParseError } from 'libxml2-wasm';
import { FkorgError } from '../../src/base/error.ts';
import { Sikkerhedsfejl } from '../../src/identity/sikkerhedsfejl.ts';
import { idKort } from '../../src/identity/xmldsig/id-kort.ts';
import { verificerSignatur } from '../../src/identity/xmldsig/verificer.ts';
import { kanonisk } from '../../src/xml/kanonisk.ts';
import type { RigtElement } from '../../src/xml/rig.ts';
import { beskedsignatur, find, nyAssertion, nyBesked, nyeNoegler, rodOf } from './signerede.ts';

const RUNS = 4000;
const sts = nyeNoegler();
const klient = nyeNoegler();

const heltal = fc.nat({ max: 1_000_000 });
const stykke = fc.constantFrom(
  ...[
    '<!-- x -->',
    '<?p x?>',
    '<![CDATA[',
    ']]>',
    '<x/>',
    '</x>',
    '&#13;',
    '&amp;',
    '&#x0;',
    ' ',
    '\n',
    '"',
    '<',
    '_1',
    '_4',
  ],
  ...[
    'URI="#_4"',
    ' xmlns=""',
    ' xmlns="urn:x "',
    ' xmlns:s="urn:x"',
    ' xmlns:p="urn:&#9;p"',
    ' wsu:Id="_4"',
    ' Id="_4"',
    '1',
    'é',
  ],
);
type Aendring = (xml: string) => string;

/** Where elements begin and end: the text as tags alone, which is all that a signed message of ours has. */
function spaend(xml: string): [number, number][] {
  const fundet: [number, number][] = [];
  const aabne: number[] = [];
  for (const { 0: tag, index } of xml.matchAll(/<[^>]*>/g)) {
    if (tag.startsWith('</')) fundet.push([aabne.pop() ?? 0, index + tag.length]);
    else if (!tag.endsWith('/>') && /^<\w/.test(tag)) aabne.push(index);
  }
  return fundet;
}

const vaelg = <T>(fra: readonly T[], n: number): T | undefined => fra[n % Math.max(1, fra.length)];

/** An element, and the start of another: where it may go. */
function elementOgSted(xml: string, a: number, b: number): { fra: number; til: number; sted: number } {
  const alle = spaend(xml);
  const [fra, til] = vaelg(alle, a) ?? [0, 0];
  const [sted] = vaelg(alle, b) ?? [0];
  return { fra, til, sted };
}

const aendring: fc.Arbitrary<Aendring> = fc.oneof(
  fc.tuple(heltal, stykke).map(
    ([n, s]): Aendring =>
      (xml) =>
        xml.slice(0, n % xml.length) + s + xml.slice(n % xml.length),
  ),
  fc.tuple(heltal, stykke).map(
    ([n, s]): Aendring =>
      (xml) => {
        const at = vaelg([...xml.matchAll(/[<> ]/g)], n)?.index ?? 0;
        return xml.slice(0, at) + s + xml.slice(at);
      },
  ),
  fc.tuple(heltal, fc.nat({ max: 8 })).map(
    ([n, antal]): Aendring =>
      (xml) => {
        const at = n % xml.length;
        return xml.slice(0, at) + xml.slice(at + antal);
      },
  ),
  fc.tuple(heltal, heltal).map(
    ([a, b]): Aendring =>
      (xml) => {
        const { fra, til, sted } = elementOgSted(xml, a, b);
        return xml.slice(0, sted) + xml.slice(fra, til) + xml.slice(sted);
      },
  ),
  fc.tuple(heltal, heltal).map(
    ([a, b]): Aendring =>
      (xml) => {
        const { fra, til, sted } = elementOgSted(xml, a, b);
        const flyttet = xml.slice(fra, til);
        if (sted > fra && sted < til) return xml;
        return sted <= fra
          ? xml.slice(0, sted) + flyttet + xml.slice(sted, fra) + xml.slice(til)
          : xml.slice(0, fra) + xml.slice(til, sted) + flyttet + xml.slice(sted);
      },
  ),
  fc.tuple(heltal, heltal).map(
    ([a, b]): Aendring =>
      (xml) => {
        const ids = [...xml.matchAll(/(?:Id|ID|URI)="#?([^"]*)"/g)];
        const [hele = '', gammel = ''] = vaelg(ids, a) ?? [];
        return xml.replace(hele, hele.replace(gammel, vaelg(ids, b)?.[1] ?? ''));
      },
  ),
  fc.tuple(heltal, heltal).map(
    ([a, b]): Aendring =>
      (xml) => {
        const { fra, til } = elementOgSted(xml, a, b);
        return `${xml.slice(0, fra)}<x>${xml.slice(fra, til)}</x>${xml.slice(til)}`;
      },
  ),
);

/** What was signed by whom; the errors that may come are those of ours. */
function verificeret(rod: RigtElement): readonly RigtElement[] {
  const finder = idKort(rod);
  const { elementer } = verificerSignatur(beskedsignatur(rod), klient.offentlig, finder, 'besked');
  const token = find(rod, 'Assertion');
  return [...elementer, ...verificerSignatur(find(token, 'Signature'), sts.offentlig, finder, 'assertion').elementer];
}

function forsoeg(xml: string): { rod: RigtElement; elementer: readonly RigtElement[] } | undefined {
  try {
    const rod = rodOf(xml);
    return { rod, elementer: verificeret(rod) };
  } catch (error) {
    const isOurs = error instanceof FkorgError || error instanceof Sikkerhedsfejl;
    if (!isOurs && !(error instanceof Error && error.message.startsWith('no '))) throw error;
    return undefined;
  }
}

const alle = (element: RigtElement): RigtElement[] => [element, ...element.boern.flatMap(alle)];

const praefikset = await nyAssertion(sts, 'saml2');
const BESKEDER = await Promise.all([
  nyBesked(klient, await nyAssertion(sts)),
  nyBesked(klient, await nyAssertion(sts), { isDirekte: true, hasPrefikser: true }),
  nyBesked(klient, praefikset, { tokenform: praefikset.replace('<saml2:Assertion', '<saml2:Assertion xmlns=""') }),
]);
const SIGNERET = new Map(
  BESKEDER.map((besked) => [besked, verificeret(rodOf(besked)).map((element) => kanonisk(element))]),
);

/** The canonical forms of the elements at these places, by libxml2. Undefined where it does not read the message at all. */
function formerAfLibxml2(xml: string, pladser: readonly number[]): (string | undefined)[] | undefined {
  try {
    using document = XmlDocument.fromString(xml);
    const elementer = document.find('//*') as XmlElement[];
    return pladser.map((i) => elementer[i]?.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }));
  } catch (error) {
    if (error instanceof XmlParseError) return undefined;
    throw error;
  }
}

test('a changed message is refused, or says what was signed', () => {
  let gode = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...BESKEDER),
      fc.array(aendring, { minLength: 1, maxLength: 3 }),
      (besked, aendringer) => {
        const xml = aendringer.reduce((tekst, aendr) => aendr(tekst), besked);
        const resultat = xml === besked ? undefined : forsoeg(xml);
        if (!resultat) return;
        const vores = alle(resultat.rod);
        const former = formerAfLibxml2(
          xml,
          resultat.elementer.map((element) => vores.indexOf(element)),
        );
        if (!former) return;
        gode++;
        assert.deepEqual(former, SIGNERET.get(besked), xml);
      },
    ),
    { numRuns: RUNS },
  );
  assert.ok(gode > RUNS / 100 && gode < RUNS / 2, `${gode} of ${RUNS} verified`);
});
