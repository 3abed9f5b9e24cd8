/** Contract coverage, computed: every operation of every service has a declared input and output. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findElement } from '../../src/standard/skema.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { readContract } from './contract.ts';
import { generated, generatedWsdl } from './sources.ts';

test('16 services and 110 operations, each with a declared input and output', () => {
  const operations = tjenester.flatMap(({ namespace, operationer }) =>
    operationer.map((operation) => ({ namespace, ...operation })),
  );
  assert.equal(tjenester.length, 16);
  assert.equal(operations.length, 110);
  const undeclared = operations.filter(
    ({ namespace, input, output }) => !findElement(namespace, input) || !findElement(namespace, output),
  );
  assert.deepEqual(undeclared, []);
  assert.equal(new Set(operations.map(({ soapAction }) => soapAction)).size, 110);
});

test('the WSDLs offer the same operations', () => {
  for (const tjeneste of tjenester) {
    const { wsdl } = readContract(generatedWsdl(tjeneste), generated());
    const binding = wsdl.get(`binding {${tjeneste.wsdlNamespace}}${tjeneste.navn}`);
    const actions = [...(binding?.properties ?? [])].filter(([property]) => property.endsWith(' soapAction'));
    assert.deepEqual(
      actions.map(([, action]) => action),
      tjeneste.operationer.map(({ soapAction }) => soapAction),
    );
  }
});
