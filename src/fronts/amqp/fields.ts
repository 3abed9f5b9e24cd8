/**
 * Field tables, with the types and tags that brokers and clients use, which are not those of the published specification
 * (RabbitMQ's errata to AMQP 0-9-1). What a client sends is nested and long at most as `DEPTH_MAX` and its frame allow.
 */
import { AmqpBreach } from './breach.ts';
import { OctetReader, OctetWriter } from './octets.ts';

/** `digits` with the point so many places from the right. */
export interface Decimal {
  readonly places: number;
  readonly digits: number;
}

export interface Timestamp {
  /** Seconds since the epoch. */
  readonly seconds: number;
}

export type FieldValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Buffer
  | Decimal
  | Timestamp
  | FieldTable
  | readonly FieldValue[];

/** A map, because the names in it are the client's. */
export type FieldTable = ReadonlyMap<string, FieldValue>;

const DEPTH_MAX = 32;

/** A number where JavaScript is exact, else a bigint. */
function exact(value: bigint): number | bigint {
  return BigInt.asIntN(54, value) === value ? Number(value) : value;
}

const READ: Readonly<Record<string, (reader: OctetReader, depth: number) => FieldValue>> = {
  t: (reader) => reader.octet() !== 0,
  b: (reader) => reader.take(1).readInt8(),
  B: (reader) => reader.octet(),
  s: (reader) => reader.take(2).readInt16BE(),
  U: (reader) => reader.take(2).readInt16BE(),
  u: (reader) => reader.short(),
  I: (reader) => reader.take(4).readInt32BE(),
  i: (reader) => reader.long(),
  l: (reader) => exact(reader.take(8).readBigInt64BE()),
  L: (reader) => exact(reader.take(8).readBigInt64BE()),
  f: (reader) => reader.take(4).readFloatBE(),
  d: (reader) => reader.take(8).readDoubleBE(),
  D: (reader) => ({ places: reader.octet(), digits: reader.long() }),
  T: (reader) => ({ seconds: reader.longlong() }),
  S: (reader) => reader.longstr().toString(),
  x: (reader) => reader.longstr(),
  V: () => null,
  F: (reader, depth) => readTable(reader, depth + 1),
  A: readArray,
};

function readValue(reader: OctetReader, depth: number): FieldValue {
  if (depth > DEPTH_MAX) throw new AmqpBreach('SYNTAX_ERROR', `a field table deeper than ${DEPTH_MAX}`);
  const tag = String.fromCharCode(reader.octet());
  const read = READ[tag];
  if (!read) throw new AmqpBreach('SYNTAX_ERROR', 'a field of an unknown type');
  return read(reader, depth);
}

function readArray(reader: OctetReader, depth: number): readonly FieldValue[] {
  const inside = new OctetReader(reader.longstr());
  const values: FieldValue[] = [];
  while (!inside.isAtEnd) values.push(readValue(inside, depth + 1));
  return values;
}

export function readTable(reader: OctetReader, depth = 0): FieldTable {
  const inside = new OctetReader(reader.longstr());
  const table = new Map<string, FieldValue>();
  while (!inside.isAtEnd) table.set(inside.shortstr(), readValue(inside, depth));
  return table;
}

/** Tag and bytes of a number: the narrowest of the whole ones, or a double. */
function writeNumber(writer: OctetWriter, value: number | bigint): void {
  const isWhole = typeof value === 'bigint' || Number.isSafeInteger(value);
  const bytes = Buffer.allocUnsafe(8);
  if (!isWhole) {
    bytes.writeDoubleBE(value as number);
    writer.raw(Buffer.from('d')).raw(bytes);
  } else if (value >= -0x8000_0000 && value < 0x8000_0000) {
    bytes.writeInt32BE(Number(value));
    writer.raw(Buffer.from('I')).raw(bytes.subarray(0, 4));
  } else {
    bytes.writeBigInt64BE(BigInt(value));
    writer.raw(Buffer.from('l')).raw(bytes);
  }
}

function writeValue(writer: OctetWriter, value: FieldValue): void {
  const tagged = (tag: string) => writer.raw(Buffer.from(tag));
  if (typeof value === 'number' || typeof value === 'bigint') writeNumber(writer, value);
  else if (typeof value === 'string') tagged('S').longstr(Buffer.from(value));
  else if (typeof value === 'boolean') tagged('t').octet(value ? 1 : 0);
  else if (value === null) tagged('V');
  else if (Buffer.isBuffer(value)) tagged('x').longstr(value);
  else if (value instanceof Map) writeTable(tagged('F'), value);
  else if (Array.isArray(value)) writeArray(tagged('A'), value);
  else if ('seconds' in value) tagged('T').longlong(value.seconds);
  else if ('places' in value) tagged('D').octet(value.places).long(value.digits);
}

function writeArray(writer: OctetWriter, values: readonly FieldValue[]): void {
  const inside = new OctetWriter();
  for (const value of values) writeValue(inside, value);
  writer.longstr(inside.bytes());
}

export function writeTable(writer: OctetWriter, table: FieldTable): void {
  const inside = new OctetWriter();
  for (const [name, value] of table) writeValue(inside.shortstr(name), value);
  writer.longstr(inside.bytes());
}
