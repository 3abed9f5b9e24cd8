/**
 * Text and attribute values as a template may put them between tags (XML 1.0 §2.2, §2.4). Texts are as canonical form writes
 * them, so that an answer can be signed as it stands.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot carry.
const CANNOT = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const TEXT_SPECIAL = /[\0-\x08\x0B-\x1F&<>\uD800-\uDFFF\uFFFE\uFFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const ATTRIBUTE_SPECIAL = /[\0-\x1F&<>"'\uD800-\uDFFF\uFFFE\uFFFF]/;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/** True where XML can carry every character of the text. */
export function isXmlText(text: string): boolean {
  return text.search(CANNOT) === -1;
}

/** The text of an element. What XML 1.0 cannot carry is replaced with U+FFFD; a reader gets back everything else. */
export function escapeText(text: string): string {
  if (!TEXT_SPECIAL.test(text)) return text;
  return text.replace(CANNOT, '\uFFFD').replace(/[&<>\r]/g, (char) => ESCAPES[char] as string);
}

/** The value of an attribute, for either kind of quotes. As for text; line ends and tabs survive as references. */
export function escapeAttribute(value: string): string {
  if (!ATTRIBUTE_SPECIAL.test(value)) return value;
  return value.replace(CANNOT, '\uFFFD').replace(/[&<>"'\r\n\t]/g, (char) => ESCAPES[char] as string);
}
