/** By what a message that is sent again is known to be the same. */
import { createHash } from 'node:crypto';

export function sha256(tekst: string): string {
  return createHash('sha256').update(tekst).digest('hex');
}
