/** What may stand round the root element: the XML declaration, comments, processing instructions (XML 1.0 §2.5 to §2.8). */
import { shownName, xmlFault } from './fault.ts';
import { isNcName, nameEnd } from './names.ts';

const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])([^"'<>]*)\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])([A-Za-z][A-Za-z0-9._-]*)\3)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\5)?[ \t\n]*\?>/;
const BEGINS_DECLARATION = /^<\?xml[ \t\n?]/;

/** A declaration is short; what is longer is none. */
const DECLARATION_CHARS_MAX = 1000;

const SPACE = /[^ \t\n]|$/g;

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return SPACE.exec(text)!.index;
}

/** The place after the XML declaration; 0 where there is none. */
function afterDeclaration(text: string): number {
  if (!BEGINS_DECLARATION.test(text)) return 0;
  const match = DECLARATION.exec(text.slice(0, DECLARATION_CHARS_MAX));
  if (!match) throw xmlFault('malformed-request', text, 0, 'XML-erklæringen er ikke gyldig');
  const [whole, , version, , encoding] = match;
  if (version !== '1.0') throw xmlFault('malformed-request', text, 0, 'XML-erklæringen skal sige version 1.0');
  if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
    const rule = `XML-erklæringen siger tegnsættet ${shownName(encoding)}; det skal være UTF-8`;
    throw xmlFault('malformed-request', text, 0, rule);
  }
  return whole.length;
}

/** The place after a comment that begins at `at`. */
function afterComment(text: string, at: number): number {
  const end = text.indexOf('--', at + 4);
  if (end === -1) throw xmlFault('malformed-request', text, at, 'kommentaren er ikke lukket');
  if (text[end + 2] !== '>') throw xmlFault('malformed-request', text, end, '-- må ikke stå i en kommentar');
  return end + 3;
}

/** The place after a processing instruction that begins at `at`. */
function afterInstruction(text: string, at: number): number {
  const nameStop = nameEnd(text, at + 2);
  const target = text.slice(at + 2, nameStop);
  const end = text.indexOf('?>', nameStop);
  if (end === -1) throw xmlFault('malformed-request', text, at, 'instruktionen er ikke lukket');
  if (target.toLowerCase() === 'xml') {
    throw xmlFault('malformed-request', text, at, 'en XML-erklæring kan kun stå først i dokumentet');
  }
  if (!isNcName(target) || (end > nameStop && !' \t\n'.includes(text.charAt(nameStop)))) {
    throw xmlFault('malformed-request', text, at, 'instruktionens navn er ikke gyldigt');
  }
  return end + 2;
}

/** The place after one comment or processing instruction at `at`; `at` itself where there is none. */
export function afterMark(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return afterComment(text, at);
  if (text.startsWith('<?', at)) return afterInstruction(text, at);
  return at;
}

/** The place after all comments, processing instructions and white space from `at` on. */
export function afterMisc(text: string, at: number): number {
  let from = afterSpace(text, at);
  for (let next = afterMark(text, from); next !== from; next = afterMark(text, from)) from = afterSpace(text, next);
  return from;
}

/** The place of the root element. A document type is refused, whatever is in it. */
export function rootAt(text: string): number {
  const at = afterMisc(text, afterDeclaration(text));
  if (text.startsWith('<!DOCTYPE', at)) {
    throw xmlFault('malformed-request', text, at, 'en dokumenttype (DOCTYPE) er ikke tilladt');
  }
  if (at === text.length) throw xmlFault('malformed-request', text, at, 'der er intet rodelement');
  if (text[at] !== '<') throw xmlFault('malformed-request', text, at, 'der må ingen tekst stå før rodelementet');
  return at;
}
