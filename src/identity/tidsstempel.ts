/** wsu:Timestamp: whether a message is of now (OIO-IDWS-SOAP 1.1, processing rules; spec security §4.1, §4.2 row 7). */
import type { Instant } from '../base/instant.ts';
import type { RigtElement } from '../xml/rig.ts';
import { afvisMed, praecisEn, tekstAf } from './element.ts';
import { NS } from './navnerum.ts';
import { laesTid } from './tid.ts';

/** How far the clocks of client and server may be apart, and how old a message may be. */
export const SKEW_MS = 300_000;

export interface Tidsstempel {
  readonly oprettet: Instant;
  readonly udloeber: Instant;
}

const afvis = afvisMed('InvalidSecurity');
const udloebet = afvisMed('MessageExpired');

/**
 * Reads a Timestamp that says when the message was made and until when it counts. Throws Sikkerhedsfejl: `InvalidSecurity`
 * where it does not, `MessageExpired` where it was made more than five minutes before or after now, or no longer counts.
 * How long it counts is not limited: a message is too old five minutes after it was made.
 */
export function laesTidsstempel(element: RigtElement, now: Instant): Tidsstempel {
  const oprettet = tidAf(element, 'Created');
  const udloeber = tidAf(element, 'Expires');
  if (element.boern.length !== 2) afvis('something else in Timestamp');
  if (udloeber <= oprettet) afvis('Timestamp ends before it begins');
  if (oprettet > now + SKEW_MS) udloebet('the message is of the future');
  if (oprettet < now - SKEW_MS || udloeber <= now) udloebet('the message is too old');
  return { oprettet, udloeber };
}

function tidAf(element: RigtElement, navn: string): Instant {
  return laesTid(tekstAf(praecisEn(element, NS.wsu, navn, afvis), afvis)) ?? afvis(`${navn} is no time`);
}
