/**
 * The cursors of lists: a place in the order of the UUIDs, as a text that clients hand back as they got it. It holds when
 * objects come and go meanwhile, and a changed or invented one is told from ours by its check bytes; it hides no secret.
 */
import { createHash } from 'node:crypto';

/** The form of the bytes below; another one gets another number. */
const FORM = 1;
const UUID_BYTES = 16;
const CHECK_BYTES = 4;
/** What base64url makes of one byte of form, the UUID and the check bytes. */
const MARKOER = /^[A-Za-z0-9_-]{28}$/;

function kontrol(bytes: Uint8Array): Buffer {
  return createHash('sha256').update('fkorg.graphql.markoer').update(bytes).digest().subarray(0, CHECK_BYTES);
}

/** The cursor of the object with a UUID. */
export function skrivMarkoer(uuid: string): string {
  const bytes = Buffer.concat([Buffer.of(FORM), Buffer.from(uuid.replaceAll('-', ''), 'hex')]);
  return Buffer.concat([bytes, kontrol(bytes)]).toString('base64url');
}

/** The UUID that a cursor stands for, in lower case; undefined where it is none of ours. */
export function laesMarkoer(tekst: string): string | undefined {
  if (!MARKOER.test(tekst)) return undefined;
  const alle = Buffer.from(tekst, 'base64url');
  const bytes = alle.subarray(0, 1 + UUID_BYTES);
  if (bytes[0] !== FORM || !kontrol(bytes).equals(alle.subarray(1 + UUID_BYTES))) return undefined;
  const hex = bytes.subarray(1).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
