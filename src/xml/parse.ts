/**
 * Bytes to a light tree of elements, within limits. XML 1.0 in UTF-8 with namespaces and without document types: what
 * a SOAP message may be (SOAP 1.2 part 1, §5). Comments and processing instructions are passed over. Door file.
 */
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';
import { Reader } from './reader.ts';
import type { RigtDokument } from './rig.ts';
import { RigReader } from './rig-laes.ts';

export interface XmlAttribut {
  readonly ns: string;
  readonly navn: string;
  readonly vaerdi: string;
}

export interface XmlElement {
  /** `''` where the element is in no namespace. */
  readonly ns: string;
  readonly navn: string;
  /** Without namespace declarations. */
  readonly attributter: readonly XmlAttribut[];
  readonly boern: readonly XmlElement[];
  /** The text directly in the element, in one piece; white space between child elements is left out. */
  readonly tekst: string;
  /** The line on which the element begins, from 1. */
  readonly linje: number;
}

export interface XmlDokument {
  readonly rod: XmlElement;
  /** True where an element has an attribute in the namespace of XML Schema instances (xsi:type, xsi:nil and so on). */
  readonly hasXsi: boolean;
}

/** How much of each a document may have. */
export interface XmlLimits {
  /** Elements inside one another. */
  readonly depthMax: number;
  readonly elementsMax: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributesMax: number;
}

/** Elements inside one another that the schema validator can take; no setting goes beyond it. */
const VALIDATOR_DEPTH_MAX = 256;

const MEBIBYTE = 1_048_576;

/** The limits of documents of at most `bytesMax` bytes, from the settings. */
export function xmlLimitsOf(limits: Limits, bytesMax: number): XmlLimits {
  return {
    depthMax: Math.min(limits.xmlDepthMax, VALIDATOR_DEPTH_MAX),
    elementsMax: limits.xmlElementsMax * Math.ceil(bytesMax / MEBIBYTE),
    attributesMax: limits.xmlAttributesMax,
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of an XML document that is in UTF-8. Throws FkorgError where it is not. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new FkorgError('malformed-request', "XML'en afvises: der er intet indhold");
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe) || first === 0 || second === 0) {
    throw new FkorgError('malformed-request', "XML'en afvises: den er i UTF-16 eller UTF-32; den skal være i UTF-8");
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new FkorgError('malformed-request', "XML'en afvises: den er ikke gyldig UTF-8", { cause });
  }
}

/**
 * Reads a document. Throws FkorgError: `malformed-request` where it is not well-formed, has a document type or another
 * encoding than UTF-8, `limit-passed` where it passes a limit; the text names line, column and rule. The time taken is
 * proportional to the bytes read, and reading stops at the first fault.
 *
 * With `isRig` the same tree keeps what canonical form needs (rig.ts), and processing instructions, comments within
 * Security and Assertion, and namespaces that are relative or have space at an end are refused too.
 */
export function parseXml(bytes: Uint8Array, limits: XmlLimits): XmlDokument;
export function parseXml(bytes: Uint8Array, limits: XmlLimits, options: { readonly isRig: true }): RigtDokument;
export function parseXml(bytes: Uint8Array, limits: XmlLimits, options?: { readonly isRig: boolean }): XmlDokument {
  const text = textOf(bytes);
  return (options?.isRig ? new RigReader(limits) : new Reader(limits)).document(text);
}
