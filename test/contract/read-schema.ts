/**
 * Reads XSD documents into canonical components: what they mean, not how they are written. It knows the part of XML
 * Schema that the contract uses and throws on anything else, so that nothing is overlooked.
 */
import type { Component, Property } from './component.ts';
import { allowAttributes, attribute, clark, type Node } from './tree.ts';

export const XSD = 'http://www.w3.org/2001/XMLSchema';

const FACETS = ['minLength', 'maxLength', 'length', 'pattern', 'whiteSpace', 'minInclusive', 'maxInclusive'];
const GROUPS = ['sequence', 'choice', 'all'];

export const elementKey = (name: string): string => `element ${name}`;
export const typeKey = (name: string): string => `type ${name}`;

/** What is left of a content model when empty wrappings are taken away. */
interface Group {
  readonly model: string;
  readonly count: string;
  readonly items: readonly string[];
}

interface Content {
  readonly properties: Map<string, Property>;
  readonly refersTo: string[];
}

const count = (node: Node): string =>
  `${node.attributes.get('minOccurs') ?? '1'}..${node.attributes.get('maxOccurs') ?? '1'}`;

function childrenOf(node: Node): readonly Node[] {
  const stranger = node.children.find((child) => child.ns !== XSD);
  if (stranger) throw new Error(`${stranger.name} is not an element of XML Schema`);
  return node.children.filter((child) => child.name !== 'annotation');
}

function unknown(node: Node, where: string): Error {
  return new Error(`unknown construct ${node.name} in ${where}`);
}

/** The only child, if there is one. */
function onlyChild(node: Node): Node | undefined {
  const [child, ...more] = childrenOf(node);
  if (more.length > 0) throw new Error(`${node.name} has ${more.length + 1} children`);
  return child;
}

/** Reads the declarations of one document for one target namespace. */
class Reader {
  readonly targetNamespace: string;

  constructor(targetNamespace: string) {
    this.targetNamespace = targetNamespace;
  }

  /** A named type refers to it; a built-in one refers to nothing. */
  private useType(name: string, content: Content): string {
    if (!name.startsWith(`{${XSD}}`)) content.refersTo.push(typeKey(name));
    return name;
  }

  private simple(node: Node, content: Content): void {
    const restriction = onlyChild(node);
    if (restriction?.name !== 'restriction') throw new Error('a simple type without a restriction');
    allowAttributes(restriction, ['base']);
    content.properties.set('base', this.useType(restriction.resolve(attribute(restriction, 'base')), content));
    const values: string[] = [];
    for (const facet of childrenOf(restriction)) {
      allowAttributes(facet, ['value']);
      if (facet.name === 'enumeration') values.push(attribute(facet, 'value'));
      else if (!FACETS.includes(facet.name)) throw unknown(facet, 'restriction');
      else if (content.properties.has(facet.name)) throw new Error(`two facets ${facet.name} in one type`);
      else content.properties.set(facet.name, attribute(facet, 'value'));
    }
    if (values.length > 0) content.properties.set('enumeration', values);
  }

  /** The type of an element declaration, by name or on the spot. */
  private elementType(node: Node, content: Content): void {
    allowAttributes(node, ['name', 'type', 'fixed', 'minOccurs', 'maxOccurs']);
    const fixed = node.attributes.get('fixed');
    if (fixed !== undefined) content.properties.set('fixed', fixed);
    const type = node.attributes.get('type');
    const anonymous = onlyChild(node);
    if (type !== undefined && !anonymous) content.properties.set('base', this.useType(node.resolve(type), content));
    else if (anonymous?.name === 'simpleType' && type === undefined) this.simple(anonymous, content);
    else throw new Error(`element ${attribute(node, 'name')} has no type that this reader understands`);
  }

  private particle(node: Node, content: Content): string {
    const ref = node.attributes.get('ref');
    if (ref !== undefined) {
      allowAttributes(node, ['ref', 'minOccurs', 'maxOccurs']);
      const name = node.resolve(ref);
      content.refersTo.push(elementKey(name));
      return `global ${name} ${count(node)}`;
    }
    const local: Content = { properties: new Map(), refersTo: content.refersTo };
    this.elementType(node, local);
    const type = [...local.properties].map(([property, value]) => `${property}=${value}`).join(' ');
    return `local ${clark(this.targetNamespace, attribute(node, 'name'))} ${count(node)} ${type}`;
  }

  private group(node: Node, content: Content): Group {
    allowAttributes(node, ['minOccurs', 'maxOccurs']);
    const items: string[] = [];
    for (const child of childrenOf(node)) {
      if (child.name === 'element') {
        items.push(this.particle(child, content));
      } else if (child.name === 'any') {
        allowAttributes(child, ['namespace', 'processContents', 'minOccurs', 'maxOccurs']);
        const { attributes } = child;
        items.push(`any ${attributes.get('namespace')} ${attributes.get('processContents')} ${count(child)}`);
      } else if (GROUPS.includes(child.name)) {
        const inner = this.group(child, content);
        const isPlain = inner.count === '1..1';
        if (isPlain && childrenOf(node).length === 1 && count(node) === '1..1') return inner;
        if (isPlain && inner.model === node.name && node.name === 'sequence') items.push(...inner.items);
        else items.push(`${inner.model} ${inner.count} (${inner.items.join(', ')})`);
      } else {
        throw unknown(child, node.name);
      }
    }
    return { model: node.name, count: count(node), items };
  }

  private complex(node: Node, content: Content): void {
    const child = onlyChild(node);
    if (child?.name === 'complexContent') {
      const extension = onlyChild(child);
      if (extension?.name !== 'extension') throw new Error('complex content that is no extension');
      content.properties.set('extends', this.useType(extension.resolve(attribute(extension, 'base')), content));
      this.model(onlyChild(extension), content);
    } else {
      this.model(child, content);
    }
  }

  private model(node: Node | undefined, content: Content): void {
    if (node && !GROUPS.includes(node.name)) throw unknown(node, 'complexType');
    const {
      model,
      items,
      count: howMany,
    } = node ? this.group(node, content) : { model: 'sequence', items: [], count: '1..1' };
    content.properties.set('model', howMany === '1..1' ? model : `${model} ${howMany}`);
    content.properties.set('content', items);
  }

  declaration(node: Node): Component {
    const content: Content = { properties: new Map(), refersTo: [] };
    const name = clark(this.targetNamespace, attribute(node, 'name'));
    if (node.name === 'element') {
      this.elementType(node, content);
      return { key: elementKey(name), ...content };
    }
    allowAttributes(node, ['name']);
    if (node.name === 'simpleType') this.simple(node, content);
    else if (node.name === 'complexType') this.complex(node, content);
    else throw unknown(node, 'schema');
    content.properties.set('kind', node.name);
    return { key: typeKey(name), ...content };
  }
}

/** The components of a schema document, and the addresses of the documents that it imports or includes. */
export function readSchema(schema: Node): { readonly components: Component[]; readonly addresses: string[] } {
  if (schema.ns !== XSD || schema.name !== 'schema') throw new Error(`${schema.name} is no schema`);
  const targetNamespace = schema.attributes.get('targetNamespace') ?? '';
  const elementForm = schema.attributes.get('elementFormDefault');
  const reader = new Reader(targetNamespace);
  const components: Component[] = [];
  const addresses: string[] = [];
  for (const node of childrenOf(schema)) {
    if (node.name === 'import' || node.name === 'include') addresses.push(attribute(node, 'schemaLocation'));
    else components.push(reader.declaration(node));
  }
  if (components.length > 0 && elementForm !== 'qualified') throw new Error('local elements are not qualified');
  return { components, addresses };
}
