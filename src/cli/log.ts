/**
 * The log: JSON lines on stderr. An exception is written without its message where that could quote data (a database
 * quotes rows, a JSON parser the document, a TypeError the value), because names and CPR numbers never reach the log.
 */
import pino, { type DestinationStream, type Logger } from 'pino';
import { FkorgError } from '../base/error.ts';

export type Log = Logger;

const STDERR = 2;
const CAUSES_MAX = 5;

/** A log that writes from this level up; to stderr where no other destination is given. */
export function createLog(level: string, destination: DestinationStream = pino.destination(STDERR)): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: (error) => shownError(error) } },
    destination,
  );
}

/** What the log may know of an exception: kind, code, places in the code, and a message only where it is our own. */
function shownError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isOwn = error instanceof FkorgError;
  const isSafe = isOwn || syscall !== undefined || error instanceof ReferenceError;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(isSafe && { message: error.message }),
    ...(isOwn && error.detail !== undefined && { detail: error.detail }),
    at:
      error.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .map((line) => line.trim()) ?? [],
    ...(error.cause !== undefined && depth < CAUSES_MAX && { cause: shownError(error.cause, depth + 1) }),
  };
}
