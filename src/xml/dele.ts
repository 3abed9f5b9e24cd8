/**
 * A document of any length, read in pieces: the parts of it that are worth a tree are given out one by one and forgotten,
 * so that memory holds one of them. The rules are those of parse.ts; its limits hold for each part. Door file.
 */
import type { XmlDokument, XmlElement, XmlLimits } from './parse.ts';
import { NOT_SPACE, type OpenElement, Reader, refuseDoctype } from './reader.ts';

export interface DelLimits extends XmlLimits {
  /** Characters from the end of one part to the end of the next. */
  readonly charsMax: number;
}

/** True where the last of the open elements, the root first, is a part. Asked when it begins. */
export type IsDel = (open: readonly XmlElement[]) => boolean;

/** Characters before the root begins. */
const PROLOG_CHARS_MAX = 65_536;

export class DelReader extends Reader {
  readonly #charsMax: number;
  readonly #isDel: IsDel;
  #prolog = '';
  #chars = 0;
  /** Number of elements that were open when the part began, itself included; 0 outside a part. */
  #depth = 0;
  #dele: XmlDokument[] = [];

  constructor(limits: DelLimits, isDel: IsDel) {
    super(limits);
    this.#charsMax = limits.charsMax;
    this.#isDel = isDel;
  }

  /** The root, as soon as it has begun; its children are not kept. */
  get rod(): XmlElement | undefined {
    return this.root;
  }

  /** Takes some more of the text; gives the parts that end in it. Throws FkorgError as parseXml does. */
  write(text: string): readonly XmlDokument[] {
    if (!this.root) {
      this.#prolog += text;
      if (this.#prolog.includes('<!DOCTYPE')) refuseDoctype(this.#prolog);
    }
    this.#chars += text.length;
    this.parse(() => this.parser.write(text));
    const max = this.root ? this.#charsMax : PROLOG_CHARS_MAX;
    if (this.#chars > max) throw this.fault('limit-passed', `højst ${max} tegn i et objekt`);
    const dele = this.#dele;
    this.#dele = [];
    return dele;
  }

  /** The text is over. Throws FkorgError where the document is not. */
  end(): void {
    this.parse(() => this.parser.close());
  }

  protected override openElement(...given: Parameters<Reader['openElement']>): void {
    if (this.#depth === 0) this.hasXsi = false;
    super.openElement(...given);
    if (this.#depth === 0 && this.#isDel(this.open)) this.#depth = this.open.length;
  }

  protected override text(text: string): void {
    if (this.#depth > 0) super.text(text);
    else if (this.open.length > 0 && NOT_SPACE.test(text)) {
      throw this.fault('malformed-request', 'her må kun stå elementer');
    }
  }

  protected override closeElement(): OpenElement | undefined {
    const depth = this.open.length;
    const element = super.closeElement();
    if (element && this.#depth === depth) {
      this.#dele.push({ rod: element, hasXsi: this.hasXsi });
      this.#depth = 0;
      this.#chars = 0;
    }
    if (this.#depth === 0) {
      this.open.at(-1)?.boern.pop();
      this.elements = this.open.length;
    }
    return element;
  }
}
