/** Contract coverage, computed: every operation of every service has a declared input and output. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alleNavnerum } from '../../src/standard/skema.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { readContract } from './contract.ts';
import { generated, generatedWsdl } from './sources.ts';

test('19 services and 134 operations, each with a declared input and output', () => {
  const operations = tjenester.flatMap(({ namespace, operationer }) =>
    operationer.map((operation) => ({ namespace, ...operation })),
  );
  assert.equal(tjenester.length, 19);
  assert.equal(operations.length, 134);
  const declared = new Set(alleNavnerum.flatMap(({ elementer }) => elementer.map(({ ns, navn }) => `${ns} ${navn}`)));
  const undeclared = operations.filter(({ namespace, input, output }) =>
    [input, output].some((navn) => !declared.has(`${namespace} ${navn}`)),
  );
  assert.deepEqual(undeclared, []);
  assert.equal(new Set(operations.map(({ namespace, soapAction }) => `${namespace} ${soapAction}`)).size, 134);
  assert.equal(new Set(operations.map(({ soapAction }) => soapAction)).size, 110, 'versions share their actions');
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
