/**
 * The one error class. `message` is for the caller, `detail` is for the log alone, and the code says what happened;
 * each front turns a code into the words of its wire.
 */

/** What can go wrong outside the rules of the register. Each code has one line in the table below. */
const CODES = {
  /** The bytes are no message: not XML, not SOAP, a DTD, a wrong content type. */
  'malformed-request': { isCallersFault: true, isRetryable: false },
  /** The request says that its body is something else than what is read here. */
  'wrong-content-type': { isCallersFault: true, isRetryable: false },
  /** A limit of size, depth or number was passed. */
  'limit-passed': { isCallersFault: true, isRetryable: false },
  /** The request took too long to arrive. */
  'request-timeout': { isCallersFault: true, isRetryable: true },
  /** The answer took longer to make than it may; a smaller question can be answered. */
  'answer-timeout': { isCallersFault: true, isRetryable: true },
  /** The one who asked went away before the answer was made. */
  aborted: { isCallersFault: true, isRetryable: true },
  /** The message belongs to no operation of the contract at this address. */
  'unknown-operation': { isCallersFault: true, isRetryable: false },
  /** Nothing is served at this address. */
  'unknown-address': { isCallersFault: true, isRetryable: false },
  /** The address is served, but not with this HTTP method. */
  'wrong-method': { isCallersFault: true, isRetryable: false },
  /** The caller's authority is not known here. */
  'unknown-authority': { isCallersFault: true, isRetryable: false },
  /** A setting or an argument of the command line is wrong. */
  'bad-setting': { isCallersFault: true, isRetryable: false },
  /** Another process holds the data folder. */
  'data-folder-in-use': { isCallersFault: true, isRetryable: true },
  /** A file to import cannot be read as what it should be. */
  'bad-file': { isCallersFault: true, isRetryable: false },
  /** The store cannot be reached or does not answer. */
  'store-unavailable': { isCallersFault: false, isRetryable: true },
  /** The server is stopping or has too much to do. */
  busy: { isCallersFault: false, isRetryable: true },
  /** Our own mistake. */
  internal: { isCallersFault: false, isRetryable: true },
} as const;

export type ErrorCode = keyof typeof CODES;

export class FkorgError extends Error {
  readonly code: ErrorCode;
  /** For the log alone; never personal data. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, options: { detail?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'FkorgError';
    this.code = code;
    this.detail = options.detail;
  }

  /** True where the caller can mend it, false where it is ours. */
  get isCallersFault(): boolean {
    return CODES[this.code].isCallersFault;
  }

  /** True where the same call may succeed later. */
  get isRetryable(): boolean {
    return CODES[this.code].isRetryable;
  }
}
