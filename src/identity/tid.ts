/** Instants as messages and tokens of security write them: xs:dateTime in UTC with milliseconds; read with any decimals. */
import { parseDateTime } from '../base/copenhagen.ts';
import type { Instant } from '../base/instant.ts';

const MED_ZONE = /(Z|[+-]\d\d:\d\d)$/;
/** An xs:dateTime with more decimals than any client writes. */
const TEGN_MAX = 40;

/** Reads an xs:dateTime that says its zone; undefined where the text is none (SAML core §1.3.3, WSS 1.1 §10). */
export function laesTid(tekst: string): Instant | undefined {
  const trimmet = tekst.trim();
  if (trimmet.length > TEGN_MAX || !MED_ZONE.test(trimmet)) return undefined;
  return parseDateTime(trimmet);
}

/** `2026-01-02T03:04:05.678Z`. */
export function skrivTid(instant: Instant): string {
  return new Date(instant).toISOString();
}
