/**
 * The reader behind parse.ts: one pass over the text with a stack of open elements. It checks well-formedness by
 * XML 1.0 and Namespaces in XML 1.0; the sections named here are those of XML 1.0.
 */
import { type RawAttribute, readAttributes, spaceEnd } from './attributes.ts';
import { dereference, forbiddenAt } from './characters.ts';
import { shownName, xmlFault } from './fault.ts';
import { nameEnd } from './names.ts';
import type { XmlAttribut, XmlDokument, XmlElement, XmlLimits } from './parse.ts';
import { afterMark, afterMisc, rootAt } from './prolog.ts';
import { Scope, XSI_NS } from './scope.ts';

/** An element while it is open. */
interface OpenElement extends XmlElement {
  boern: XmlElement[];
  tekst: string;
}

interface Level {
  readonly element: OpenElement;
  /** As written, with its prefix. */
  readonly name: string;
  readonly scope: Scope;
  /** The pieces of its text, where there is more than one. They are joined once. */
  pieces: string[] | undefined;
}

const NO_ATTRIBUTES: readonly XmlAttribut[] = [];
const NOT_SPACE = /[^ \t\n\r]/;
const BANG = 33;
const SLASH = 47;
const GREATER = 62;
const QUESTION = 63;

export class Reader {
  private readonly text: string;
  private readonly limits: XmlLimits;
  private readonly hasSectionEnd: boolean;
  private readonly levels: Level[] = [];
  private level: Level | undefined;
  private root: OpenElement | undefined;
  private at = 0;
  private elements = 0;
  private line = 1;
  private nextLine: number;
  private hasXsi = false;

  /** Line ends become `\n` (§2.11). */
  constructor(text: string, limits: XmlLimits) {
    this.text = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    this.limits = limits;
    this.hasSectionEnd = this.text.includes(']]>');
    this.nextLine = this.text.indexOf('\n');
  }

  document(): XmlDokument {
    const forbidden = forbiddenAt(this.text);
    if (forbidden !== -1) throw this.fault('tegnet kan ikke stå i XML', forbidden);
    this.at = rootAt(this.text);
    this.startTag();
    while (this.level) this.content(this.level);
    this.at = afterMisc(this.text, this.at);
    if (this.at < this.text.length) throw this.fault('der må intet stå efter rodelementet');
    return { rod: this.root!, hasXsi: this.hasXsi };
  }

  private fault(rule: string, at = this.at) {
    return xmlFault('malformed-request', this.text, at, rule);
  }

  private passed(rule: string) {
    return xmlFault('limit-passed', this.text, this.at, rule);
  }

  /** Text up to the next mark, and the mark. */
  private content(level: Level): void {
    const { text } = this;
    const open = text.indexOf('<', this.at);
    if (open === -1) throw this.fault(`<${shownName(level.name)}> er ikke lukket`, text.length);
    if (open > this.at) this.characters(level, open);
    this.at = open;
    const code = text.charCodeAt(open + 1);
    if (code === SLASH) this.endTag(level);
    else if (code === BANG && text.startsWith('<![CDATA[', open)) this.section(level);
    else if (code === BANG || code === QUESTION) this.mark();
    else this.startTag();
  }

  private mark(): void {
    const end = afterMark(this.text, this.at);
    if (end === this.at) throw this.fault('mærket er hverken element, kommentar eller CDATA');
    this.at = end;
  }

  private characters(level: Level, to: number): void {
    const raw = this.text.slice(this.at, to);
    if (this.hasSectionEnd && raw.includes(']]>')) {
      throw this.fault(']]> må ikke stå i tekst', this.at + raw.indexOf(']]>'));
    }
    const value = raw.includes('&') ? dereference(raw) : raw;
    if (typeof value === 'number') throw this.fault('& skal indlede en af XMLs egne referencer', this.at + value);
    addText(level, value);
  }

  private section(level: Level): void {
    const from = this.at + '<![CDATA['.length;
    const end = this.text.indexOf(']]>', from);
    if (end === -1) throw this.fault('CDATA er ikke lukket');
    addText(level, this.text.slice(from, end));
    this.at = end + 3;
  }

  private endTag(level: Level): void {
    const { text } = this;
    const from = this.at + 2;
    const stop = from + level.name.length;
    const end = text.charCodeAt(stop) === GREATER ? stop : spaceEnd(text, stop);
    if (!text.startsWith(level.name, from) || text.charCodeAt(end) !== GREATER) {
      throw this.fault(`her ventes </${shownName(level.name)}>`);
    }
    this.at = end + 1;
    closeText(level);
    this.levels.pop();
    this.level = this.levels.at(-1);
  }

  /** `<name attributes>` or `<name attributes/>` (§3.1). */
  private startTag(): void {
    const { text, level, limits } = this;
    const begin = this.at;
    if (this.levels.length === limits.depthMax)
      throw this.passed(`højst ${limits.depthMax} elementer inden i hinanden`);
    if (++this.elements > limits.elementsMax) throw this.passed(`højst ${limits.elementsMax} elementer`);
    const end = nameEnd(text, begin + 1);
    const name = text.slice(begin + 1, end);
    const read = text.charCodeAt(end) === GREATER ? undefined : readAttributes(text, end, limits.attributesMax);
    this.at = read ? read.end : end;
    const scope = this.scopeOf(level?.scope, read?.declarations);
    const expanded = scope.element(name);
    if (!expanded) throw this.fault(`${shownName(name)} er ikke et gyldigt navn med et erklæret præfiks`, begin);
    const element: OpenElement = {
      ns: expanded.ns,
      navn: expanded.navn,
      attributter: read && read.attributes.length > 0 ? this.expand(read.attributes, scope) : NO_ATTRIBUTES,
      boern: [],
      tekst: '',
      linje: this.lineOf(begin),
    };
    if (level) level.element.boern.push(element);
    else this.root = element;
    const isEmpty = text.charCodeAt(this.at) === SLASH;
    this.at += isEmpty ? 2 : 1;
    if (isEmpty) return;
    this.level = { element, name, scope, pieces: undefined };
    this.levels.push(this.level);
  }

  private lineOf(at: number): number {
    while (this.nextLine !== -1 && this.nextLine < at) {
      this.line++;
      this.nextLine = this.text.indexOf('\n', this.nextLine + 1);
    }
    return this.line;
  }

  private scopeOf(parent: Scope | undefined, declarations: readonly RawAttribute[] | undefined): Scope {
    if (parent && (!declarations || declarations.length === 0)) return parent;
    const scope = new Scope(parent);
    for (const { name, value, at } of declarations ?? []) {
      const rule = scope.declare(name === 'xmlns' ? undefined : name.slice('xmlns:'.length), value);
      if (rule) throw this.fault(rule, at);
    }
    return scope;
  }

  private expand(raw: readonly RawAttribute[], scope: Scope): readonly XmlAttribut[] {
    const seen = new Set<string>();
    return raw.map(({ name, value, at }) => {
      const expanded = scope.attribute(name);
      if (!expanded) throw this.fault(`${shownName(name)} er ikke et gyldigt navn med et erklæret præfiks`, at);
      const key = `${expanded.ns} ${expanded.navn}`;
      if (seen.has(key)) throw this.fault(`attributten ${shownName(name)} er der to gange`, at);
      seen.add(key);
      if (expanded.ns === XSI_NS) this.hasXsi = true;
      return { ns: expanded.ns, navn: expanded.navn, vaerdi: value };
    });
  }
}

function addText(level: Level, value: string): void {
  if (level.pieces) level.pieces.push(value);
  else if (level.element.tekst === '') level.element.tekst = value;
  else level.pieces = [level.element.tekst, value];
}

/** White space between child elements says nothing; in an element without children it may be its value. */
function closeText({ element, pieces }: Level): void {
  if (pieces) element.tekst = pieces.join('');
  if (element.boern.length > 0 && element.tekst !== '' && !NOT_SPACE.test(element.tekst)) element.tekst = '';
}
