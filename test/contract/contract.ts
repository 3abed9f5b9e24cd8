/** A service's whole contract, read from its WSDL through every schema document that it leads to. */
import type { Component, Components } from './component.ts';
import { elementKey, readSchema } from './read-schema.ts';
import { readWsdl } from './read-wsdl.ts';
import { readTree } from './tree.ts';

/** Where documents come from: how an address in one is understood, and the text at an address. */
export interface Source {
  readonly resolve: (address: string, from: string) => string;
  readonly text: (address: string) => string;
}

export interface Contract {
  readonly wsdl: Components;
  readonly schema: Components;
  /** The keys of the elements that the messages carry. */
  readonly messageElements: readonly string[];
}

/** Reads all documents from these on. Throws where two declarations have one name. */
export function readSchemas(addresses: readonly string[], source: Source): Components {
  const components = new Map<string, Component>();
  const read = new Set<string>();
  const waiting = [...addresses];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (read.has(address)) continue;
    read.add(address);
    const found = readSchema(readTree(source.text(address)));
    waiting.push(...found.addresses.map((to) => source.resolve(to, address as string)));
    for (const component of found.components) {
      if (components.has(component.key)) throw new Error(`${component.key} is declared twice`);
      components.set(component.key, component);
    }
  }
  return components;
}

export function readContract(wsdlAddress: string, source: Source): Contract {
  const wsdl = readWsdl(readTree(source.text(wsdlAddress)));
  const addresses = wsdl.schemaAddresses.map((address) => source.resolve(address, wsdlAddress));
  return {
    wsdl: new Map(wsdl.components.map((component) => [component.key, component])),
    schema: readSchemas(addresses, source),
    messageElements: [...wsdl.elements].map(elementKey),
  };
}
