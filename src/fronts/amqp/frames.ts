/** Frames of AMQP 0-9-1: cut out of what arrives however it is cut into pieces, never holding more than one frame may be. */
import { AmqpBreach } from './breach.ts';

export const FRAME = { method: 1, header: 2, body: 3, heartbeat: 8 } as const;
/** "AMQP", then 0-0-9-1: what a client says first, and what a server answers that speaks nothing else. */
export const PROTOCOL_HEADER = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);
/** What a frame has around its payload. */
export const FRAME_OVERHEAD = 8;
export const FRAME_MIN = 4096;
const FRAME_END = 0xce;
const BEFORE_PAYLOAD = 7;
/** Pieces that are kept apart: a frame that comes byte by byte is not a hundred thousand buffers. */
const PIECES_MAX = 256;

export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: Buffer;
}

export function encodeFrame(type: number, channel: number, payload: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(payload.length + FRAME_OVERHEAD);
  bytes.writeUInt8(type, 0);
  bytes.writeUInt16BE(channel, 1);
  bytes.writeUInt32BE(payload.length, 3);
  payload.copy(bytes, BEFORE_PAYLOAD);
  bytes.writeUInt8(FRAME_END, bytes.length - 1);
  return bytes;
}

export class FrameReader {
  /** Bytes of a whole frame; may be set anew while frames are read. */
  frameMax: number;
  #pieces: Buffer[] = [];
  #length = 0;
  #isHeaderRead = false;

  constructor(frameMax: number) {
    this.frameMax = frameMax;
  }

  /** Takes what has arrived. */
  push(piece: Buffer): void {
    if (this.#pieces.length >= PIECES_MAX) this.#pieces = [Buffer.concat(this.#pieces, this.#length)];
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** True when the client has said that it speaks AMQP 0-9-1; undefined until it is known; false for something else. */
  protocolHeader(): boolean | undefined {
    if (this.#isHeaderRead) return true;
    const said = this.#peek(Math.min(this.#length, PROTOCOL_HEADER.length));
    if (!said.equals(PROTOCOL_HEADER.subarray(0, said.length))) return false;
    if (said.length < PROTOCOL_HEADER.length) return undefined;
    this.#skip(PROTOCOL_HEADER.length);
    this.#isHeaderRead = true;
    return true;
  }

  /** The next whole frame; undefined where there is none yet. Throws AmqpBreach `FRAME_ERROR`. */
  next(): Frame | undefined {
    if (this.#length < BEFORE_PAYLOAD) return undefined;
    const head = this.#peek(BEFORE_PAYLOAD);
    const size = head.readUInt32BE(3);
    const type = head.readUInt8(0);
    const channel = head.readUInt16BE(1);
    const whole = size + FRAME_OVERHEAD;
    if (whole > this.frameMax)
      throw new AmqpBreach('FRAME_ERROR', `a frame of ${whole} bytes, ${this.frameMax} is the most`);
    if (this.#length < whole) return undefined;
    const bytes = this.#peek(whole);
    if (bytes[whole - 1] !== FRAME_END) throw new AmqpBreach('FRAME_ERROR', 'a frame does not end where it says');
    this.#skip(whole);
    return { type, channel, payload: bytes.subarray(BEFORE_PAYLOAD, whole - 1) };
  }

  /** The first bytes, which are there; pieces are joined only when so many are asked for. */
  #peek(length: number): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    if (first.length >= length) return first.subarray(0, length);
    const joined = Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [joined];
    return joined.subarray(0, length);
  }

  #skip(length: number): void {
    this.#length -= length;
    const rest = this.#pieces[0]!.subarray(length);
    if (rest.length > 0) this.#pieces[0] = rest;
    else this.#pieces.shift();
  }
}
