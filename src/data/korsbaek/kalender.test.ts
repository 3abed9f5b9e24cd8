import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDanish } from '../../base/copenhagen.ts';
import { kalenderAf } from './kalender.ts';

test('every day is a Danish midnight, over both nights on which the clock is set', () => {
  for (const now of ['2026-03-25T22:59:00Z', '2026-10-20T12:00:00Z']) {
    const kalender = kalenderAf(Date.parse(now));
    const dates = Array.from({ length: 21 }, (_, at) => formatDanish(kalender.dag(at - 5)));
    for (const date of dates) assert.match(date, /T00:00:00\.000\+0[12]:00$/);
    assert.equal(new Set(dates.map((date) => date.slice(0, 10))).size, 21);
  }
});

test('what was registered on a day was registered in its working hours, and always at the same instant', () => {
  const kalender = kalenderAf(Date.parse('2026-11-24T00:00:01+01:00'));
  for (const noegle of ['a', 'b', 'c', 'd']) {
    const tid = formatDanish(kalender.registreret(-1, noegle));
    assert.match(tid, /^2026-11-23T(0[7-9]|1[0-5]):/);
    assert.equal(kalender.registreret(-1, noegle), kalender.registreret(-1, noegle));
  }
  assert.notEqual(kalender.registreret(-1, 'a'), kalender.registreret(-1, 'b'));
});
