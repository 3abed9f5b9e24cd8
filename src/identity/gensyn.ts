/** Messages that come again: what a message is known by, and who is asked whether it has been taken before (spec security §4.2 row 8). */
import { hash } from 'node:crypto';
import type { Instant } from '../base/instant.ts';
import { Sikkerhedsfejl } from './sikkerhedsfejl.ts';

/** Kept by the store, for all processes of a register. */
export interface Gensynscache {
  /** True where the key has not been given before; from then on it has, until the instant at least. */
  erNy(noegle: string, udloeber: Instant): Promise<boolean>;
}

/** Characters of a MessageID: `urn:uuid:` and a UUID are 45. */
const MESSAGE_ID_MAX = 256;

/**
 * Takes a message that has been found good, once. Throws Sikkerhedsfejl where its MessageID was used before with the same
 * certificate, or is none. To be called last: what was refused may be sent again.
 *
 * @param udloeber From when on the message would be refused as too old.
 */
export async function tagEnGang(
  cache: Gensynscache,
  messageId: string,
  certifikatSha256: string,
  udloeber: Instant,
): Promise<void> {
  if (messageId === '' || messageId.length > MESSAGE_ID_MAX) {
    throw new Sikkerhedsfejl('InvalidSecurity', `a MessageID of ${messageId.length} characters`);
  }
  const isNy = await cache.erNy(hash('sha256', `${certifikatSha256} ${messageId}`), udloeber);
  if (!isNy) throw new Sikkerhedsfejl('InvalidSecurity', 'the message has been taken before');
}
