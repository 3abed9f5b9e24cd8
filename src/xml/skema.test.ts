import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import { parseXml, xmlLimitsOf } from './parse.ts';
import { compileSkema } from './skema.ts';

const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const DOCUMENTS = new Map([
  [
    'urn:fkorg:test/root.xsd',
    `<xs:schema ${XS} targetNamespace="u:r" xmlns:d="u:d" elementFormDefault="qualified">
      <xs:import namespace="u:d" schemaLocation="del.xsd"/>
      <xs:element name="r"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element ref="d:tal"/><xs:any namespace="u:n" processContents="skip"/>
      </xs:choice></xs:complexType></xs:element></xs:schema>`,
  ],
  [
    'urn:fkorg:test/del.xsd',
    `<xs:schema ${XS} targetNamespace="u:d"><xs:element name="tal" type="xs:integer"/></xs:schema>`,
  ],
]);
const ROOT = 'urn:fkorg:test/root.xsd';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const message = (content: string) => bytesOf(`<r xmlns="u:r" xmlns:d="u:d">\n${content}</r>`);

const skema = compileSkema(DOCUMENTS, ROOT);

test('a document that fits gives nothing, another gives its first error and the line', () => {
  assert.equal(skema.validate(message('<d:tal>12</d:tal>')), undefined);
  assert.match(skema.validate(message('<d:tal>1</d:tal>\n<d:tal>x</d:tal><d:tal>y</d:tal>')) ?? '', /^linje 3: .*'x'/);
  assert.match(skema.validate(bytesOf('<q/>')) ?? '', /linje 1: .*No matching global declaration/);
});

test('CDATA is text, and white space between elements is nothing', () => {
  assert.equal(skema.validate(message('<![CDATA[ ]]><d:tal><![CDATA[1]]>2</d:tal>')), undefined);
});

test('what is no document is an error as well, and so is a document type', () => {
  assert.match(skema.validate(bytesOf('<r xmlns="u:r">')) ?? '', /linje 1/);
  assert.match(skema.validate(new Uint8Array()) ?? '', /./);
  assert.match(skema.validate(bytesOf('<!DOCTYPE r><r xmlns="u:r"/>')) ?? '', /dokumenttype/);
  const entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r xmlns="u:r">&x;</r>';
  assert.match(skema.validate(bytesOf(entity)) ?? '', /./);
});

test('a schema that is wrong, or imports what is not given, is not compiled', () => {
  assert.throws(() => compileSkema(DOCUMENTS, 'urn:fkorg:test/none.xsd'), /none\.xsd/);
  assert.throws(() => compileSkema(new Map([[ROOT, DOCUMENTS.get(ROOT)!]]), ROOT), /root\.xsd: linje/);
  assert.throws(() => compileSkema(new Map([[ROOT, '<x']]), ROOT), /root\.xsd: linje 1/);
  assert.equal(skema.validate(message('')), undefined);
});

test('the deepest document that the reader lets through is no deeper than the validator takes', () => {
  const limits = xmlLimitsOf({ ...DEFAULT_LIMITS, xmlDepthMax: 10_000 }, 1);
  const nested = (depth: number) => message('<n xmlns="u:n">'.repeat(depth - 1) + '</n>'.repeat(depth - 1));
  assert.ok(parseXml(nested(limits.depthMax), limits));
  assert.equal(skema.validate(nested(limits.depthMax)), undefined);
  assert.throws(() => parseXml(nested(limits.depthMax + 1), limits), FkorgError);
});

test('a text of 11 MB can be validated', () => {
  assert.equal(skema.validate(message(`<n xmlns="u:n">${'x'.repeat(11_000_000)}</n>`)), undefined);
});

test('many errors cost in proportion to their number', () => {
  const cpuMs = (errors: number) => {
    const bytes = message('<d:tal>x</d:tal>'.repeat(errors));
    const before = process.cpuUsage();
    assert.match(skema.validate(bytes) ?? '', /'x'/);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  cpuMs(2000);
  const few = Math.max(cpuMs(2000), 5);
  const many = cpuMs(32_000);
  assert.ok(many < few * 16 * 4, `2000 errors: ${few.toFixed(1)} ms, 32000: ${many.toFixed(1)} ms`);
});

test('validating again and again takes no more memory', () => {
  const many = '<d:tal>12</d:tal>'.repeat(3000);
  const inputs = [
    message(many),
    message(`${many}<d:tal>x</d:tal>`),
    bytesOf(`<r>${many}`),
    bytesOf('<!DOCTYPE r><r/>'),
  ];
  const round = () => {
    for (const bytes of inputs) skema.validate(bytes);
  };
  for (let i = 0; i < 10; i++) round();
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 250; i++) round();
  const grownBytes = process.memoryUsage().rss - before;
  assert.ok(grownBytes < 64 * 1_048_576, `grown by ${grownBytes} bytes`);
});
