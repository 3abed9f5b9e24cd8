/** A time from the command line, as a setting gave it. */
import { parseDateTime } from '../base/copenhagen.ts';
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';

/** The instant of a text, whose seconds may be left out. Throws `bad-setting`, naming the flag, where there is no such day. */
export function tidspunktOf(flag: string, text: string): Instant {
  const tid = parseDateTime(text.replace(/(T\d\d:\d\d)(?=[Z+-])/, '$1:00'));
  if (tid === undefined) throw new FkorgError('bad-setting', `--${flag} is "${text}", which is no date.`);
  return tid;
}
