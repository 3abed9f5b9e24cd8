/** Names as XML 1.0 (fifth edition, §2.3) and Namespaces in XML 1.0 (§3, §4) have them. */

const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const REST = `${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040`;

/** A name without a colon. */
const NC_NAME = new RegExp(`^[${START}][${REST}]*$`, 'u');

/** 1 for the ASCII characters that may stand anywhere in a name, the colon included. */
const ASCII_NAME = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:')
  ASCII_NAME[char.charCodeAt(0)] = 1;

/** The end of the run of characters from `from` on that may be a name; beyond ASCII it takes everything. */
export function nameEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code > 127 || ASCII_NAME[code] === 1)) return at;
    at++;
  }
}

/** A qualified name in its two parts; undefined where it is no QName. */
export function splitName(name: string): { readonly prefix: string; readonly local: string } | undefined {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  const local = colon === -1 ? name : name.slice(colon + 1);
  if (!NC_NAME.test(local) || (colon !== -1 && !NC_NAME.test(prefix))) return undefined;
  return { prefix, local };
}

/** True for a name without a colon. */
export function isNcName(name: string): boolean {
  return NC_NAME.test(name);
}
