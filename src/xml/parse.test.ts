import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCode, FkorgError } from '../base/error.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import { parseXml, type XmlElement, type XmlLimits, xmlLimitsOf } from './parse.ts';

const LIMITS: XmlLimits = { depthMax: 8, elementsMax: 20, attributesMax: 4 };

const bytesOf = (text: string) => new TextEncoder().encode(text);
const root = (text: string) => parseXml(bytesOf(text), LIMITS).rod;

/** The tree in one line: {ns}name[attributes](text)<children>. */
function shape({ ns, navn, attributter, boern, tekst }: XmlElement): string {
  const attributes = attributter.map((a) => `${a.ns && `{${a.ns}}`}${a.navn}=${a.vaerdi}`).join(',');
  return `${ns && `{${ns}}`}${navn}${attributes && `[${attributes}]`}${tekst && `(${tekst})`}${boern.length > 0 ? `<${boern.map(shape).join(' ')}>` : ''}`;
}

function assertRefused(input: string | Uint8Array, code: ErrorCode, message: RegExp, limits = LIMITS): void {
  assert.throws(
    () => parseXml(typeof input === 'string' ? bytesOf(input) : input, limits),
    (error: unknown) => {
      assert.ok(error instanceof FkorgError, String(error));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      return true;
    },
  );
}

test('namespaces are resolved, inherited, overridden and undone', () => {
  assert.equal(
    shape(root('<a xmlns="u:1" xmlns:p="u:2" p:x="1" x="2"><p:b/><c xmlns="" xmlns:p="u:3"><p:d/><e/></c><f/></a>')),
    '{u:1}a[{u:2}x=1,x=2]<{u:2}b c<{u:3}d e> {u:1}f>',
  );
  assert.equal(shape(root('<a xml:lang="da"/>')), 'a[{http://www.w3.org/XML/1998/namespace}lang=da]');
});

test('text comes in one piece, whatever it is written in', () => {
  assert.equal(root('<a>1&amp;2<![CDATA[<3>]]>&#x34;<!-- x -->5<?p x?>&#54;</a>').tekst, '1&2<3>456');
  assert.equal(root('<a>æ&#x1F600;ø\r\nå\r</a>').tekst, 'æ😀ø\nå\n');
  assert.equal(root('<a>&#13;</a>').tekst, '\r');
});

test('white space is kept in a leaf and left out between elements', () => {
  assert.equal(shape(root('<a>\n  <b> </b>\n  <c>\n</c></a>')), 'a<b( ) c(\n)>');
  assert.equal(shape(root('<a> x <b/> </a>')), 'a( x  )<b>');
});

test('attribute values: white space becomes spaces, references stand for themselves', () => {
  assert.equal(shape(root('<a b="1\t2\n3&#10;4&quot;" c=\'"\'/>')), 'a[b=1 2 3\n4",c="]');
});

test('what stands round the root is passed over', () => {
  const text =
    '\uFEFF<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- <!DOCTYPE a> --> <?x y?><a/>\n<!-- -->';
  assert.equal(shape(root(text)), 'a');
});

test('each element knows its line', () => {
  const a = root('<?xml version="1.0"?>\r\n<a>\n<b x="1"\n/><c/>\r<d/></a>');
  assert.deepEqual([a.linje, ...a.boern.map((b) => b.linje)], [2, 3, 4, 5]);
});

test('xsi attributes are noticed, wherever they are; their declaration alone is nothing', () => {
  const xsi = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  assert.equal(parseXml(bytesOf(`<a ${xsi}><b i:nil="true"/></a>`), LIMITS).hasXsi, true);
  assert.equal(parseXml(bytesOf(`<a ${xsi}><b nil="true"/></a>`), LIMITS).hasXsi, false);
});

test('a document type is refused at once, whatever follows it', () => {
  for (const rest of [' a SYSTEM "http://127.0.0.1/x.dtd"><a/>', ' a [<!ENTITY x "y">]><a>&x;</a>']) {
    assertRefused(`<?xml version="1.0"?><!-- x --><!DOCTYPE${rest}`, 'malformed-request', /linje 1, .*DOCTYPE/);
  }
  assertRefused('<!DOCTYPE a', 'malformed-request', /linje 1/);
  assertRefused('<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', 'malformed-request', /linje 1/);
  assertRefused('<a><!DOCTYPE a></a>', 'malformed-request', /linje 1/);
  assertRefused('<!doctype a><a/>', 'malformed-request', /linje 1/);
});

test('only the references of XML itself are known', () => {
  for (const reference of [
    '&x;',
    '&#0;',
    '&#x0;',
    '&#xD800;',
    '&#x110000;',
    '&#;',
    '&#x;',
    '&amp',
    '&;',
    '& ',
    '&#xFFFE;',
    '&constructor;',
    '&#-1;',
  ]) {
    assertRefused(`<a>\n ${reference}</a>`, 'malformed-request', /linje 2, tegn \d+: den er ikke velformet/);
    assertRefused(`<a b="${reference}"/>`, 'malformed-request', /linje 1, tegn \d+: den er ikke velformet/);
  }
});

test('other encodings are refused', () => {
  assertRefused(
    '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
    'malformed-request',
    /ISO-8859-1; det skal være UTF-8/,
  );
  assertRefused(Uint8Array.of(0x3c, 0x61, 0x3e, 0xe6, 0x3c), 'malformed-request', /gyldig UTF-8/);
  assertRefused(Buffer.from('\uFEFF<a/>', 'utf16le'), 'malformed-request', /UTF-16/);
  assertRefused(Buffer.from('<a/>', 'utf16le'), 'malformed-request', /UTF-16/);
  assertRefused(Uint8Array.of(0xc0, 0xbc), 'malformed-request', /gyldig UTF-8/);
});

test('what is not well-formed is refused, with its place', () => {
  assertRefused('', 'malformed-request', /intet indhold/);
  const cases = [
    ' \n ',
    'x',
    '<a><b>\n</a></b>',
    '<a></ab>',
    '<a></a',
    '<a><b></b>',
    '<a',
    '<a b',
    '<a b=1/>',
    '<a b="1/>',
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<a b="1" b="2"/>',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    '<a/><b/>',
    '<a/>x',
    '<p:a/>',
    '<a p:b="1"/>',
    '<a:b:c xmlns:a="u"/>',
    '<1a/>',
    '<a><></></a>',
    '<xmlns:a/>',
    '<a xmlns:xmlns="u"/>',
    '<a xmlns:p=""/>',
    '<a xmlns:xml="u"/>',
    '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    '<a>]]></a>',
    '<a><![CDATA[x</a>',
    '<a><!-- x -- y --></a>',
    '<a><!-- x</a>',
    '<a><?x</a>',
    '<a><?xml version="1.0"?></a>',
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.1"?><a/>',
    '<?xml encoding="UTF-8"?><a/>',
    '<a>\u0001</a>',
    '<a>\uFFFF</a>',
  ];
  for (const text of cases) assertRefused(text, 'malformed-request', /^XML'en afvises i linje \d+, tegn \d+: /);
  assertRefused('<a><b>\n</a></b>', 'malformed-request', /linje 2, tegn 5: .*unexpected close tag/);
});

test('a cut message is refused at every byte', () => {
  const whole = bytesOf('<?xml version="1.0"?><s:a xmlns:s="u"><s:b c="æ">x&amp;<![CDATA[y]]></s:b><!-- z --></s:a>');
  assert.equal(parseXml(whole, LIMITS).rod.navn, 'a');
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => parseXml(whole.subarray(0, length), LIMITS), FkorgError, `${length} bytes`);
  }
});

test('limits hold at their edge, and reading stops there: what follows is never looked at', () => {
  const broken = '</never><&';
  assert.equal(root('<a>'.repeat(8) + '</a>'.repeat(8)).navn, 'a');
  assertRefused(`${'<a>'.repeat(9)}${broken}`, 'limit-passed', /tegn 28: højst 8 elementer inden i hinanden/);
  assert.equal(root(`<a>${'<b/>'.repeat(19)}</a>`).boern.length, 19);
  assertRefused(`<a>${'<b/>'.repeat(20)}${broken}`, 'limit-passed', /tegn \d+: højst 20 elementer/);
  assert.equal(root('<a b="" c="" xmlns="u" xmlns:p="v"/>').attributter.length, 2);
  assertRefused(`<a b="" c="" xmlns="u" xmlns:p="v" d=""${broken}`, 'limit-passed', /tegn \d+: højst 4 attributter/);
});

test('the settings give the limits: elements by the mebibyte, depth no deeper than the validator', () => {
  assert.deepEqual(xmlLimitsOf(DEFAULT_LIMITS, 1_048_576), { depthMax: 64, elementsMax: 100_000, attributesMax: 64 });
  assert.equal(xmlLimitsOf(DEFAULT_LIMITS, 10 * 1_048_576).elementsMax, 1_000_000);
  assert.equal(xmlLimitsOf({ ...DEFAULT_LIMITS, xmlDepthMax: 5000 }, 1).depthMax, 256);
});
