import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knude, skrivDokument } from './skema-tekst.ts';

test('an address with & and a quote stays one attribute value', () => {
  const text = skrivDokument(knude('a', { location: 'http://h/?x=1&y="<' }));
  assert.equal(text, '<?xml version="1.0" encoding="UTF-8"?>\n<a location="http://h/?x=1&amp;y=&quot;&lt;"/>\n');
});

test('children are indented, and attributes that are undefined are left out', () => {
  const text = skrivDokument(knude('a', { n: undefined }, [knude('b', { n: '1' })]));
  assert.equal(text, '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b n="1"/>\n</a>\n');
});
