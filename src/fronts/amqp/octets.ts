/** Bytes of the wire as the primitive types of AMQP 0-9-1: read strictly within what is there, written into what grows. */
import { AmqpBreach } from './breach.ts';

export class OctetReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next bytes, without a copy. Throws AmqpBreach `SYNTAX_ERROR` where there are fewer. */
  take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at)
      throw new AmqpBreach('SYNTAX_ERROR', 'a value is longer than its frame');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  octet(): number {
    return this.take(1).readUInt8();
  }

  short(): number {
    return this.take(2).readUInt16BE();
  }

  long(): number {
    return this.take(4).readUInt32BE();
  }

  /** Numbers that JavaScript cannot tell from their neighbours are refused: we have given out none so large. */
  longlong(): number {
    const value = this.take(8).readBigUInt64BE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new AmqpBreach('SYNTAX_ERROR', 'a number beyond 2^53');
    return Number(value);
  }

  shortstr(): string {
    return this.take(this.octet()).toString();
  }

  longstr(): Buffer {
    return this.take(this.long());
  }
}

export class OctetWriter {
  readonly #parts: Buffer[] = [];

  raw(bytes: Buffer): this {
    this.#parts.push(bytes);
    return this;
  }

  octet(value: number): this {
    return this.raw(Buffer.from([value]));
  }

  short(value: number): this {
    const bytes = Buffer.allocUnsafe(2);
    bytes.writeUInt16BE(value);
    return this.raw(bytes);
  }

  long(value: number): this {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(value);
    return this.raw(bytes);
  }

  longlong(value: number): this {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(BigInt(value));
    return this.raw(bytes);
  }

  /** Throws RangeError over 255 bytes. */
  shortstr(text: string): this {
    const bytes = Buffer.from(text);
    return this.octet(checked(bytes.length)).raw(bytes);
  }

  longstr(bytes: Buffer): this {
    return this.long(bytes.length).raw(bytes);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function checked(length: number): number {
  if (length > 255) throw new RangeError(`a short string of ${length} bytes`);
  return length;
}
