import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { parseXml, type XmlElement } from './parse.ts';

const LIMITS = { depthMax: 8, elementsMax: 20, attributesMax: 6 };
const bytesOf = (xml: string) => new TextEncoder().encode(xml);
const rig = (xml: string) => parseXml(bytesOf(xml), LIMITS, { isRig: true });

const MIXED =
  '<p:a xmlns:p="urn:p" xmlns="urn:d" p:k="1" l="2">\n <b>t<![CDATA[u]]>&amp;</b> x <c xmlns=""> </c><d></d>y<!-- z -->z</p:a>';

/** The plain part of an element. */
function plain({ ns, navn, attributter, boern, tekst, linje }: XmlElement): unknown {
  const kun = attributter.map(({ ns, navn, vaerdi }) => ({ ns, navn, vaerdi }));
  return { ns, navn, attributter: kun, boern: boern.map(plain), tekst, linje };
}

test('the rich tree is the plain one', () => {
  for (const xml of [
    MIXED,
    '<a/>',
    '<a> </a>',
    '<a> <b/> </a>',
    '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="1"/>',
  ]) {
    const almindelig = parseXml(bytesOf(xml), LIMITS);
    const { rod, hasXsi } = rig(xml);
    assert.deepEqual(plain(rod), plain(almindelig.rod));
    assert.equal(hasXsi, almindelig.hasXsi);
  }
});

test('prefixes, declarations, content in order and the way up are kept', () => {
  const { rod } = rig(MIXED);
  const [b, c, d] = rod.boern;
  assert.equal(rod.praefiks, 'p');
  assert.deepEqual(
    rod.attributter.map(({ praefiks }) => praefiks),
    ['p', ''],
  );
  assert.deepEqual(rod.erklaeringer, [
    { praefiks: 'p', ns: 'urn:p' },
    { praefiks: '', ns: 'urn:d' },
  ]);
  assert.deepEqual(rod.indhold, ['\n ', b, ' x ', c, d, 'yz']);
  assert.deepEqual(b?.indhold, ['tu&']);
  assert.deepEqual([c?.erklaeringer, c?.indhold, d?.indhold], [[{ praefiks: '', ns: '' }], [' '], []]);
  assert.equal(b?.foraelder, rod);
  assert.equal(rod.foraelder, undefined);
});

const REFUSED: Readonly<Record<string, string>> = {
  'a processing instruction': '<a><?p x?></a>',
  'a processing instruction before the root': '<?p x?><a/>',
  'a processing instruction after the root': '<?xml version="1.0"?><a/><?p x?>',
  'a comment in Security': '<a><w:Security xmlns:w="urn:w"><b>1<!-- -->2</b></w:Security></a>',
  'a comment in Assertion': '<Assertion>1<!-- -->2</Assertion>',
  'a namespace that others would read otherwise': '<a xmlns="urn:a "/>',
  'a relative namespace': '<a xmlns:p="a"/>',
  'a document type': '<!DOCTYPE a><a/>',
};

for (const [name, xml] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => rig(xml),
      (error: unknown) => error instanceof FkorgError && error.code === 'malformed-request',
    );
  });
}

test('a limit is a limit', () => {
  for (const xml of ['<a>'.repeat(9), `<a>${'<b/>'.repeat(20)}</a>`, '<a b="" c="" d="" e="" f="" g="" h=""/>']) {
    assert.throws(
      () => rig(xml),
      (error: unknown) => error instanceof FkorgError && error.code === 'limit-passed',
    );
  }
});

test('what only looks like it, and a comment elsewhere, is read', () => {
  assert.equal(rig('<?xml version="1.0"?><a><!-- <?p?> --><![CDATA[<!-- <?p?>]]></a>').rod.tekst, '<!-- <?p?>');
  assert.equal(rig('<a><Security/><b>1<!-- x -->2</b></a>').rod.boern[1]?.tekst, '12');
});

test('the rich tree costs little more than the plain one', () => {
  const element = '<p:Virkning k="1"><p:FraTidspunkt>2026-01-01T00:00:00.000+01:00</p:FraTidspunkt></p:Virkning>';
  const bytes = bytesOf(`<a xmlns="urn:a" xmlns:p="urn:p">${element.repeat(100)}</a>`);
  const limits = { depthMax: 8, elementsMax: 1000, attributesMax: 6 };
  const cpuUs = (parse: () => unknown) => {
    const rounds = Array.from({ length: 9 }, () => {
      const before = process.cpuUsage();
      for (let i = 0; i < 100; i++) parse();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 100;
    });
    return Math.min(...rounds);
  };
  const plainUs = cpuUs(() => parseXml(bytes, limits));
  const richUs = cpuUs(() => parseXml(bytes, limits, { isRig: true }));
  assert.ok(richUs < plainUs * 1.6, `plain ${plainUs.toFixed(0)} µs, rich ${richUs.toFixed(0)} µs`);
});
