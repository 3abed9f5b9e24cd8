/**
 * Elements of the envelope as text. The prefixes are declared by the element that is handed `RUM`, so that a piece can be
 * put into any message, whatever that calls its namespaces.
 */
import { formatDanish } from '../../base/copenhagen.ts';
import type { Instant } from '../../base/instant.ts';
import { isUuid } from '../../base/uuid.ts';
import { BESKED_NS } from '../../standard/besked-namespaces.ts';
import { escapeText } from '../../xml/write.ts';

export const RUM = ` xmlns:besked="${BESKED_NS.kuvert}" xmlns:sd="${BESKED_NS.sd}"`;

/** An element of the envelope round a text that is XML already. */
export function felt(navn: string, indhold: string, rum = ''): string {
  return `<besked:${navn}${rum}>${indhold}</besked:${navn}>`;
}

/** What stands in a UnikId; a text that is no UUID is a URN. An Aktoer is always a UUID. */
export function unikId(tekst: string): string {
  const navn = isUuid(tekst) ? 'UUIDIdentifikator' : 'URNIdentifikator';
  return `<sd:${navn}>${escapeText(tekst)}</sd:${navn}>`;
}

/** What stands in a Tidspunkt. */
export function tidspunkt(instant: Instant): string {
  return `<sd:TidsstempelDatoTid>${formatDanish(instant)}</sd:TidsstempelDatoTid>`;
}
