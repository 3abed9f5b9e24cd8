/** An XML document as a plain tree with resolved names, for reading schemas and WSDLs. It knows nothing of src. */
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface Node {
  readonly ns: string;
  readonly name: string;
  /** Attributes in no namespace, by local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
  /** Resolves a prefixed name that stands in an attribute value to `{namespace}local`. */
  readonly resolve: (qname: string) => string;
}

interface OpenNode extends Node {
  readonly children: Node[];
}

/** `{namespace}local`, the way names are written in reports. */
export function clark(ns: string, name: string): string {
  return `{${ns}}${name}`;
}

function resolverOf(scope: ReadonlyMap<string, string>): (qname: string) => string {
  return (qname) => {
    const [prefix, local] = qname.includes(':') ? qname.split(':', 2) : ['', qname];
    const ns = scope.get(prefix as string);
    if (ns === undefined && prefix !== '') throw new Error(`no namespace for the prefix of ${qname}`);
    return clark(ns ?? '', local as string);
  };
}

/** The tree of a document. Throws on text that is not well-formed XML. */
export function readTree(text: string): Node {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenNode[] = [];
  const scopes: ReadonlyMap<string, string>[] = [new Map()];
  let root: Node | undefined;

  parser.on('opentag', (tag: SaxesTagNS) => {
    const scope = new Map([...(scopes.at(-1) ?? []), ...Object.entries(tag.ns)]);
    const own = Object.values(tag.attributes).filter((attribute) => attribute.uri === '');
    const node: OpenNode = {
      ns: tag.uri,
      name: tag.local,
      attributes: new Map(own.map((attribute) => [attribute.local, attribute.value])),
      children: [],
      resolve: resolverOf(scope),
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
    scopes.push(scope);
  });
  parser.on('closetag', () => {
    open.pop();
    scopes.pop();
  });
  parser.write(text).close();
  if (!root) throw new Error('the document has no root');
  return root;
}

/** An attribute that must be there. */
export function attribute(node: Node, name: string): string {
  const value = node.attributes.get(name);
  if (value === undefined) throw new Error(`${node.name} has no attribute ${name}`);
  return value;
}

/** Refuses attributes that the reader does not know, so that none is overlooked. */
export function allowAttributes(node: Node, names: readonly string[]): void {
  for (const name of node.attributes.keys()) {
    if (!names.includes(name)) throw new Error(`unknown attribute ${name} on ${node.name}`);
  }
}
