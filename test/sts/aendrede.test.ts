/**
 * Requests for tokens, changed at random after they were signed: each is refused, for a reason of its sender's, or what was
 * signed is as it was. A failure prints its seed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { besvarSoap } from '../../src/fronts/sts/soap.ts';
import { NS } from '../../src/identity/navnerum.ts';
import { kanonisk } from '../../src/xml/kanonisk.ts';
import { parseXml } from '../../src/xml/parse.ts';
import type { RigtElement } from '../../src/xml/rig.ts';
import { find } from '../soap/verden.ts';
import { FAMILIER, skrivRst } from './klienter.ts';
import { nySts } from './verden.ts';

const { sts, ur, klient } = await nySts();
const LIMITS = { depthMax: 32, elementsMax: 1000, attributesMax: 32 };

/** The canonical form of all that has a meaning in a request: body, time, addresses. */
function signeret(xml: string): readonly string[] {
  const { rod } = parseXml(Buffer.from(xml), LIMITS, { isRig: true });
  const [hoved, body] = rod.boern as [RigtElement, RigtElement];
  const adresser = hoved.boern.filter(({ ns }) => ns === NS.wsa);
  return [body, find(rod, 'Timestamp') as RigtElement, ...adresser].map((element) => kanonisk(element));
}

/** What is done to a message; the numbers and the sign are by chance. */
const AENDRINGER: Readonly<Record<string, (xml: string, fra: number, til: number, tegn: string) => string>> = {
  'a sign written over': (xml, fra, _, tegn) => xml.slice(0, fra) + tegn + xml.slice(fra + 1),
  'a sign put in': (xml, fra, _, tegn) => xml.slice(0, fra) + tegn + xml.slice(fra),
  'some signs away': (xml, fra, til) => xml.slice(0, fra) + xml.slice(fra + 1 + (til % 5)),
  'a tag away': (xml, fra) => omTags(xml, (tags) => tags.toSpliced(fra % tags.length, 1)),
  'a tag put in elsewhere': (xml, fra, til) =>
    omTags(xml, (tags) => tags.toSpliced(til % tags.length, 0, tags[fra % tags.length]!)),
  'two tags in each other’s place': (xml, fra, til) =>
    omTags(xml, (tags) => {
      const [a, b] = [fra % tags.length, til % tags.length];
      return tags.with(a, tags[b]!).with(b, tags[a]!);
    }),
  'an element twice': (xml, fra) => {
    const elementer = [...xml.matchAll(/<([\w:]+)[^>]*>[^<]*<\/\1>/g)];
    const [element] = elementer[fra % elementer.length]!;
    return xml.replace(element, () => element + element);
  },
};

function omTags(xml: string, skift: (tags: string[]) => string[]): string {
  return skift(xml.split(/(?=<)/)).join('');
}

const sted = fc.nat({ max: 1_000_000_000 });
const tegn = fc.integer({ min: 32, max: 126 }).map((kode) => String.fromCharCode(kode));

for (const [navn, aendr] of Object.entries(AENDRINGER)) {
  test(`changed messages: ${navn}`, async () => {
    const hver = fc.asyncProperty(fc.constantFrom(...Object.values(FAMILIER)), sted, sted, tegn, async (f, a, b, t) => {
      const xml = skrivRst(f, { klient, now: ur() });
      const aendret = aendr(xml, a % xml.length, b % xml.length, t);
      const svar = await besvarSoap(sts, { contentType: 'application/soap+xml', body: Buffer.from(aendret) });
      if (svar.httpStatus === 200) assert.deepEqual(signeret(aendret), signeret(xml));
      else assert.doesNotMatch(svar.text, /s:Receiver|s:Server/, String(svar.spor.fejl));
    });
    await fc.assert(hver, { numRuns: 60 });
  });
}
