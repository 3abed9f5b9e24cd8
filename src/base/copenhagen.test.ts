import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDanish, parseDateTime, startOfDanishDay } from './copenhagen.ts';

const utc = (text: string) => Date.parse(text);

test('winter and summer are written with their own offset and milliseconds', () => {
  assert.equal(formatDanish(utc('2024-01-01T00:00:00Z')), '2024-01-01T01:00:00.000+01:00');
  assert.equal(formatDanish(utc('2024-06-06T09:57:42.005Z')), '2024-06-06T11:57:42.005+02:00');
  assert.equal(formatDanish(utc('1987-12-31T23:00:00Z')), '1988-01-01T00:00:00.000+01:00');
});

test('the spring night: one hour is not there', () => {
  assert.equal(formatDanish(utc('2026-03-29T00:59:59.999Z')), '2026-03-29T01:59:59.999+01:00');
  assert.equal(formatDanish(utc('2026-03-29T01:00:00Z')), '2026-03-29T03:00:00.000+02:00');
  assert.equal(parseDateTime('2026-03-29T01:59:59'), utc('2026-03-29T00:59:59Z'));
  assert.equal(parseDateTime('2026-03-29T02:30:00'), utc('2026-03-29T01:30:00Z'));
  assert.equal(parseDateTime('2026-03-29T03:00:00'), utc('2026-03-29T01:00:00Z'));
});

test('the autumn night: one hour is there twice, and without an offset it is the first', () => {
  assert.equal(formatDanish(utc('2026-10-25T00:30:00Z')), '2026-10-25T02:30:00.000+02:00');
  assert.equal(formatDanish(utc('2026-10-25T01:30:00Z')), '2026-10-25T02:30:00.000+01:00');
  assert.equal(parseDateTime('2026-10-25T02:30:00'), utc('2026-10-25T00:30:00Z'));
  assert.equal(parseDateTime('2026-10-25T03:00:00'), utc('2026-10-25T02:00:00Z'));
});

test('midnights of the two nights are real midnights', () => {
  assert.equal(formatDanish(startOfDanishDay(utc('2026-03-29T12:00:00Z'))), '2026-03-29T00:00:00.000+01:00');
  assert.equal(formatDanish(startOfDanishDay(utc('2026-10-25T12:00:00Z'))), '2026-10-25T00:00:00.000+02:00');
});

test('seven decimals are cut, never rounded up', () => {
  assert.equal(parseDateTime('2019-05-07T10:15:38.2739999+02:00'), utc('2019-05-07T08:15:38.273Z'));
});

test('what is no dateTime is refused', () => {
  for (const text of [
    '',
    '2024-01-01',
    '2024-13-01T00:00:00',
    '2024-02-30T00:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T00:00:00+15:00',
    '2024-01-01 00:00:00',
    '0000-01-01T00:00:00Z',
    '2024-1-1T00:00:00Z',
    '2024-00-10T00:00:00Z',
    '2024-01-01T00:00:00+05:60',
    '0001-01-01T00:00:00+14:00',
    '-0045-01-01T00:00:00Z',
    '12345-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '02024-01-01T00:00:00Z',
    '9999-12-31T23:59:59-14:00',
  ]) {
    assert.equal(parseDateTime(text), undefined, text);
  }
});

test('the first and the last instant that can be read can be written, and read again', () => {
  const comesBack = (text: string) => {
    const instant = parseDateTime(text)!;
    assert.equal(parseDateTime(formatDanish(instant)), instant, text);
    return formatDanish(instant);
  };
  assert.match(comesBack('0001-01-01T00:00:00'), /^0001-01-01T00:00:00\.000\+00:5\d$/);
  assert.equal(comesBack('9999-12-31T23:59:59.9999999'), '9999-12-31T23:59:59.999+01:00');
  assert.equal(comesBack('9999-12-31T23:59:59Z'), '10000-01-01T00:59:59.000+01:00');
});

test('decimals may be as many as xs:dateTime has', () => {
  assert.equal(parseDateTime('2026-01-01T00:00:00.12345678901234567890Z'), utc('2026-01-01T00:00:00.123Z'));
});

test('every hour of two years comes back as it was written', () => {
  for (let at = utc('2025-01-01T00:00:00Z'); at < utc('2027-01-01T00:00:00Z'); at += 1_800_000) {
    assert.equal(parseDateTime(formatDanish(at)), at);
  }
});
