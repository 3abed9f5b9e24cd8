/** The attributes of a start tag as they are written (XML 1.0 §3.1, §3.3.3). */
import { dereference } from './characters.ts';
import { shownName, xmlFault } from './fault.ts';
import { nameEnd } from './names.ts';

export interface RawAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  readonly value: string;
  /** Where its name begins. */
  readonly at: number;
}

export interface StartTagRest {
  /** Without the declarations. */
  readonly attributes: readonly RawAttribute[];
  /** The namespace declarations: `xmlns` and `xmlns:prefix`. */
  readonly declarations: readonly RawAttribute[];
  /** The place of the `>` or of the `/` before it. */
  readonly end: number;
}

const GREATER = 62;
const SLASH = 47;
const EQUALS = 61;

/** The place after the white space from `from` on. */
export function spaceEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

/**
 * Reads from the end of the element's name to the end of its start tag. Throws FkorgError: `malformed-request` where the
 * tag is not well-formed, `limit-passed` at the first attribute too many.
 */
export function readAttributes(text: string, from: number, attributesMax: number): StartTagRest {
  const attributes: RawAttribute[] = [];
  const declarations: RawAttribute[] = [];
  const names = new Set<string>();
  let at = from;
  for (;;) {
    const begin = spaceEnd(text, at);
    const code = text.charCodeAt(begin);
    if (code === GREATER || (code === SLASH && text.charCodeAt(begin + 1) === GREATER)) {
      return { attributes, declarations, end: begin };
    }
    const nameStop = nameEnd(text, begin);
    if (begin === at || nameStop === begin)
      throw xmlFault('malformed-request', text, begin, 'startmærket er ikke gyldigt');
    if (names.size === attributesMax) {
      throw xmlFault('limit-passed', text, begin, `højst ${attributesMax} attributter på et element`);
    }
    const name = text.slice(begin, nameStop);
    if (names.has(name)) {
      throw xmlFault('malformed-request', text, begin, `attributten ${shownName(name)} er der to gange`);
    }
    names.add(name);
    const equals = spaceEnd(text, nameStop);
    const quoteAt = spaceEnd(text, equals + 1);
    const quote = text[quoteAt];
    const valueEnd = quote === '"' || quote === "'" ? text.indexOf(quote, quoteAt + 1) : -1;
    if (text.charCodeAt(equals) !== EQUALS || valueEnd === -1) {
      throw xmlFault(
        'malformed-request',
        text,
        begin,
        `attributten ${shownName(name)} har ingen værdi i anførselstegn`,
      );
    }
    const value = attributeValue(text, quoteAt + 1, valueEnd);
    (name === 'xmlns' || name.startsWith('xmlns:') ? declarations : attributes).push({ name, value, at: begin });
    at = valueEnd + 1;
  }
}

/** Each line end and tab becomes a space; references stand for themselves. */
function attributeValue(text: string, from: number, to: number): string {
  const raw = text.slice(from, to);
  if (raw.includes('<'))
    throw xmlFault('malformed-request', text, from + raw.indexOf('<'), '< må ikke stå i en attribut');
  const value = dereference(/[\n\t]/.test(raw) ? raw.replace(/[\n\t]/g, ' ') : raw);
  if (typeof value === 'number') {
    throw xmlFault('malformed-request', text, from + value, '& skal indlede en af XMLs egne referencer');
  }
  return value;
}
