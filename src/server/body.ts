/**
 * Receives a request body within its limits: bytes of one body, bytes of all bodies at once, and time from the first
 * byte to the last. What passes a limit is refused at once, without reading the rest.
 */
import type { IncomingMessage } from 'node:http';
import { FkorgError } from '../base/error.ts';

/** Counts the bytes of all bodies that are being received or worked on. */
export class BufferedBytes {
  private used = 0;
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  take(bytes: number): void {
    if (this.used + bytes > this.bytesMax) {
      throw new FkorgError('busy', 'Serveren har for mange data i arbejde; prøv igen om lidt', {
        detail: 'buffered-bytes-max',
      });
    }
    this.used += bytes;
  }

  giveBack(bytes: number): void {
    this.used -= bytes;
  }
}

export interface BodyLimits {
  readonly bytesMax: number;
  readonly timeoutMs: number;
  readonly buffered: BufferedBytes;
}

function tooLarge(bytesMax: number): FkorgError {
  return new FkorgError('limit-passed', `Beskeden er større end grænsen på ${bytesMax} bytes`);
}

/** Refuses what the headers tell already: an encoding, or a length beyond the limit. */
function assertHeaders(request: IncomingMessage, bytesMax: number): void {
  const encoding = request.headers['content-encoding']?.toLowerCase();
  if (encoding && encoding !== 'identity') {
    throw new FkorgError('wrong-content-type', 'Content-Encoding forstås ikke; send beskeden uden komprimering');
  }
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
}

/**
 * Adds a piece to those of a body, joined with the last ones as long as it is more than half as long as they. Each piece
 * that stays is then at most half as long as the one before it, so that a body sent byte by byte is not a million
 * buffers of some hundred bytes each.
 */
function addPiece(pieces: Buffer[], piece: Buffer): void {
  let from = pieces.length;
  let bytes = piece.length;
  while (from > 0 && pieces[from - 1]!.length < 2 * bytes) bytes += pieces[--from]!.length;
  if (from === pieces.length) pieces.push(piece);
  else pieces.push(Buffer.concat([...pieces.splice(from), piece], bytes));
}

/**
 * The whole body. The caller gives `body.length` back to `limits.buffered` when the call is over; where this throws,
 * nothing is held. Errors: `limit-passed`, `request-timeout`, `busy`, `wrong-content-type`, `malformed-request` (cut off).
 */
export async function receiveBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  assertHeaders(request, limits.bytesMax);
  const pieces: Buffer[] = [];
  let bytes = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const timer = setTimeout(() => {
      fail(new FkorgError('request-timeout', `Beskeden var ikke fremme efter ${limits.timeoutMs} ms`));
    }, limits.timeoutMs);
    const stop = () => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut);
    };
    const fail = (error: unknown) => {
      stop();
      limits.buffered.giveBack(bytes);
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      try {
        if (bytes + chunk.length > limits.bytesMax) throw tooLarge(limits.bytesMax);
        limits.buffered.take(chunk.length);
        bytes += chunk.length;
        addPiece(pieces, chunk);
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = () => {
      stop();
      resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, bytes));
    };
    const onCut = () => fail(new FkorgError('malformed-request', 'Forbindelsen blev afbrudt midt i beskeden'));
    request.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut);
  });
}
