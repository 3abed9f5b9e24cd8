/**
 * The few calls of libxml2 (WebAssembly) that schema validation needs, without the wrapper's own error collector: it
 * looks up the path of every error, which takes seconds for a list of 20,000 wrong values (its cost grows with their
 * square). Here an error costs a call that counts it, and only the first is read.
 */
import * as libxml2 from 'libxml2-wasm/lib/libxml2.mjs';

/** The one function that the package exports but leaves out of its types. */
const { addFunction } = libxml2 as unknown as {
  addFunction(handler: (data: number, error: number) => void, signature: 'vii'): number;
};

/** From libxml2's xmlErrorLevel: below it there are only warnings. */
const ERROR_LEVEL = 2;

/** No external entity, no network, plain text nodes for CDATA, line numbers beyond 65535. */
const PARSE_OPTIONS = 0x800000 | 0x800 | 0x4000 | 0x400000;

/** Text nodes beyond 10 MB and other big parts; for what has passed limits of our own. */
const PARSE_HUGE = 0x80000;

let firstError: string | undefined;

const keepFirst = addFunction((_data, error) => {
  if (firstError !== undefined || libxml2.XmlErrorStruct.level(error) < ERROR_LEVEL) return;
  firstError = `linje ${libxml2.XmlErrorStruct.line(error)}: ${libxml2.XmlErrorStruct.message(error).trim()}`;
}, 'vii');

function takeError(): string | undefined {
  const error = firstError;
  firstError = undefined;
  return error;
}

export type Document = number;
export type CompiledSchema = number;

/** A parsed document, to be given back with `freeDocument`; a text where it is none, or has a document type. */
export function readDocument(bytes: Uint8Array, address: string | null = null): Document | string {
  const context = libxml2.xmlNewParserCtxt();
  libxml2.xmlCtxtSetErrorHandler(context, keepFirst, 0);
  const document = libxml2.xmlReadMemory(context, bytes, address, 'UTF-8', PARSE_OPTIONS | PARSE_HUGE);
  libxml2.xmlFreeParserCtxt(context);
  const error = takeError() ?? (document === 0 ? 'dokumentet kan ikke læses' : undefined);
  const refused = error ?? (libxml2.xmlGetIntSubset(document) === 0 ? undefined : 'dokumenttype er ikke tilladt');
  if (refused === undefined) return document;
  if (document !== 0) libxml2.xmlFreeDoc(document);
  return refused;
}

export function freeDocument(document: Document): void {
  libxml2.xmlFreeDoc(document);
}

/** The first error of a document against a schema; undefined where it fits. */
export function validateDocument(schema: CompiledSchema, document: Document): string | undefined {
  const context = libxml2.xmlSchemaNewValidCtxt(schema);
  libxml2.xmlSchemaSetValidStructuredErrors(context, keepFirst, 0);
  const result = libxml2.xmlSchemaValidateDoc(context, document);
  libxml2.xmlSchemaFreeValidCtxt(context);
  const error = takeError();
  return result === 0 ? undefined : (error ?? `libxml2 svarer ${result}`);
}

/** Compiles the schema in a document; a text where it is none. Imports are read through the input providers. */
export function compileDocument(document: Document): CompiledSchema | string {
  const context = libxml2.xmlSchemaNewDocParserCtxt(document);
  libxml2.xmlSchemaSetParserStructuredErrors(context, keepFirst, 0);
  const schema = libxml2.xmlSchemaParse(context);
  libxml2.xmlSchemaFreeParserCtxt(context);
  const error = takeError();
  return schema === 0 ? (error ?? 'skemaet kan ikke læses') : schema;
}

export function freeSchema(schema: CompiledSchema): void {
  libxml2.xmlSchemaFree(schema);
}
