/** What the reader of XML refuses: a place, a rule and the error that carries them to the caller. */
import { type ErrorCode, FkorgError } from '../base/error.ts';

const NAME_CHARS_MAX = 60;

/** A name from the document as a message may show it. */
export function shownName(name: string): string {
  return name.length > NAME_CHARS_MAX ? `${name.slice(0, NAME_CHARS_MAX)}…` : name;
}

/**
 * The error for a document that is refused at a place. `offset` is a place in `text`; line and column both count from 1
 * and the column counts UTF-16 units. `rule` is Danish, without a full stop.
 */
export function xmlFault(
  code: ErrorCode & ('malformed-request' | 'limit-passed'),
  text: string,
  offset: number,
  rule: string,
) {
  const end = Math.min(offset, text.length);
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return new FkorgError(code, `XML'en afvises i linje ${line}, tegn ${end - lineStart + 1}: ${rule}`);
}
