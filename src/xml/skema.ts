/**
 * XML Schema validation: a set of schema documents in memory is compiled once and judges messages. Nothing is ever read
 * from disk or network: while a schema is compiled, libxml2 is offered the given documents and nothing else, and
 * afterwards nothing at all. Door file.
 */
import { XmlBufferInputProvider, xmlCleanupInputProvider, xmlRegisterInputProvider } from 'libxml2-wasm';
import {
  type CompiledSchema,
  compileDocument,
  freeDocument,
  freeSchema,
  readDocument,
  validateDocument,
} from './libxml.ts';

export interface XmlSkema extends Disposable {
  /**
   * The first error of a document, with its line and in libxml2's own words; undefined where it fits. The bytes are
   * UTF-8 and have passed parseXml, whose limits hold for the validator as well.
   */
  validate(bytes: Uint8Array): string | undefined;
}

/** Compiles the schema document `root` among `documents` (texts by address). Throws where one is wrong or missing. */
export function compileSkema(documents: ReadonlyMap<string, string>, root: string): XmlSkema {
  const buffers = Object.fromEntries(
    [...documents].map(([address, text]) => [address, new TextEncoder().encode(text)]),
  );
  const rootBuffer = buffers[root];
  if (!rootBuffer) throw new Error(`no schema document ${root}`);
  if (!xmlRegisterInputProvider(new XmlBufferInputProvider(buffers)))
    throw new Error('libxml2 takes no input provider');
  const document = readDocument(rootBuffer, root);
  const schema = typeof document === 'string' ? document : compileDocument(document);
  xmlCleanupInputProvider();
  if (typeof document === 'string' || typeof schema === 'string') throw new Error(`schema ${root}: ${schema}`);
  return {
    validate: (bytes) => validate(schema, bytes),
    [Symbol.dispose]() {
      freeSchema(schema);
      freeDocument(document);
    },
  };
}

function validate(schema: CompiledSchema, bytes: Uint8Array): string | undefined {
  const document = readDocument(bytes);
  if (typeof document === 'string') return document;
  const error = validateDocument(schema, document);
  freeDocument(document);
  return error;
}
