/**
 * Exclusive XML Canonicalization 1.0 without comments (W3C, 18 July 2002) of an element of a rich tree, with its
 * InclusiveNamespaces PrefixList. Namespaces and attributes come in the order of code points. Door file.
 */
import { afKodepunkter, kanoniskTekst, kanoniskVaerdi } from './kanonisk-tegn.ts';
import type { RigtAttribut, RigtElement } from './rig.ts';

export interface KanoniskOptions {
  /** Prefixes that are treated as Canonical XML does, whether used or not; `#default` is the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
  /** An element that is left out, with all that is in it: the signature in what it signs. */
  readonly uden?: RigtElement;
}

/** What is declared in the output where the writer is; each element takes its own back when it ends. */
class Skriver {
  ud = '';
  private readonly skrevet = new Map<string, string>([['', '']]);
  private readonly medtagne: ReadonlySet<string>;
  private readonly uden: RigtElement | undefined;

  constructor({ inclusivePrefixes, uden }: KanoniskOptions) {
    this.medtagne = new Set(inclusivePrefixes?.map((praefiks) => (praefiks === '#default' ? '' : praefiks)));
    this.uden = uden;
  }

  /** `arvede` is given at the apex: what is declared there, though it may stand on an element that is not written. */
  element(element: RigtElement, arvede: ReadonlyMap<string, string> | undefined): void {
    const navn = element.praefiks === '' ? element.navn : `${element.praefiks}:${element.navn}`;
    this.ud += `<${navn}`;
    const foer = this.navnerum(element, arvede);
    if (element.attributter.length > 0) this.attributter(element.attributter);
    this.ud += '>';
    for (const del of element.indhold) {
      if (typeof del === 'string') this.ud += kanoniskTekst(del);
      else if (del !== this.uden) this.element(del, undefined);
    }
    this.ud += `</${navn}>`;
    if (foer) for (const [praefiks, ns] of foer) this.gendan(praefiks, ns);
  }

  private gendan(praefiks: string, ns: string | undefined): void {
    if (ns === undefined) this.skrevet.delete(praefiks);
    else this.skrevet.set(praefiks, ns);
  }

  /** Writes the declarations that the element needs; gives what held before for their prefixes, where there are any. */
  private navnerum(
    element: RigtElement,
    arvede: ReadonlyMap<string, string> | undefined,
  ): readonly [string, string | undefined][] | undefined {
    let nye: Map<string, string> | undefined;
    const brug = (praefiks: string, ns: string) => {
      if (praefiks === 'xml' || this.skrevet.get(praefiks) === ns) return;
      nye ??= new Map();
      nye.set(praefiks, ns);
    };
    brug(element.praefiks, element.ns);
    for (const { praefiks, ns } of element.attributter) if (praefiks !== '') brug(praefiks, ns);
    if (this.medtagne.size > 0) {
      const erklaerede = arvede ?? element.erklaeringer.map(({ praefiks, ns }) => [praefiks, ns] as const);
      for (const [praefiks, ns] of erklaerede) if (this.medtagne.has(praefiks)) brug(praefiks, ns);
    }
    if (!nye) return undefined;
    const raekke = [...nye];
    if (raekke.length > 1) raekke.sort(([a], [b]) => afKodepunkter(a, b));
    return raekke.map(([praefiks, ns]) => {
      this.ud += ` ${praefiks === '' ? 'xmlns' : `xmlns:${praefiks}`}="${kanoniskVaerdi(ns)}"`;
      const foer = this.skrevet.get(praefiks);
      this.skrevet.set(praefiks, ns);
      return [praefiks, foer];
    });
  }

  private attributter(attributter: readonly RigtAttribut[]): void {
    const raekke =
      attributter.length === 1
        ? attributter
        : attributter.toSorted((a, b) => afKodepunkter(a.ns, b.ns) || afKodepunkter(a.navn, b.navn));
    for (const { praefiks, navn, vaerdi } of raekke) {
      this.ud += ` ${praefiks === '' ? navn : `${praefiks}:${navn}`}="${kanoniskVaerdi(vaerdi)}"`;
    }
  }
}

/** Every namespace that is declared where the element is: on itself or on an ancestor, the nearest of which counts. */
function arvedeVed(element: RigtElement): ReadonlyMap<string, string> {
  const arvede = new Map<string, string>();
  for (let her: RigtElement | undefined = element; her; her = her.foraelder) {
    for (const { praefiks, ns } of her.erklaeringer) if (!arvede.has(praefiks)) arvede.set(praefiks, ns);
  }
  return arvede;
}

/**
 * The canonical form of the element and all that is in it. Takes time in proportion to what is written and, with a list of
 * prefixes, to what the ancestors declare.
 */
export function kanonisk(element: RigtElement, options: KanoniskOptions = {}): string {
  const skriver = new Skriver(options);
  const needsArvede = options.inclusivePrefixes !== undefined && options.inclusivePrefixes.length > 0;
  skriver.element(element, needsArvede ? arvedeVed(element) : undefined);
  return skriver.ud;
}
