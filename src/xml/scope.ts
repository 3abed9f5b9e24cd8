/** The namespace declarations that hold at a place in a document (Namespaces in XML 1.0), with the names resolved there. */
import { isNcName, splitName } from './names.ts';

const XML_NS = 'http://www.w3.org/XML/1998/namespace';
/** XML Schema instances: xsi:type, xsi:nil, xsi:schemaLocation. */
export const XSI_NS = 'http://www.w3.org/2001/XMLSchema-instance';

const XMLNS_NS = 'http://www.w3.org/2000/xmlns/';

/** A name resolved to its namespace; `''` where it has none. */
export interface ExpandedName {
  readonly ns: string;
  readonly navn: string;
}

/** Children without declarations of their own share the scope of their parent, and so what it has resolved before. */
export class Scope {
  private readonly parent: Scope | undefined;
  private readonly declared = new Map<string, string>();
  private readonly elementNames = new Map<string, ExpandedName>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  /** Declares a prefix (undefined for the default). Gives the broken rule in Danish where it may not be declared so. */
  declare(prefix: string | undefined, ns: string): string | undefined {
    if (prefix === 'xmlns' || ns === XMLNS_NS) return 'præfikset xmlns kan ikke erklæres';
    if ((prefix === 'xml') !== (ns === XML_NS)) return 'præfikset xml kan ikke erklæres om';
    if (prefix !== undefined && !isNcName(prefix)) return 'præfikset er ikke et gyldigt navn';
    if (prefix !== undefined && ns === '') return 'et præfiks kan ikke erklæres med et tomt navnerum';
    this.declared.set(prefix ?? '', ns);
    return undefined;
  }

  /** The namespace of a prefix; undefined where it is not declared. */
  resolve(prefix: string): string | undefined {
    if (prefix === 'xml') return XML_NS;
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const ns = scope.declared.get(prefix);
      if (ns !== undefined) return ns;
    }
    return prefix === '' ? '' : undefined;
  }

  /** The name of an element; undefined where it is no QName or its prefix is not declared. */
  element(name: string): ExpandedName | undefined {
    const known = this.elementNames.get(name);
    if (known) return known;
    const parts = splitName(name);
    const ns = parts && this.resolve(parts.prefix);
    if (ns === undefined) return undefined;
    const expanded = { ns, navn: parts!.local };
    this.elementNames.set(name, expanded);
    return expanded;
  }

  /** The name of an attribute: without a prefix it is in no namespace. Undefined as for an element. */
  attribute(name: string): ExpandedName | undefined {
    const parts = splitName(name);
    const ns = parts && (parts.prefix === '' ? '' : this.resolve(parts.prefix));
    return ns === undefined ? undefined : { ns, navn: parts!.local };
  }
}
