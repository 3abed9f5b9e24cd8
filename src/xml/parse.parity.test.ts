/** The reader against libxml2, over well-formed documents and what random edits make of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { freeDocument, readDocument } from './libxml.ts';
import { parseXml, type XmlElement } from './parse.ts';
import { serializeXml } from './serialize.ts';

const LIMITS = { depthMax: 256, elementsMax: 10_000, attributesMax: 100 };
const SEED = 20_260_101;
const DOCUMENTS = 200;
const EDITS = 12;

/** mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Random = ReturnType<typeof randomFrom>;
const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)] as T;

const NAMES = ['a', 'b1', 'Ærø', 'p:a', 'q:x-y.z', '_'];
const TEXTS = [
  '',
  ' ',
  '\n ',
  'tekst',
  'æøå 😀',
  '&amp;',
  '&#65;&#x1F600;',
  'a]]b',
  '<![CDATA[<&>]]>',
  '<!-- c -->',
  '<?pi x?>',
  '\r\n',
  '\'"',
];
const VALUES = ['', 'v', '&lt;', ' x\n\ty ', 'æ', '&#10;', '>'];
const DECLARATIONS = ['', ' xmlns="urn:d"', ' xmlns=""', ' xmlns:p="urn:p2"', " xmlns:q='urn:p'"];

function element(random: Random, depth: number): string {
  const name = pick(random, NAMES);
  const attributes = ['k', 'p:k', 'q:k', 'xml:lang']
    .filter(() => random(4) === 0)
    .map((key) => ` ${key}="${pick(random, VALUES)}"`);
  const children = Array.from({ length: depth > 4 ? 0 : random(4) }, () => element(random, depth + 1));
  const content = [pick(random, TEXTS), ...children.flatMap((child) => [child, pick(random, TEXTS)])].join('');
  const start = `<${name}${pick(random, DECLARATIONS)}${attributes.join('')}`;
  return content === '' && random(2) === 0 ? `${start} />` : `${start}>${content}</${name}>`;
}

function documentOf(random: Random): string {
  const prolog = pick(random, [
    '',
    '\uFEFF',
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8" ?>\n',
    '<!-- x -->\n',
  ]);
  return `${prolog}<r xmlns:p="urn:p" xmlns:q="urn:q">${element(random, 0)}</r>${pick(random, ['', '\n', '<!-- y -->'])}`;
}

const FRAGMENTS = [
  '<',
  '>',
  '&',
  '/',
  '"',
  "'",
  '=',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '?>',
  '<?',
  ' ',
  ':',
  'a',
  'xmlns:p=""',
  '&#0;',
  '&x;',
  '<a>',
  '</a>',
  '\u0001',
  '-',
  '.',
  'xml',
  '<!',
  '1',
  '\uFFFE',
  '×',
];

function edited(random: Random, text: string): string {
  const at = random(text.length + 1);
  const kind = random(4);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1 + random(4));
  if (kind === 1) return text.slice(0, at) + pick(random, FRAGMENTS) + text.slice(at);
  if (kind === 2) return text.slice(0, at) + pick(random, FRAGMENTS) + text.slice(at + 1);
  const other = random(text.length + 1);
  return text.slice(0, at) + text.slice(other, other + random(12)) + text.slice(at);
}

function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof FkorgError, String(error));
    return undefined;
  }
}

/** libxml2 takes any version and encoding, being told that it is UTF-8. It alone demands that a namespace is a URI. That is the judge's business: it sees every message as well. */
function byLibxml2(bytes: Uint8Array): 'read' | 'refused' | 'no URI' {
  const document = readDocument(bytes);
  if (typeof document === 'string') return document.endsWith('is not a valid URI') ? 'no URI' : 'refused';
  freeDocument(document);
  return 'read';
}

/** The same elements, attributes and texts, whatever line they stand on. */
function withoutLines(element: XmlElement): unknown {
  return { ...element, linje: 0, boern: element.boern.map(withoutLines) };
}

test(`what libxml2 reads is read here, and comes back the same when it is written again (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  let refused = 0;
  for (let i = 0; i < DOCUMENTS; i++) {
    const valid = documentOf(random);
    for (let edit = 0; edit <= EDITS; edit++) {
      const text = (edit === 0 ? valid : edited(random, valid)).toWellFormed();
      const bytes = new TextEncoder().encode(text);
      const label = `document ${i}, edit ${edit}: ${JSON.stringify(text)}`;
      const ours = accepted(() => parseXml(bytes, LIMITS).rod);
      const libxml2 = byLibxml2(bytes);
      if (!ours) {
        refused++;
        const isDeclaration = /^\uFEFF?<\?xml(?! version="1\.0"( encoding="UTF-8")?\s*\?>)/.test(text);
        assert.ok(libxml2 !== 'read' || isDeclaration, `libxml2 reads it: ${label}`);
      } else if (libxml2 === 'read') {
        const again = parseXml(serializeXml(ours), LIMITS).rod;
        assert.deepEqual(withoutLines(again), withoutLines(ours), label);
      } else {
        assert.notEqual(edit, 0, `libxml2 refuses: ${label}`);
      }
    }
  }
  assert.ok(refused > DOCUMENTS && refused < DOCUMENTS * EDITS, `${refused} refused`);
});
