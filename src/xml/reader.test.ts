import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { FkorgError } from '../base/error.ts';
import { Reader } from './reader.ts';

const LIMITS = { depthMax: 64, elementsMax: 100_000, attributesMax: 64 };
const ROUNDS = 7;
const PARSES = 200;

/** CPU of some parses in microseconds, the least of several rounds. */
function cpuUs(parse: () => void): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < PARSES; i++) parse();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / PARSES;
  });
  return Math.min(...rounds);
}

/** saxes alone is measured first: parsers kept as hash tables would make every later one slow as well. */
test('making the tree costs no multiple of what saxes costs', () => {
  const element = '<p:Virkning><p:FraTidspunkt>2026-01-01T00:00:00.000+01:00</p:FraTidspunkt></p:Virkning>';
  const text = `<a xmlns="urn:a" xmlns:p="urn:p">${element.repeat(45)}</a>`;
  const bare = () => {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', () => undefined);
    parser.on('text', () => undefined);
    parser.write(text).close();
  };
  const ours = () => void new Reader(LIMITS).document(text);
  cpuUs(bare);
  const saxesUs = cpuUs(bare);
  cpuUs(ours);
  const readerUs = cpuUs(ours);
  assert.ok(readerUs < saxesUs * 3, `saxes ${saxesUs.toFixed(0)} µs, with the tree ${readerUs.toFixed(0)} µs`);
});

test('a fault says what saxes says, cut to a length that an answer can hold', () => {
  assert.throws(
    () => new Reader(LIMITS).document(`<${'a'.repeat(5000)}>`),
    (error: unknown) =>
      error instanceof FkorgError && error.message.includes('unclosed tag: aaa') && error.message.length < 300,
  );
});
