/** A tree of elements written as XML again, for the one case in which the bytes as sent cannot be used (see xsi.ts). */
import type { XmlElement } from './parse.ts';
import { escapeAttribute, escapeText } from './write.ts';

const XML_NS = 'http://www.w3.org/XML/1998/namespace';

/** Each namespace gets one prefix, declared on the root; nothing is in a default namespace. */
class Prefixes {
  private readonly prefixes = new Map<string, string>([[XML_NS, 'xml']]);

  /** `prefix:` or, for no namespace, nothing. */
  of(ns: string): string {
    if (ns === '') return '';
    let prefix = this.prefixes.get(ns);
    if (prefix === undefined) {
      prefix = `n${this.prefixes.size}`;
      this.prefixes.set(ns, prefix);
    }
    return `${prefix}:`;
  }

  declarations(): string {
    let text = '';
    for (const [ns, prefix] of this.prefixes) if (ns !== XML_NS) text += ` xmlns:${prefix}="${escapeAttribute(ns)}"`;
    return text;
  }
}

/** Writes the children of the element and its end tag; the start tag up to its last attribute is there already. */
function writeRest(element: XmlElement, name: string, prefixes: Prefixes, out: string[]): void {
  out.push('>', escapeText(element.tekst));
  for (const child of element.boern) {
    const childName = prefixes.of(child.ns) + child.navn;
    out.push('<', childName, attributesOf(child, prefixes));
    writeRest(child, childName, prefixes, out);
  }
  out.push('</', name, '>');
}

function attributesOf({ attributter }: XmlElement, prefixes: Prefixes): string {
  return attributter.map(({ ns, navn, vaerdi }) => ` ${prefixes.of(ns)}${navn}="${escapeAttribute(vaerdi)}"`).join('');
}

/**
 * The element as an XML document in UTF-8. Namespaces, names, attributes, texts and their order are kept; prefixes are
 * not, and the text of an element that has both text and children stands before the children.
 */
export function serializeXml(root: XmlElement): Uint8Array {
  const prefixes = new Prefixes();
  const name = prefixes.of(root.ns) + root.navn;
  const attributes = attributesOf(root, prefixes);
  const rest: string[] = [];
  writeRest(root, name, prefixes, rest);
  return new TextEncoder().encode(`<${name}${prefixes.declarations()}${attributes}${rest.join('')}`);
}
