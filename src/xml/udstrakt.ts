/**
 * A tree that also says where its elements stand in the text, so that one of them can be cut out, or another put in, and
 * every other character stays as it was sent. Door file.
 */
import type { XmlDokument, XmlElement, XmlLimits } from './parse.ts';
import { type OpenElement, Reader } from './reader.ts';

/** Offsets into the text: an element from `fra` to `til`, what is between its tags from `indreFra` to `indreTil`. */
export interface Udstraekning {
  readonly fra: number;
  readonly indreFra: number;
  /** Where the end tag begins. An element without one (`<a/>`) has `indreTil` before `indreFra`. */
  readonly indreTil: number;
  readonly til: number;
}

export interface UdstraktDokument extends XmlDokument {
  /** Of the elements that are at most so deep as was asked for. */
  readonly udstraekninger: ReadonlyMap<XmlElement, Udstraekning>;
}

class UdstraktReader extends Reader {
  readonly udstraekninger = new Map<XmlElement, Udstraekning>();
  readonly #text: string;
  readonly #dybde: number;
  readonly #begyndt: { fra: number; indreFra: number }[] = [];

  constructor(text: string, limits: XmlLimits, dybde: number) {
    super(limits);
    this.#text = text;
    this.#dybde = dybde;
  }

  protected override openElement(...given: Parameters<Reader['openElement']>): void {
    super.openElement(...given);
    if (this.open.length > this.#dybde) return;
    const { position } = this.parser;
    // No tag has another `<` in it: attribute values cannot hold one.
    this.#begyndt.push({ fra: this.#text.lastIndexOf('<', position - 1), indreFra: position });
  }

  protected override closeElement(): OpenElement | undefined {
    const isMed = this.open.length <= this.#dybde;
    const element = super.closeElement();
    const begyndt = isMed && element ? this.#begyndt.pop() : undefined;
    if (element && begyndt) {
      const { position } = this.parser;
      const indreTil = this.#text.lastIndexOf('<', position - 1);
      this.udstraekninger.set(element, { ...begyndt, indreTil, til: position });
    }
    return element;
  }
}

/** Reads a text as parseXml reads bytes, and keeps where the elements stand down to a depth (1 is the root). */
export function parseUdstrakt(text: string, limits: XmlLimits, dybde: number): UdstraktDokument {
  const reader = new UdstraktReader(text, limits, dybde);
  return { ...reader.document(text), udstraekninger: reader.udstraekninger };
}
