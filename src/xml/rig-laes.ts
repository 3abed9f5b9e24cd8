/** The reader of rich trees (rig.ts): the same one pass of saxes as reader.ts, which keeps more of what it is told. */
import { type GivetAttribut, NOT_SPACE, type OpenElement, Reader, XMLNS_NS } from './reader.ts';
import type { Erklaering, RigtAttribut, RigtDokument, RigtElement } from './rig.ts';
import { afvisIndskud } from './rig-indskud.ts';
import { XSI_NS } from './xsi.ts';

const NO_ATTRIBUTES: readonly RigtAttribut[] = [];
const NO_DECLARATIONS: readonly Erklaering[] = [];

/** A URI with a scheme (RFC 3986 §3.1). */
const ABSOLUT = /^[A-Za-z][A-Za-z0-9+.-]*:/;

interface AabentRigt extends OpenElement {
  praefiks: string;
  attributter: readonly RigtAttribut[];
  boern: RigtElement[];
  erklaeringer: readonly Erklaering[];
  indhold: (string | RigtElement)[];
  foraelder: RigtElement | undefined;
}

export class RigReader extends Reader {
  private readonly aabne: AabentRigt[] = [];

  /** As Reader.document; also refuses what rig-indskud.ts refuses. */
  override document(text: string): RigtDokument {
    const { rod, hasXsi } = super.document(text);
    afvisIndskud(text);
    return { rod: rod as RigtElement, hasXsi };
  }

  protected override openElement(ns: string, navn: string, given: readonly GivetAttribut[], praefiks: string): void {
    const foraelder = this.aabne.at(-1);
    const element: AabentRigt = {
      ns,
      navn,
      attributter: NO_ATTRIBUTES,
      boern: [],
      tekst: '',
      linje: this.line,
      praefiks,
      erklaeringer: NO_DECLARATIONS,
      indhold: [],
      foraelder,
    };
    if (given.length > 0) this.attributterOf(element, given);
    if (foraelder) {
      foraelder.boern.push(element);
      foraelder.indhold.push(element);
    } else this.root = element;
    this.open.push(element);
    this.aabne.push(element);
  }

  private attributterOf(element: AabentRigt, given: readonly GivetAttribut[]): void {
    const attributter: RigtAttribut[] = [];
    const erklaeringer: Erklaering[] = [];
    for (const { uri, local, value, prefix } of given) {
      if (uri !== XMLNS_NS) {
        if (uri === XSI_NS) this.hasXsi = true;
        attributter.push({ ns: uri, navn: local, vaerdi: value, praefiks: prefix });
        continue;
      }
      if (value !== '') this.afvisNavnerum(value);
      erklaeringer.push({ praefiks: prefix === '' ? '' : local, ns: value });
    }
    if (attributter.length > 0) element.attributter = attributter;
    if (erklaeringer.length > 0) element.erklaeringer = erklaeringer;
  }

  private afvisNavnerum(ns: string): void {
    // saxes takes the spaces away before it compares; others do not, and would see another namespace.
    if (ns.trim() !== ns) throw this.fault('malformed-request', 'et navnerum må ikke have blanke i enderne');
    // Canonical XML 1.0 §1.3: a document with a relative one has no canonical form.
    if (!ABSOLUT.test(ns)) throw this.fault('malformed-request', 'et navnerum skal være en absolut URI');
  }

  protected override text(text: string): void {
    const indhold = this.aabne.at(-1)?.indhold;
    if (!indhold) return;
    const sidst = indhold.length - 1;
    if (typeof indhold[sidst] === 'string') indhold[sidst] += text;
    else if (text !== '') indhold.push(text);
  }

  protected override closeElement(): OpenElement | undefined {
    this.open.pop();
    const element = this.aabne.pop();
    if (!element) return undefined;
    const { indhold, boern } = element;
    if (boern.length === 0) element.tekst = (indhold[0] as string | undefined) ?? '';
    else if (indhold.length > boern.length) {
      const tekst = indhold.filter((del) => typeof del === 'string').join('');
      if (NOT_SPACE.test(tekst)) element.tekst = tekst;
    }
    return element;
  }
}
