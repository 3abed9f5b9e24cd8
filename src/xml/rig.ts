/** A tree that also keeps what canonical form needs: prefixes, declarations, mixed content in order, the way up. Types. */
import type { XmlAttribut, XmlDokument, XmlElement } from './parse.ts';

export interface RigtAttribut extends XmlAttribut {
  /** `''` where the attribute has none. */
  readonly praefiks: string;
}

/** A namespace declaration; `praefiks` is `''` for the default namespace, `ns` is `''` where that is taken back. */
export interface Erklaering {
  readonly praefiks: string;
  readonly ns: string;
}

export interface RigtElement extends XmlElement {
  readonly praefiks: string;
  readonly attributter: readonly RigtAttribut[];
  readonly boern: readonly RigtElement[];
  /** What is declared on the element itself. */
  readonly erklaeringer: readonly Erklaering[];
  /** Texts, exactly as parsed, and elements, in order. No two texts stand side by side; comments are left out. */
  readonly indhold: readonly (string | RigtElement)[];
  readonly foraelder: RigtElement | undefined;
}

export interface RigtDokument extends XmlDokument {
  readonly rod: RigtElement;
}
