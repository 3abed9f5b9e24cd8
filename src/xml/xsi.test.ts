import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from './parse.ts';
import { serializeXml } from './serialize.ts';
import { withoutXsi } from './xsi.ts';

const LIMITS = { depthMax: 20, elementsMax: 100, attributesMax: 10 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const rewritten = (text: string) =>
  Buffer.from(serializeXml(withoutXsi(parseXml(bytesOf(text), LIMITS).rod))).toString();

test('a tree that is written reads back as the same tree', () => {
  const text =
    '<r xmlns="u:1" xmlns:p="u:2" a="&#10;&quot;" p:a="x" xml:lang="da"><p:b>1 &lt; 2 &#13;</p:b><c xmlns=""> </c><d/></r>';
  const { rod } = parseXml(bytesOf(text), LIMITS);
  assert.deepEqual(parseXml(serializeXml(rod), LIMITS).rod, rod);
});

test('xsi attributes go, and the elements that are nil go with them', () => {
  const text =
    '<r xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="u" i:schemaLocation="u file:///etc/passwd">' +
    '<p:a i:type="p:Never" k="v">1</p:a><b i:nil="true"/><c i:nil=" 1 "> \n</c><d i:nil="false"/></r>';
  assert.equal(rewritten(text), '<r xmlns:n1="u"><n1:a k="v">1</n1:a><d></d></r>');
});

test('a nil element that holds something stays', () => {
  const xsi = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  assert.equal(
    rewritten(`<r ${xsi}><a i:nil="true">x</a><b i:nil="true"><c/></b></r>`),
    '<r><a>x</a><b><c></c></b></r>',
  );
});
