/** amqplib's own encoding and decoding of AMQP 0-9-1, which it does not export: the second opinion on ours. Tests alone load it. */
import { createRequire } from 'node:module';

type Fields = Record<string, unknown>;

interface Definitions {
  decode(id: number, payload: Buffer): Fields;
  encodeMethod(id: number, channel: number, fields: Fields): Buffer;
  encodeProperties(id: number, channel: number, size: number, fields: Fields): Buffer;
}

const load = createRequire(import.meta.url);
export const twin = load('../../../node_modules/amqplib/lib/defs.js') as Definitions;
