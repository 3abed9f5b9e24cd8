/** UUIDs: the form on the wire (either case), lower case inside. */
import { createHash, randomUUID } from 'node:crypto';

const UUID_FORM = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** True for eight-four-four-four-twelve hexadecimal digits in either case (`sd:UUIDIdentifikator`). */
export function isUuid(text: string): boolean {
  return UUID_FORM.test(text);
}

/** A new random UUID, lower case. */
export function newUuid(): string {
  return randomUUID();
}

/**
 * A UUID that is always the same for the same namespace and name, in the form of version 5 (RFC 9562, section 5.5).
 * Used for made-up data, so that two runs of a generator give equal registers.
 */
export function namedUuid(namespaceUuid: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespaceUuid.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
