/** The received schemas of the Beskedfordeler, compiled with none of our own schema code. They are KOMBIT's and not here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileSkema, type XmlSkema } from '../../src/xml/skema.ts';

const MODTAGET = process.env.FKORG_CONTRACT ?? resolve(import.meta.dirname, '../../../shared/contract/received');
const MAPPE = join(MODTAGET, 'beskedfordeler', 'xsd');

/** What a test that needs them passes as `skip`. Where they are demanded, the test runs and fails without them. */
export const udenModtaget: string | false =
  process.env.FKORG_REQUIRE_CONTRACT === '1' || existsSync(MAPPE)
    ? false
    : `the received contract is not at hand (looked in ${MAPPE}; FKORG_CONTRACT names another folder)`;

/** A schema document in a folder, with the others of it at hand. */
function skemaI(mappe: string, rod: string): XmlSkema {
  const adresseOf = (sti: string) => `mem:///modtaget/${sti}`;
  const filer = readdirSync(mappe, { recursive: true, encoding: 'utf8' }).filter((sti) => sti.endsWith('.xsd'));
  const dokumenter = new Map(filer.map((sti) => [adresseOf(sti), readFileSync(join(mappe, sti), 'utf8')]));
  return compileSkema(dokumenter, adresseOf(rod));
}

/** The schema of ModtagBeskedInput and ModtagBeskedOutput, and through them of Haendelsesbesked. */
export function modtagetBeskedskema(): XmlSkema {
  return skemaI(MAPPE, 'AnvendersystemOperationer.xsd');
}

/** The schema of RegistreringBesked of an object type. */
export function modtagetRegistreringBesked(objekttype: string): XmlSkema {
  return skemaI(join(MODTAGET, 'sf1500-6.0', 'xsd'), `6.0.STS-0/${objekttype}Besked.xsd`);
}
