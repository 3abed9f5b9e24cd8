/** Reads a WSDL into canonical components. It throws on what it does not know, so that nothing is overlooked. */
import type { Component, Property } from './component.ts';
import { readSchema, XSD } from './read-schema.ts';
import { allowAttributes, attribute, clark, type Node } from './tree.ts';

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';
const SOAP11 = 'http://schemas.xmlsoap.org/wsdl/soap/';
const POLICY = 'http://www.w3.org/ns/ws-policy';
const POLICY_2004 = 'http://schemas.xmlsoap.org/ws/2004/09/policy';

export interface Wsdl {
  readonly components: readonly Component[];
  /** The names of the elements that its messages carry. */
  readonly elements: ReadonlySet<string>;
  readonly schemaAddresses: readonly string[];
}

type Properties = Map<string, Property>;

/** Reads each child by its name; a child that has no reader is refused. */
function each(node: Node, readers: Readonly<Record<string, (child: Node) => void>>): void {
  for (const child of node.children) {
    const reader = readers[clark(child.ns, child.name)];
    if (!reader) throw new Error(`unknown ${clark(child.ns, child.name)} in ${node.name}`);
    reader(child);
  }
}

function copy(node: Node, names: readonly string[], prefix: string, properties: Properties): void {
  allowAttributes(node, names);
  for (const name of names) properties.set(`${prefix} ${name}`, attribute(node, name));
}

/** The header and body of one direction of a bound operation. */
function boundDirection(node: Node, prefix: string, properties: Properties): void {
  each(node, {
    [clark(SOAP12, 'header')]: (header) => {
      copy(header, ['message', 'part', 'use'], `${prefix} header`, properties);
      properties.set(`${prefix} header message`, header.resolve(attribute(header, 'message')));
    },
    [clark(SOAP12, 'body')]: (body) => copy(body, ['parts', 'use'], `${prefix} body`, properties),
    [clark(SOAP11, 'body')]: (body) => copy(body, ['use'], `${prefix} body`, properties),
    [clark(POLICY_2004, 'PolicyReference')]: (policy) => properties.set(`${prefix} policy`, attribute(policy, 'URI')),
  });
}

function readMessage(node: Node, elements: Set<string>): Properties {
  const properties: Properties = new Map();
  each(node, {
    [clark(WSDL, 'part')]: (part) => {
      allowAttributes(part, ['name', 'element']);
      const element = part.resolve(attribute(part, 'element'));
      elements.add(element);
      properties.set(`part ${attribute(part, 'name')}`, element);
    },
  });
  return properties;
}

function readPortType(node: Node): Properties {
  const properties: Properties = new Map();
  each(node, {
    [clark(WSDL, 'operation')]: (operation) => {
      const direction = (child: Node) => {
        allowAttributes(child, ['message']);
        const property = `operation ${attribute(operation, 'name')} ${child.name}`;
        properties.set(property, child.resolve(attribute(child, 'message')));
      };
      each(operation, { [clark(WSDL, 'input')]: direction, [clark(WSDL, 'output')]: direction });
    },
  });
  return properties;
}

function readBinding(node: Node): Properties {
  const properties: Properties = new Map([['type', node.resolve(attribute(node, 'type'))]]);
  each(node, {
    [clark(POLICY, 'PolicyReference')]: (policy) => properties.set('policy', attribute(policy, 'URI')),
    [clark(POLICY_2004, 'PolicyReference')]: (policy) => properties.set('policy', attribute(policy, 'URI')),
    [clark(SOAP11, 'binding')]: (binding) => copy(binding, ['style', 'transport'], 'soap11', properties),
    [clark(SOAP12, 'binding')]: (binding) => copy(binding, ['style', 'transport'], 'soap12', properties),
    [clark(WSDL, 'operation')]: (operation) => {
      const prefix = `operation ${attribute(operation, 'name')}`;
      each(operation, {
        [clark(SOAP11, 'operation')]: (action) => copy(action, ['soapAction'], prefix, properties),
        [clark(SOAP12, 'operation')]: (action) =>
          copy(action, ['soapAction', 'soapActionRequired'], prefix, properties),
        [clark(WSDL, 'input')]: (input) => boundDirection(input, `${prefix} input`, properties),
        [clark(WSDL, 'output')]: (output) => boundDirection(output, `${prefix} output`, properties),
      });
    },
  });
  return properties;
}

function readService(node: Node): Properties {
  const properties: Properties = new Map();
  each(node, {
    [clark(WSDL, 'port')]: (port) => {
      const prefix = `port ${attribute(port, 'name')}`;
      properties.set(`${prefix} binding`, port.resolve(attribute(port, 'binding')));
      each(port, {
        [clark(SOAP11, 'address')]: (address) => copy(address, ['location'], `${prefix} address`, properties),
        [clark(SOAP12, 'address')]: (address) => copy(address, ['location'], `${prefix} address`, properties),
      });
    },
  });
  return properties;
}

/** The messages, port type, binding and service of a WSDL. */
export function readWsdl(root: Node): Wsdl {
  if (root.ns !== WSDL || root.name !== 'definitions') throw new Error(`${root.name} is no WSDL`);
  const tns = attribute(root, 'targetNamespace');
  const components: Component[] = [];
  const elements = new Set<string>();
  const schemaAddresses: string[] = [];
  const definitions: Properties = new Map([
    ['name', attribute(root, 'name')],
    ['targetNamespace', tns],
  ]);
  const file = (kind: string, name: string, properties: Properties) =>
    components.push({ key: `${kind} ${name}`, properties, refersTo: [] });
  const filed = (kind: string, read: (node: Node) => Properties) => (node: Node) =>
    file(kind, clark(tns, attribute(node, 'name')), read(node));

  each(root, {
    [clark(WSDL, 'import')]: (node) => definitions.set('import', attribute(node, 'namespace')),
    [clark(POLICY_2004, 'Policy')]: () => definitions.set('policy', 'here'),
    [clark(WSDL, 'types')]: (node) =>
      each(node, { [clark(XSD, 'schema')]: (schema) => schemaAddresses.push(...readSchema(schema).addresses) }),
    [clark(WSDL, 'message')]: filed('message', (node) => readMessage(node, elements)),
    [clark(WSDL, 'portType')]: filed('portType', readPortType),
    [clark(WSDL, 'binding')]: filed('binding', readBinding),
    [clark(WSDL, 'service')]: filed('service', readService),
  });
  file('definitions', '', definitions);
  return { components, elements, schemaAddresses };
}
