/** The generated WSDL and XSD of every service mean the same as the received ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tjenester } from '../../src/standard/tjenester.ts';
import { schemaDifferences, wsdlDifferences } from './compare.ts';
import { report } from './component.ts';
import { readContract } from './contract.ts';
import {
  generated,
  generatedWsdl,
  received,
  receivedTjenester,
  receivedWsdl,
  serviceAddress,
  skipWithoutReceived,
} from './sources.ts';

for (const tjeneste of receivedTjenester) {
  test(`${tjeneste.navn}: the schema means what the received one means`, { skip: skipWithoutReceived }, () => {
    const expected = readContract(receivedWsdl(tjeneste), received);
    const actual = readContract(generatedWsdl(tjeneste), generated());
    assert.equal(report(schemaDifferences(tjeneste, expected, actual)), '');
  });

  test(`${tjeneste.navn}: the WSDL means what the received one means`, { skip: skipWithoutReceived }, () => {
    const expected = readContract(receivedWsdl(tjeneste), received);
    const actual = readContract(generatedWsdl(tjeneste), generated());
    assert.equal(report(wsdlDifferences(expected, actual)), '');
  });
}

for (const tjeneste of tjenester) {
  test(`${tjeneste.navn} ${tjeneste.version}: the WSDL names no policy and has the address of the server`, () => {
    const { wsdl } = readContract(generatedWsdl(tjeneste), generated());
    const binding = wsdl.get(`binding {${tjeneste.wsdlNamespace}}${tjeneste.navn}`);
    const service = wsdl.get(`service {${tjeneste.wsdlNamespace}}${tjeneste.wsdlServiceNavn}`);
    assert.equal(binding?.properties.has('policy'), false);
    assert.equal(wsdl.get('definitions ')?.properties.has('import'), false);
    const address = service?.properties.get(`port ${tjeneste.navn} address location`);
    assert.equal(address, serviceAddress(tjeneste));
  });
}
