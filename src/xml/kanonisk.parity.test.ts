/** Canonical form against libxml2's, over random documents: every subtree, with and without lists of prefixes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XmlC14NMode, XmlDocument, type XmlElement } from 'libxml2-wasm';
import { kanonisk } from './kanonisk.ts';
import { parseXml } from './parse.ts';
import type { RigtElement } from './rig.ts';

const LIMITS = { depthMax: 64, elementsMax: 10_000, attributesMax: 64 };
const DOCUMENTS = 500;

const some = <T>(...from: T[]) => fc.shuffledSubarray(from, { maxLength: 3 });
/**
 * p and q are never the same namespace: attributes of one name would then be the same attribute. No namespace
 * has an ampersand: libxml2 writes it as it is, which is no XML; ours is escaped, as in any value.
 */
const declarations = fc
  .record({
    '': fc.constantFrom(undefined, '', 'urn:d', 'urn:p1', 'urn:q1'),
    p: fc.constantFrom(undefined, 'urn:p1', 'urn:p2'),
    q: fc.constantFrom(undefined, 'urn:q1', 'urn:a', 'urn:q?x=;y'),
    xml: fc.constantFrom(undefined, undefined, 'http://www.w3.org/XML/1998/namespace'),
  })
  .map((ns) =>
    Object.entries(ns)
      .filter(([, uri]) => uri !== undefined)
      .map(([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}="${uri}"`),
  );
const values = fc.constantFrom('', 'v', "&lt;&amp;&quot;'>", ' x\n\ty ', '&#9;&#10;&#13;', 'æ😀', '&#x85;&#x2028;');
const attributes = fc
  .tuple(
    some('k', 'a', 'p:k', 'q:k', 'p:b', 'xml:lang', 'xml:space', '\uFB00', '\u{10000}'),
    fc.array(values, { minLength: 3 }),
  )
  .map(([names, its]) => names.map((name, i) => ` ${name}="${its[i % its.length]}"`));
const texts = fc.constantFrom(
  '',
  ' ',
  '\r\n',
  't',
  '&amp;&lt;&gt;"\'',
  ']]&gt;',
  '&#13;&#10;',
  '<![CDATA[<&>]]>',
  '<!-- c -->',
  'æ😀\t',
);

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom('a', 'p:a', 'q:b', 'p:Ærø'),
      fc.shuffledSubarray([0, 1]),
      declarations,
      attributes,
      fc.array(fc.tuple(texts, fc.option(tie('tree'), { nil: '' })), { maxLength: 3, depthIdentifier: 'tree' }),
    )
    .map(([name, order, ns, attrs, content]) => {
      const start = (order[0] === 1 ? [...attrs, ...ns] : [...ns, ...attrs]).join('');
      const inside = content.map(([text, child]) => text + child).join('');
      return inside === '' ? `<${name}${start}/>` : `<${name}${start}>${inside}</${name}>`;
    }),
}));

const lists = fc.constantFrom<string[]>(
  [],
  ['p'],
  ['q', 'p'],
  ['#default'],
  ['#default', 'p', 'q'],
  ['xml', 'unknown', 'q'],
);

/** All elements, in document order. */
const alle = (element: RigtElement): RigtElement[] => [element, ...element.boern.flatMap(alle)];

test('every subtree of a random document is written as libxml2 writes it', () => {
  let compared = 0;
  fc.assert(
    fc.property(tree, lists, (inner, inclusivePrefixes) => {
      const xml = `<r xmlns:p="urn:p1" xmlns:q="urn:q1">${inner}</r>`;
      const bytes = new TextEncoder().encode(xml);
      const ours = alle(parseXml(bytes, LIMITS, { isRig: true }).rod);
      using document = XmlDocument.fromBuffer(bytes);
      const theirs = document.find('//*') as XmlElement[];
      assert.equal(ours.length, theirs.length);
      for (const [i, element] of ours.entries()) {
        for (const prefixes of [[], inclusivePrefixes]) {
          const canonical = theirs[i]?.canonicalizeToString({
            mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
            ...(prefixes.length > 0 && { inclusiveNamespacePrefixes: prefixes }),
          });
          assert.equal(kanonisk(element, { inclusivePrefixes: prefixes }), canonical, `${element.navn}: ${xml}`);
          compared++;
        }
      }
    }),
    { numRuns: DOCUMENTS },
  );
  assert.ok(compared > DOCUMENTS * 4, `${compared} compared`);
});
