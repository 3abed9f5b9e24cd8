import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '../xml/parse.ts';
import { NS } from './navnerum.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from './sikkerhedsfejl.ts';
import { skrivTid } from './tid.ts';
import { laesTidsstempel, SKEW_MS } from './tidsstempel.ts';

const now = Date.UTC(2026, 10, 24, 12);
const LIMITS = { depthMax: 4, elementsMax: 20, attributesMax: 4 };
const laes = (indhold: string) =>
  laesTidsstempel(
    parseXml(Buffer.from(`<u:Timestamp xmlns:u="${NS.wsu}">${indhold}</u:Timestamp>`), LIMITS, { isRig: true }).rod,
    now,
  );
const felt = (navn: string, tid: number) => `<u:${navn}>${skrivTid(tid)}</u:${navn}>`;
const stempel = (oprettet: number, udloeber: number) => felt('Created', oprettet) + felt('Expires', udloeber);
const afvises = (indhold: string, art: Sikkerhedsfejlart) =>
  assert.throws(
    () => laes(indhold),
    (fejl: unknown) => fejl instanceof Sikkerhedsfejl && fejl.art === art,
  );

test('a message of now is let in, however long it says that it counts, and with clocks five minutes apart', () => {
  assert.deepEqual(laes(stempel(now, now + 600_000)), { oprettet: now, udloeber: now + 600_000 });
  laes(stempel(now - SKEW_MS, now + 1));
  laes(stempel(now + SKEW_MS, now + 2 * SKEW_MS));
  laes(`\n ${felt('Expires', now + 86_400_000)}\n${felt('Created', now)}`);
});

test('an old one, one of the future and one that is over are refused', () => {
  afvises(stempel(now - SKEW_MS - 1, now + 86_400_000), 'MessageExpired');
  afvises(stempel(now - 60_000, now), 'MessageExpired');
  afvises(stempel(now + SKEW_MS + 1, now + 2 * SKEW_MS), 'MessageExpired');
});

test('a timestamp that does not say both times, once, is refused', () => {
  for (const indhold of [
    felt('Created', now),
    felt('Expires', now),
    stempel(now, now),
    stempel(now, now + 1) + felt('Created', now),
    `${stempel(now, now + 1)}<x/>`,
    '<u:Created>i dag</u:Created><u:Expires>i morgen</u:Expires>',
  ]) {
    afvises(indhold, 'InvalidSecurity');
  }
});
