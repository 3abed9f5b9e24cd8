/** Methods and properties between the wire and values, by the table of the specification (`methods.ts`). */
import { AmqpBreach } from './breach.ts';
import { type FieldTable, readTable, writeTable } from './fields.ts';
import { METHODS, PROPERTIES } from './methods.ts';
import { OctetReader, OctetWriter } from './octets.ts';

interface Types {
  octet: number;
  short: number;
  long: number;
  longlong: number;
  timestamp: number;
  bit: boolean;
  shortstr: string;
  longstr: Buffer;
  table: FieldTable;
}

export type MethodName = keyof typeof METHODS;

/** The arguments of a method, by name. */
export type Args<Name extends MethodName> = {
  readonly [Arg in keyof (typeof METHODS)[Name]['args']]: Types[(typeof METHODS)[Name]['args'][Arg] & keyof Types];
};

/** A method with its arguments; the name tells them apart. */
export type Method = { readonly [Name in MethodName]: { readonly name: Name; readonly args: Args<Name> } }[MethodName];

export type Properties = {
  -readonly [Name in keyof typeof PROPERTIES]?: Types[(typeof PROPERTIES)[Name]];
};

type Kind = keyof Types;
const BASIC = 60;

const byId = new Map(
  Object.entries(METHODS).map(([name, { id, args }]) => [
    id[0] * 0x10000 + id[1],
    { name, args: Object.entries(args) },
  ]),
);
const properties = Object.entries(PROPERTIES) as [keyof Properties, Kind][];

function read(reader: OctetReader, kind: Exclude<Kind, 'bit'>): Types[Kind] {
  if (kind === 'table') return readTable(reader);
  return kind === 'timestamp' ? reader.longlong() : reader[kind]();
}

function write(writer: OctetWriter, kind: Exclude<Kind, 'bit'>, value: unknown): void {
  if (kind === 'table') writeTable(writer, value as FieldTable);
  else if (kind === 'shortstr') writer.shortstr(value as string);
  else if (kind === 'longstr') writer.longstr(value as Buffer);
  else writer[kind === 'timestamp' ? 'longlong' : kind](value as number);
}

/** Bits that stand beside one another share an octet, the first in its lowest place. */
function writeArgs(writer: OctetWriter, kinds: readonly (readonly [string, Kind])[], values: object): void {
  let bits: number[] = [];
  const flush = () => {
    for (let i = 0; i < bits.length; i += 8) {
      writer.octet(bits.slice(i, i + 8).reduce((octet, bit, place) => octet | (bit << place), 0));
    }
    bits = [];
  };
  for (const [name, kind] of kinds) {
    const value = (values as Record<string, unknown>)[name];
    if (kind === 'bit') {
      bits.push(value ? 1 : 0);
      continue;
    }
    flush();
    write(writer, kind, value);
  }
  flush();
}

function readArgs(reader: OctetReader, kinds: readonly (readonly [string, Kind])[]): Record<string, Types[Kind]> {
  const values: Record<string, Types[Kind]> = {};
  let octet = 0;
  let place = 8;
  for (const [name, kind] of kinds) {
    if (kind !== 'bit') {
      place = 8;
      values[name] = read(reader, kind);
      continue;
    }
    if (place === 8) {
      octet = reader.octet();
      place = 0;
    }
    values[name] = ((octet >> place) & 1) === 1;
    place += 1;
  }
  return values;
}

/** The payload of a method frame. */
export function encodeMethod({ name, args }: Method): Buffer {
  const { id, args: kinds } = METHODS[name];
  const writer = new OctetWriter().short(id[0]).short(id[1]);
  writeArgs(writer, Object.entries(kinds), args);
  return writer.bytes();
}

/** Throws AmqpBreach: `COMMAND_INVALID` for a method that is none, `SYNTAX_ERROR` for arguments that cannot be read. */
export function decodeMethod(payload: Buffer): Method {
  const reader = new OctetReader(payload);
  const id = reader.long();
  const found = byId.get(id);
  if (!found) throw new AmqpBreach('COMMAND_INVALID', `no method has the id ${id >>> 16}.${id & 0xffff}`);
  const args = readArgs(reader, found.args);
  if (!reader.isAtEnd) throw new AmqpBreach('SYNTAX_ERROR', `${found.name} is longer than its arguments`);
  return { name: found.name, args } as Method;
}

export interface ContentHeader {
  readonly bodySize: number;
  readonly properties: Properties;
}

/** The payload of a content header frame. */
export function encodeHeader({ bodySize, properties: values }: ContentHeader): Buffer {
  const present = properties.map(([name]) => values[name] !== undefined);
  const flags = present.reduce((all, isThere, i) => (isThere ? all | (1 << (15 - i)) : all), 0);
  const writer = new OctetWriter().short(BASIC).short(0).longlong(bodySize).short(flags);
  for (const [name, kind] of properties) {
    if (values[name] !== undefined) write(writer, kind as Exclude<Kind, 'bit'>, values[name]);
  }
  return writer.bytes();
}

export function decodeHeader(payload: Buffer): ContentHeader {
  const reader = new OctetReader(payload);
  if (reader.short() !== BASIC) throw new AmqpBreach('UNEXPECTED_FRAME', 'a content header of another class');
  if (reader.short() !== 0) throw new AmqpBreach('SYNTAX_ERROR', 'the weight of a content header is 0');
  const bodySize = reader.longlong();
  const flags = reader.short();
  if ((flags & 3) !== 0) throw new AmqpBreach('SYNTAX_ERROR', 'a content header with flags that are not known');
  const values: Record<string, Types[Kind]> = {};
  for (const [i, [name, kind]] of properties.entries()) {
    if ((flags >> (15 - i)) & 1) values[name] = read(reader, kind as Exclude<Kind, 'bit'>);
  }
  if (!reader.isAtEnd) throw new AmqpBreach('SYNTAX_ERROR', 'a content header is longer than its properties');
  return { bodySize, properties: values as Properties };
}
