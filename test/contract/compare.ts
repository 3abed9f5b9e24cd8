/** What of two contracts for one service must be the same, and what is agreed to differ. */
import type { Tjeneste } from '../../src/standard/tjenester.ts';
import { type Difference, differences, reachable } from './component.ts';
import type { Contract } from './contract.ts';

/**
 * What a message leads to and all that the namespace of the service declares, and the whole of what the found contract
 * declares, shared namespaces included.
 */
export function schemaDifferences(tjeneste: Tjeneste, expected: Contract, actual: Contract): Difference[] {
  const declared = [...expected.schema.keys()].filter((key) => key.includes(` {${tjeneste.namespace}}`));
  const reached = reachable(expected.schema, [...expected.messageElements, ...declared]);
  return differences(expected.schema, actual.schema, new Set([...reached, ...actual.schema.keys()]));
}

/**
 * Agreed: no policy while access is open (docs/decisions/0002-wsdl-without-policy.md), and the address of the server
 * in place of a placeholder.
 */
function isAgreed({ key, property }: Difference): boolean {
  if (key.startsWith('definitions')) return property === 'import';
  if (key.startsWith('binding')) return property === 'policy';
  return key.startsWith('service') && property.endsWith(' address location');
}

/** Messages, port types, bindings and services, but for what is agreed to differ. */
export function wsdlDifferences(expected: Contract, actual: Contract): Difference[] {
  const keys = new Set([...expected.wsdl.keys(), ...actual.wsdl.keys()]);
  return differences(expected.wsdl, actual.wsdl, keys).filter((difference) => !isAgreed(difference));
}
