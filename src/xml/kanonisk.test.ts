/** Canonical form by the rules of the recommendation, case by case; kanonisk.parity.test.ts holds it to libxml2. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kanonisk } from './kanonisk.ts';
import { afKodepunkter } from './kanonisk-tegn.ts';
import { parseXml } from './parse.ts';
import type { RigtElement } from './rig.ts';

const LIMITS = { depthMax: 64, elementsMax: 1000, attributesMax: 64 };
const rodOf = (xml: string) => parseXml(new TextEncoder().encode(xml), LIMITS, { isRig: true }).rod;

/** The first element of that local name, in document order. */
function find(rod: RigtElement, navn: string): RigtElement {
  const stak = [rod];
  for (let her = stak.pop(); her; her = stak.pop()) {
    if (her.navn === navn) return her;
    stak.push(...her.boern.toReversed());
  }
  throw new Error(`no ${navn}`);
}

const CASES: readonly (readonly [name: string, xml: string, apex: string, canonical: string, prefixes?: string[]])[] = [
  ['unused namespaces are left out', '<a xmlns="urn:d" xmlns:p="urn:p"><b/></a>', 'b', '<b xmlns="urn:d"></b>'],
  [
    'a prefix is declared where it is used first, and once',
    '<a xmlns:p="urn:p"><p:b><p:c/></p:b><p:d/></a>',
    'a',
    '<a><p:b xmlns:p="urn:p"><p:c></p:c></p:b><p:d xmlns:p="urn:p"></p:d></a>',
  ],
  [
    'xmlns="" only where a default holds',
    '<a xmlns=""><b xmlns="urn:d"><c xmlns=""/></b></a>',
    'a',
    '<a><b xmlns="urn:d"><c xmlns=""></c></b></a>',
  ],
  [
    'the order of attributes is namespace, then name',
    '<a xmlns:z="urn:1" xmlns:y="urn:2" y:a="1" z:b="2" c="3" b="4"/>',
    'a',
    '<a xmlns:y="urn:2" xmlns:z="urn:1" b="4" c="3" z:b="2" y:a="1"></a>',
  ],
  [
    'xml:lang of an ancestor is not brought along, its own is kept',
    '<a xml:lang="da"><b xml:space="preserve"/></a>',
    'b',
    '<b xml:space="preserve"></b>',
  ],
  [
    'characters',
    "<a k='&quot;&#9;&#10;&#13;&lt;&amp;>&apos;'>&#13;\r\n&gt;<![CDATA[<&>\"]]></a>",
    'a',
    '<a k="&quot;&#x9;&#xA;&#xD;&lt;&amp;>\'">&#xD;\n&gt;&lt;&amp;&gt;"</a>',
  ],
  ['comments are left out and part no text', '<a>1<!-- x -->2</a>', 'a', '<a>12</a>'],
  [
    'listed prefixes come along, used or not',
    '<a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><q:b><c/></q:b></a>',
    'b',
    '<q:b xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><c></c></q:b>',
    ['p', '#default', 'unknown'],
  ],
  [
    'a listed prefix that is declared anew is written anew',
    '<a xmlns:p="urn:p"><b><c xmlns:p="urn:p"/><d xmlns:p="urn:2"/></b></a>',
    'b',
    '<b xmlns:p="urn:p"><c></c><d xmlns:p="urn:2"></d></b>',
    ['p'],
  ],
  [
    'of the ancestors the nearest counts',
    '<a xmlns:p="urn:1"><b xmlns:p="urn:2"><c/></b></a>',
    'c',
    '<c xmlns:p="urn:2"></c>',
    ['p'],
  ],
  [
    'the value of a declaration is escaped like every other',
    '<a xmlns="urn:&amp;"/>',
    'a',
    '<a xmlns="urn:&amp;"></a>',
  ],
  ['an empty list is none', '<a xmlns:p="urn:p"><b/></a>', 'b', '<b></b>', []],
];

for (const [name, xml, apex, canonical, inclusivePrefixes] of CASES) {
  test(name, () => {
    assert.equal(kanonisk(find(rodOf(xml), apex), inclusivePrefixes ? { inclusivePrefixes } : {}), canonical);
  });
}

test('what is left out is left out, its text too', () => {
  const rod = rodOf('<a>1<b>2<c/></b>3<b>4</b></a>');
  assert.equal(kanonisk(rod, { uden: find(rod, 'b') }), '<a>13<b>4</b></a>');
});

test('the order is that of code points', () => {
  const names = ['\u{1F600}', '\uF900', 'a', 'ab', '\uF900b', '\u{1F600}a'];
  assert.deepEqual(names.toSorted(afKodepunkter), ['a', 'ab', '\uF900', '\uF900b', '\u{1F600}', '\u{1F600}a']);
});

test('1800 prefixes that all hold make it no slower', () => {
  const niveau = (i: number) =>
    Array.from({ length: 30 }, (_, j) => ` xmlns:p${i}x${j}="urn:${i}:${j}" p${i}x${j}:a=""`).join('');
  const rod = (prefikser: number) => {
    const start = Array.from({ length: 60 }, (_, i) => `<a${i < prefikser ? niveau(i) : ''}>`).join('');
    return parseXml(
      new TextEncoder().encode(`${start}${'<b p0x0:a=""/>'.repeat(20_000)}${'</a>'.repeat(60)}`),
      { ...LIMITS, elementsMax: 30_000 },
      { isRig: true },
    ).rod;
  };
  const cpuMs = (element: RigtElement) => {
    const rounds = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      kanonisk(element);
      return process.cpuUsage(before).user / 1000;
    });
    return Math.min(...rounds);
  };
  const [few, many] = [cpuMs(rod(1)), cpuMs(rod(60))];
  assert.ok(many < few * 6 + 10, `${few} ms with 30, ${many} ms with 1800`);
});
