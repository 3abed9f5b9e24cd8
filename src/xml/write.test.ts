import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from './parse.ts';
import { escapeAttribute, escapeText } from './write.ts';

const LIMITS = { depthMax: 2, elementsMax: 2, attributesMax: 2 };
const NASTY = 'a<b>&"\'\t\n\r]]>😀\u0085\u2028æ';
const CANNOT = '\0\u0001\u0008\u000b\u001f\ufffe\uffff\ud800\udc00x\udc00\ud800';

function reread(text: string, attribute: string) {
  const { rod } = parseXml(
    new TextEncoder().encode(`<a b="${escapeAttribute(attribute)}">${escapeText(text)}</a>`),
    LIMITS,
  );
  return { text: rod.tekst, attribute: rod.attributter[0]?.vaerdi };
}

test('what is written is read back', () => {
  assert.deepEqual(reread(NASTY, NASTY), { text: NASTY, attribute: NASTY });
});

test('characters that XML cannot carry are replaced, one for one', () => {
  const replaced = `${'\ufffd'.repeat(7)}\u{10000}x\ufffd\ufffd`;
  assert.deepEqual(reread(CANNOT, CANNOT), { text: replaced, attribute: replaced });
});

test('what needs nothing is given back as it is', () => {
  const plain = 'Børne- og Ungeforvaltningen, "afdeling" 7\n';
  assert.equal(escapeText(plain), plain);
  assert.equal(escapeText('<&>'), '&lt;&amp;&gt;');
  assert.equal(escapeAttribute(`"'`), '&quot;&apos;');
});
