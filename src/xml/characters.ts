/** Characters and references as XML 1.0 (§2.2, §4.1) has them. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot carry.
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The place of the first character that XML cannot carry; -1 where there is none. */
export function forbiddenAt(text: string): number {
  return text.search(FORBIDDEN);
}

function isChar(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** What a reference (the part between `&` and `;`) stands for; undefined where it is none of XML's own. */
function referenced(name: string): string | undefined {
  if (name[0] !== '#') return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const isHex = name[1] === 'x';
  if (!(isHex ? /^#x[0-9a-fA-F]+$/ : /^#[0-9]+$/).test(name)) return undefined;
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return isChar(code) ? String.fromCodePoint(code) : undefined;
}

const REFERENCE_CHARS_MAX = 32;

/**
 * Text with its references replaced, or the place in it of the first that stands for nothing. The pieces are joined
 * once, so that a text of nothing but references costs no more than its length.
 */
export function dereference(text: string): string | number {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const name = /^&([^;]*);/.exec(text.slice(at, at + REFERENCE_CHARS_MAX))?.[1];
    const value = name === undefined ? undefined : referenced(name);
    if (name === undefined || value === undefined) return at;
    pieces.push(text.slice(from, at), value);
    from = at + name.length + 2;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
