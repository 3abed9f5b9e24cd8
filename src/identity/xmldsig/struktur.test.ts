import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rodOf } from '../../../test/identity/signerede.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { attribut, base64Of, bladtekst, kraev, kunAttributter, kunBoern } from './struktur.ts';

const isRefused = (error: unknown) => error instanceof Sikkerhedsfejl && error.art === 'InvalidSecurity';

test('an attribute is an unqualified one', () => {
  const rod = rodOf('<a xmlns:x="urn:x" x:k="1" l="2"/>');
  assert.equal(attribut(rod, 'k'), undefined);
  assert.equal(attribut(rod, 'l'), '2');
  assert.throws(() => kunAttributter(rod, ['k', 'l']), isRefused);
  kunAttributter(rodOf('<a xmlns:x="urn:x" l="2"/>'), ['l']);
});

test('what must be an element, children or text is nothing else', () => {
  assert.throws(() => kraev(undefined, '', 'a'), isRefused);
  assert.throws(() => kraev(rodOf('<a xmlns="urn:x"/>'), '', 'a'), isRefused);
  assert.throws(() => kunBoern(rodOf('<a><b/>x</a>')), isRefused);
  assert.equal(kunBoern(rodOf('<a> <b/>\n</a>')).length, 1);
  assert.throws(() => bladtekst(rodOf('<a>x<b/></a>')), isRefused);
});

test('base64 is strict', () => {
  assert.equal(base64Of(rodOf('<a>\n QU\tJD\r\n</a>')), 'QUJD');
  for (const tekst of ['', ' ', 'QUJ', 'QUJD=', 'QU=D', 'QUJ-', 'QQ', '====', 'QUJDé']) {
    assert.throws(() => base64Of(rodOf(`<a>${tekst}</a>`)), isRefused, tekst);
  }
});
