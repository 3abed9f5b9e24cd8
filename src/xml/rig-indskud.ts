/**
 * Comments and processing instructions where they must not be. Looked for in a pass of its own, which only a document
 * that seems to have one is given, after it was read within its limits: reader.ts can have no further handler.
 */
import { SaxesParser } from 'saxes';
import { FkorgError } from '../base/error.ts';

/** Local names of the elements in which a comment is refused, at any depth: what is signed and read as a claim. */
const UDEN_KOMMENTARER = new Set(['Security', 'Assertion']);

const DECLARATION = '<?xml ';

/**
 * Throws FkorgError (`malformed-request`) where a well-formed text has a processing instruction (SOAP 1.2 §5 has none), or
 * a comment within an element called Security or Assertion. A comment elsewhere changes no text: the tree leaves it out.
 */
export function afvisIndskud(text: string): void {
  const isMistaenkt =
    text.includes('<!--') || text.includes('<?', text.startsWith(DECLARATION) ? DECLARATION.length : 0);
  if (!isMistaenkt) return;
  const parser = new SaxesParser({ xmlns: true, position: true });
  let dybde = 0;
  let forbudtFra = 0;
  const afvis = (regel: string): never => {
    throw new FkorgError('malformed-request', `XML'en afvises i linje ${parser.line}: ${regel}`);
  };
  parser.on('opentag', ({ local }) => {
    dybde++;
    if (forbudtFra === 0 && UDEN_KOMMENTARER.has(local)) forbudtFra = dybde;
  });
  parser.on('closetag', () => {
    if (dybde-- === forbudtFra) forbudtFra = 0;
  });
  parser.on('processinginstruction', () => afvis('behandlingsinstruktioner er ikke tilladt'));
  parser.on('comment', () => {
    if (forbudtFra > 0) afvis('kommentarer er ikke tilladt i Security og Assertion');
  });
  parser.write(text).close();
}
