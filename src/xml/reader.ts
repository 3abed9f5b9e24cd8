/**
 * The reader behind parse.ts: saxes tells of marks and text, and here they become a tree, within limits. saxes checks
 * well-formedness by XML 1.0 and Namespaces in XML 1.0, knows no entities but XML's own and never looks outside the text.
 */
import { SaxesParser } from 'saxes';
import { FkorgError } from '../base/error.ts';
import type { XmlAttribut, XmlDokument, XmlElement, XmlLimits } from './parse.ts';
import { XSI_NS } from './xsi.ts';

export const XMLNS_NS = 'http://www.w3.org/2000/xmlns/';
const NO_ATTRIBUTES: readonly XmlAttribut[] = [];
export const NOT_SPACE = /[^ \t\n\r]/;
/** How the errors of saxes begin: with line and column. */
const SAXES_PLACE = /^\d+:\d+: /;
/** Its messages hold names of the document, of any length. */
const MESSAGE_CHARS_MAX = 200;

/** An element while it is open; `pieces` are the pieces of its text where there is more than one, joined once. */
export interface OpenElement {
  ns: string;
  navn: string;
  attributter: readonly XmlAttribut[];
  boern: XmlElement[];
  tekst: string;
  linje: number;
}

/** What saxes tells of an attribute; declarations of namespaces are among them. */
export interface GivetAttribut {
  uri: string;
  local: string;
  value: string;
  prefix: string;
}

type Parser = SaxesParser<{ xmlns: true; position: true }>;

function faultAt({ line, column }: Parser, code: 'malformed-request' | 'limit-passed', rule: string): FkorgError {
  return new FkorgError(code, `XML'en afvises i linje ${line}, tegn ${column + 1}: ${rule}`);
}

/** Reads up to the root with a parser of its own (see the constructor below). After the root saxes itself refuses it. */
export function refuseDoctype(text: string): void {
  const parser: Parser = new SaxesParser({ xmlns: true, position: true });
  const root = new Error('the root begins');
  parser.on('opentagstart', () => {
    throw root;
  });
  parser.on('doctype', () => {
    throw faultAt(parser, 'malformed-request', 'DOCTYPE er ikke tilladt');
  });
  try {
    parser.write(text);
  } catch (error) {
    if (error instanceof FkorgError) throw error;
  }
}

export class Reader {
  protected readonly parser: Parser = new SaxesParser({ xmlns: true, position: true });
  private readonly limits: XmlLimits;
  protected readonly open: OpenElement[] = [];
  private readonly pieces: (string[] | undefined)[] = [];
  protected root: OpenElement | undefined;
  /** Counted against the limit. */
  protected elements = 0;
  /** The attributes of the element that begins; saxes fills in their namespaces before it tells that it has begun. */
  private readonly given: GivetAttribut[] = [];
  protected line = 1;
  protected hasXsi = false;

  /**
   * No more than six handlers: `on` puts each on the parser as a property, and from the seventh on V8 keeps the parser as
   * a hash table, which makes every step of saxes four times as slow (measured on Node 24; reader.test.ts guards it).
   */
  constructor(limits: XmlLimits) {
    this.limits = limits;
    this.parser.on('opentagstart', () => this.startElement());
    this.parser.on('attribute', (attribute) => this.attribute(attribute));
    this.parser.on('opentag', (tag) => this.openElement(tag.uri, tag.local, this.given, tag.prefix));
    this.parser.on('closetag', () => this.closeElement());
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
  }

  /** Reads the whole text. Throws FkorgError at the first thing that is refused; what follows is not looked at. */
  document(text: string): XmlDokument {
    if (text.includes('<!DOCTYPE')) refuseDoctype(text);
    this.parse(() => this.parser.write(text).close());
    return { rod: this.root!, hasXsi: this.hasXsi };
  }

  /** Lets saxes work; what it says is wrong becomes an error of ours. */
  protected parse(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Error) || !SAXES_PLACE.test(error.message)) throw error;
      const message = error.message.replace(SAXES_PLACE, '').slice(0, MESSAGE_CHARS_MAX);
      throw this.fault('malformed-request', `den er ikke velformet (${message})`);
    }
  }

  protected fault(code: 'malformed-request' | 'limit-passed', rule: string): FkorgError {
    return faultAt(this.parser, code, rule);
  }

  /** Checked when the root begins. */
  private declaration(): void {
    const { version, encoding } = this.parser.xmlDecl;
    if (version !== undefined && version !== '1.0') {
      throw this.fault('malformed-request', 'kun XML version 1.0 forstås');
    }
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw this.fault('malformed-request', `tegnsættet er ${encoding.slice(0, 40)}; det skal være UTF-8`);
    }
  }

  private startElement(): void {
    const { depthMax, elementsMax } = this.limits;
    if (!this.root) this.declaration();
    this.line = this.parser.line;
    this.given.length = 0;
    if (this.open.length === depthMax) throw this.fault('limit-passed', `højst ${depthMax} elementer inden i hinanden`);
    if (++this.elements > elementsMax) throw this.fault('limit-passed', `højst ${elementsMax} elementer i alt`);
  }

  private attribute(attribute: object): void {
    const { attributesMax } = this.limits;
    if (this.given.push(attribute as GivetAttribut) > attributesMax) {
      throw this.fault('limit-passed', `højst ${attributesMax} attributter på et element`);
    }
  }

  /** @param attributes Good until this returns. */
  protected openElement(ns: string, navn: string, attributes: readonly GivetAttribut[], _prefix: string): void {
    const element: OpenElement = {
      ns,
      navn,
      attributter: attributes.length === 0 ? NO_ATTRIBUTES : this.kept(attributes),
      boern: [],
      tekst: '',
      linje: this.line,
    };
    const parent = this.open.at(-1);
    if (parent) parent.boern.push(element);
    else this.root = element;
    this.open.push(element);
    this.pieces.push(undefined);
  }

  /** The attributes that are not namespace declarations. */
  private kept(attributes: readonly GivetAttribut[]): readonly XmlAttribut[] {
    const kept: XmlAttribut[] = [];
    for (const { uri, local, value } of attributes) {
      if (uri === XMLNS_NS) continue;
      if (uri === XSI_NS) this.hasXsi = true;
      kept.push({ ns: uri, navn: local, vaerdi: value });
    }
    return kept.length === 0 ? NO_ATTRIBUTES : kept;
  }

  protected text(text: string): void {
    const element = this.open.at(-1);
    if (!element) return;
    const at = this.open.length - 1;
    const pieces = this.pieces[at];
    if (pieces) pieces.push(text);
    else if (element.tekst === '') element.tekst = text;
    else this.pieces[at] = [element.tekst, text];
  }

  protected closeElement(): OpenElement | undefined {
    const element = this.open.pop();
    const pieces = this.pieces.pop();
    if (!element) return undefined;
    if (pieces) element.tekst = pieces.join('');
    if (element.boern.length > 0 && !NOT_SPACE.test(element.tekst)) element.tekst = '';
    return element;
  }
}
