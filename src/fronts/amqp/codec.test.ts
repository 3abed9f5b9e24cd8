import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { amqpTable } from '../../../tools/amqp-table.ts';
import { AmqpBreach } from './breach.ts';
import {
  decodeHeader,
  decodeMethod,
  encodeHeader,
  encodeMethod,
  type Method,
  type MethodName,
  type Properties,
} from './codec.ts';
import type { FieldTable, FieldValue } from './fields.ts';
import { encodeFrame, FRAME, FRAME_OVERHEAD, FrameReader } from './frames.ts';
import { METHODS, PROPERTIES } from './methods.ts';
import { twin } from './twin.testing.ts';

const short = fc
  .string({ unit: 'binary', maxLength: 60 })
  .filter((text) => Buffer.byteLength(text) < 256 && text.isWellFormed());
const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((value) => value.isWellFormed());
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const whole = (max: number) => fc.integer({ min: 0, max });
const { value: fieldValue } = fc.letrec<{ value: FieldValue; table: FieldTable }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.maxSafeInteger(),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => !Object.is(value, -0)),
    fc.record({ seconds: whole(Number.MAX_SAFE_INTEGER) }, { noNullPrototype: true }),
    fc.record({ places: whole(255), digits: whole(0xffff_ffff) }, { noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('table'),
  ),
  table: fc.array(fc.tuple(short, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
}));
const table = fc.array(fc.tuple(short, fieldValue), { maxLength: 5 }).map((entries) => new Map(entries));

const KINDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  octet: whole(255),
  short: whole(0xffff),
  long: whole(0xffff_ffff),
  longlong: whole(Number.MAX_SAFE_INTEGER),
  timestamp: whole(Number.MAX_SAFE_INTEGER),
  bit: fc.boolean(),
  shortstr: short,
  longstr: bytes,
  table,
};
const recordOf = (kinds: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, KINDS[kind]!]));

const anyMethod = fc
  .constantFrom(...(Object.keys(METHODS) as MethodName[]))
  .chain((name) =>
    fc
      .record(recordOf(METHODS[name].args), { noNullPrototype: true })
      .map((args) => ({ name, args }) as unknown as Method),
  );
const anyProperties = fc.record(recordOf(PROPERTIES), {
  requiredKeys: [],
  noNullPrototype: true,
}) as fc.Arbitrary<Properties>;

/** A value of ours as amqplib has it. */
function theirs(value: unknown): unknown {
  if (value instanceof Map) {
    // A name that changes what an object is made of cannot be told in amqplib's words.
    return Object.fromEntries([...value].map(([name, inside]) => [name, theirs(inside)]));
  }
  if (Array.isArray(value)) return value.map(theirs);
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if ('seconds' in value) return { '!': 'timestamp', value: value.seconds };
  return { '!': 'decimal', value };
}

function fieldsOf(args: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, theirs(value)]));
}

const idOf = ({ name }: Method) => METHODS[name].id[0] * 0x10000 + METHODS[name].id[1];
/** The payload of a frame that amqplib has written. */
const payloadOf = (frame: Buffer) => frame.subarray(7, frame.length - 1);
const hasOwnNames = (value: unknown) =>
  !JSON.stringify(theirs(value), (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)).includes(
    '__proto__',
  );

test('the table of methods is what its generator writes', () => {
  assert.equal(readFileSync(new URL('methods.ts', import.meta.url), 'utf8'), amqpTable());
});

test('amqplib reads every method that we write as it was meant', () => {
  fc.assert(
    fc.property(anyMethod, (method) => {
      fc.pre(hasOwnNames(method.args));
      const read = twin.decode(idOf(method), encodeMethod(method).subarray(4));
      assert.deepEqual({ ...read }, fieldsOf(method.args));
    }),
    { numRuns: 500 },
  );
});

test('we read every method that amqplib writes as it was meant', () => {
  fc.assert(
    fc.property(anyMethod, (method) => {
      fc.pre(hasOwnNames(method.args));
      const written = twin.encodeMethod(idOf(method), 1, fieldsOf(method.args));
      assert.deepEqual(decodeMethod(payloadOf(written)), method);
    }),
    { numRuns: 500 },
  );
});

test('properties are the same in both directions', () => {
  fc.assert(
    fc.property(anyProperties, whole(Number.MAX_SAFE_INTEGER), (properties, bodySize) => {
      fc.pre(hasOwnNames(new Map(Object.entries(properties))));
      const ours = encodeHeader({ bodySize, properties });
      const read = twin.decode(60, ours.subarray(12));
      assert.deepEqual(
        Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)),
        fieldsOf(properties),
      );
      const written = payloadOf(twin.encodeProperties(60, 1, bodySize, fieldsOf(properties)));
      assert.deepEqual(decodeHeader(written), { bodySize, properties });
    }),
    { numRuns: 500 },
  );
});

test('what is no method, and what is cut off or too long, is refused and never more than that', () => {
  fc.assert(
    fc.property(fc.oneof(bytes, anyMethod.map(encodeMethod)), whole(400), (payload, at) => {
      for (const piece of [payload.subarray(0, at), Buffer.concat([payload, Buffer.from([at & 255])])]) {
        try {
          decodeMethod(piece);
        } catch (error) {
          assert.ok(error instanceof AmqpBreach, String(error));
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a field table within itself is read to a depth and no further', () => {
  let inside = Buffer.from([]);
  for (let depth = 0; depth < 5000; depth++) {
    const head = Buffer.alloc(6);
    head.write('\0F');
    head.writeUInt32BE(inside.length, 2);
    inside = Buffer.concat([head, inside]);
  }
  const payload = Buffer.concat([Buffer.from([0, 10, 0, 11, 0, 0, 0, 0]), inside]);
  payload.writeUInt32BE(inside.length, 4);
  assert.throws(() => decodeMethod(payload), /deeper/);
});

test('frames are found however the bytes are cut, and a frame over the limit or without its end is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(whole(255), whole(0xffff), bytes), { maxLength: 8 }), whole(40), (sent, cut) => {
      const stream = Buffer.concat(sent.map(([type, channel, payload]) => encodeFrame(type, channel, payload)));
      const reader = new FrameReader(4096);
      const got: unknown[] = [];
      for (let at = 0; at < stream.length; at += cut + 1) {
        reader.push(stream.subarray(at, at + cut + 1));
        for (let frame = reader.next(); frame; frame = reader.next())
          got.push([frame.type, frame.channel, frame.payload]);
      }
      assert.deepEqual(got, sent);
    }),
  );
  const reader = new FrameReader(4096);
  reader.push(encodeFrame(FRAME.body, 1, Buffer.alloc(4096 - FRAME_OVERHEAD)));
  assert.equal(reader.next()?.payload.length, 4096 - FRAME_OVERHEAD);
  reader.push(encodeFrame(FRAME.body, 1, Buffer.alloc(4097 - FRAME_OVERHEAD)).subarray(0, 7));
  assert.throws(() => reader.next(), /FRAME|most/);
  const other = new FrameReader(4096);
  const wrong = encodeFrame(FRAME.method, 0, Buffer.from('x'));
  wrong[wrong.length - 1] = 0;
  other.push(wrong);
  assert.throws(() => other.next(), /does not end/);
});
