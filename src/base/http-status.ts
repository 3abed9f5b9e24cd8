/** What an error is over HTTP, on every wire: what the caller can mend is 4xx, the rest 5xx. */
import type { ErrorCode } from './error.ts';

export const HTTP_STATUS = {
  'malformed-request': 400,
  'wrong-content-type': 415,
  'limit-passed': 413,
  'request-timeout': 408,
  'answer-timeout': 408,
  aborted: 408,
  'unknown-operation': 400,
  'unknown-address': 404,
  'wrong-method': 405,
  'unknown-authority': 403,
  'bad-setting': 500,
  'data-folder-in-use': 500,
  'bad-file': 500,
  'store-unavailable': 503,
  busy: 503,
  internal: 500,
} as const satisfies Readonly<Record<ErrorCode, number>>;
