import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { DelReader } from './dele.ts';
import type { XmlDokument } from './parse.ts';

const LIMITS = { depthMax: 6, elementsMax: 8, attributesMax: 4, charsMax: 500 };

function read(text: string, pieceChars: number, limits = LIMITS): readonly XmlDokument[] {
  const reader = new DelReader(limits, (open) => open.length === 2);
  const dele: XmlDokument[] = [];
  for (let at = 0; at < text.length; at += pieceChars) dele.push(...reader.write(text.slice(at, at + pieceChars)));
  reader.end();
  assert.deepEqual(reader.rod?.boern, []);
  assert.equal(reader.rod?.tekst, '');
  return dele;
}

function assertRefused(text: string, message: RegExp, limits = LIMITS): void {
  for (const pieceChars of [1, 7, 10_000]) {
    assert.throws(
      () => read(text, pieceChars, limits),
      (error: unknown) => error instanceof FkorgError && message.test(error.message),
      text,
    );
  }
}

test('the parts come out one by one, each with its lines and namespaces, however the text is cut', () => {
  const text = '<?xml version="1.0"?>\n<a xmlns="u:1" x="2">\n <b>æ &amp; ø</b>\n <b xmlns="u:2"><c> </c></b>\n</a>\n';
  for (const pieceChars of [1, 3, 10_000]) {
    const dele = read(text, pieceChars);
    assert.deepEqual(
      dele.map(({ rod }) => [rod.ns, rod.navn, rod.linje, rod.tekst, rod.boern.map((c) => `${c.ns} ${c.navn}`)]),
      [
        ['u:1', 'b', 3, 'æ & ø', []],
        ['u:2', 'b', 4, '', ['u:2 c']],
      ],
    );
  }
});

test('xsi attributes are told of the part that has them', () => {
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  assert.deepEqual(
    read(`<a ${xsi}><b/><b><c xsi:nil="true"/></b><b/></a>`, 5).map(({ hasXsi }) => hasXsi),
    [false, true, false],
  );
});

test('the limits hold for each part, and not for all of them together', () => {
  assert.equal(read(`<a>${'<b><c/></b>\n'.repeat(1000)}</a>`, 100).length, 1000);
  assertRefused(`<a><b>${'<c/>'.repeat(8)}</b></a>`, /højst 8 elementer/);
  assertRefused(`<a><b><c><d><e><f/></e></d></c></b></a>`.replaceAll('f', 'f><g/></f><f'), /højst 6 elementer inden/);
  assertRefused(`<a><b>${'x'.repeat(20_000)}</b></a>`, /højst 500 tegn/);
  assertRefused(`<!--${'x'.repeat(70_000)}--><a/>`, /højst 65536 tegn/);
});

test('what is no document is refused, also where it is cut in the middle of the mark', () => {
  assertRefused('<!DOCTYPE a [<!ENTITY b "c">]><a/>', /DOCTYPE er ikke tilladt/);
  assertRefused('<a><b/>', /ikke velformet/);
  assertRefused('<a>text<b/></a>', /kun stå elementer/);
  assertRefused('<?xml version="1.0" encoding="iso-8859-1"?><a/>', /tegnsættet er iso-8859-1/);
});
