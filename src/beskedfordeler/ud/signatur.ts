/**
 * Signs what goes to a webhook, in the manner of Standard Webhooks: HMAC-SHA256 with a key that only the receiver and fkorg have,
 * over the id of the message, the time and the body. How a receiver verifies it stands in docs/guides/events.md.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';

const FORLED = 'whsec_';

/** Standard Webhooks asks for 24 to 64 bytes. */
const BYTES = 32;
const BYTES_MIN = 24;
const BYTES_MAX = 64;

/** Makes a key for a new receiver. */
export function nyWebhooknoegle(): string {
  return FORLED + randomBytes(BYTES).toString('base64');
}

/** The bytes of a key. Throws `bad-setting`, without the key in the text, where it is none. */
export function laesWebhooknoegle(noegle: string): Buffer {
  const tekst = noegle.startsWith(FORLED) ? noegle.slice(FORLED.length) : '';
  const bytes = Buffer.from(tekst, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== tekst.replace(/=+$/, '') || !erLaengde(bytes.length)) {
    throw new FkorgError(
      'bad-setting',
      `A key of a webhook is ${FORLED} and then ${BYTES_MIN} to ${BYTES_MAX} bytes in base64.`,
    );
  }
  return bytes;
}

function erLaengde(bytes: number): boolean {
  return bytes >= BYTES_MIN && bytes <= BYTES_MAX;
}

/** An id as a header can carry it: others may have put anything into theirs, which then goes by its SHA-256. */
function idOf(beskedId: string): string {
  return /^[!-~]{1,200}$/.test(beskedId) ? beskedId : createHash('sha256').update(beskedId).digest('hex');
}

/** The three headers. A receiver refuses what is older than some minutes, so each attempt has a time and a signature of its own. */
export function signaturhoveder(
  noegle: string,
  beskedId: string,
  tid: Instant,
  indhold: Buffer,
): Record<string, string> {
  const id = idOf(beskedId);
  const sekunder = String(Math.floor(tid / 1000));
  const hmac = createHmac('sha256', laesWebhooknoegle(noegle)).update(`${id}.${sekunder}.`).update(indhold);
  return {
    'webhook-id': id,
    'webhook-timestamp': sekunder,
    'webhook-signature': `v1,${hmac.digest('base64')}`,
  };
}
