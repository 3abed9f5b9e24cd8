/** The two contracts that are compared: the one received from KOMBIT, where it is at hand, and the one fkorg writes. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Navnerum, Skemaversion } from '../../src/standard/komponenter.ts';
import { alleNavnerum } from '../../src/standard/skema.ts';
import { type Tjeneste, tjenester } from '../../src/standard/tjenester.ts';
import { skrivWsdl } from '../../src/standard/wsdl.ts';
import { skrivXsd } from '../../src/standard/xsd.ts';
import type { Source } from './contract.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the received contract; it belongs to KOMBIT and is no part of the repository. */
export const receivedFolder = resolve(
  process.env.FKORG_CONTRACT ?? resolve(repository, '../shared/contract/received'),
  'sf1500-6.0',
);

/** What a test that needs the received contract passes as `skip`. Where it is demanded, the test runs and fails without it. */
export const skipWithoutReceived: string | false =
  process.env.FKORG_REQUIRE_CONTRACT === '1' || existsSync(receivedFolder)
    ? false
    : `the received contract is not at hand (looked in ${receivedFolder}; FKORG_CONTRACT names another folder)`;

/** The services of which the contract was received. */
export const receivedTjenester: readonly Tjeneste[] = tjenester.filter(({ version }) => version === 6);

export const received: Source = {
  resolve: (address, from) => resolve(dirname(from), address),
  text: (address) => readFileSync(address, 'utf8'),
};

export function receivedWsdl({ navn }: Tjeneste): string {
  return resolve(receivedFolder, 'wsdl', `${navn}.wsdl`);
}

/** The address that the generated WSDL of a service is given as its own. */
export function serviceAddress({ sti }: Tjeneste): string {
  return `https://fkorg.example:15000${sti}`;
}

const of = (version: Skemaversion): string => (version === 6 ? '' : `-${version}`);
export const generatedWsdl = ({ navn, version }: Tjeneste): string => `${navn}${of(version)}.wsdl`;
export const generatedXsd = ({ dokument, version }: Navnerum): string => `${dokument}${of(version)}.xsd`;

/** The text of every generated document, by its address. */
export const generatedTexts: ReadonlyMap<string, string> = new Map([
  ...alleNavnerum.map((rum) => [generatedXsd(rum), skrivXsd(rum, generatedXsd)] as const),
  ...tjenester.map(
    (tjeneste) =>
      [
        generatedWsdl(tjeneste),
        skrivWsdl(tjeneste, { tjeneste: serviceAddress(tjeneste), skemaOf: generatedXsd }),
      ] as const,
  ),
]);

/** The generated documents, some of them replaced by other texts. */
export function generated(replaced: ReadonlyMap<string, string> = new Map()): Source {
  return {
    resolve: (address) => address,
    text: (address) => {
      const text = replaced.get(address) ?? generatedTexts.get(address);
      if (text === undefined) throw new Error(`no document ${address} is generated`);
      return text;
    },
  };
}
