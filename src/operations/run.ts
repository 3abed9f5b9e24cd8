/** The one door to the operations: a call in, its outcome out. Every front comes through here. */
import { anonymiser } from './anonymiser.ts';
import { fysiskslet } from './fysiskslet.ts';
import { fremsoegobjekthierarki } from './hierarki.ts';
import { importSystem } from './import.ts';
import type { Kontekst } from './kontekst.ts';
import { afvistVedDoeren } from './krav.ts';
import { laes, list } from './laes.ts';
import type { Operation, Outcome } from './operation.ts';
import { skriv } from './skriv.ts';
import { soeg } from './soeg.ts';
import { aendringer, aendringerstart, haendelser } from './stroem.ts';

/**
 * Carries out an operation for a caller that has the role it asks for. What the rules of the register refuse is an outcome;
 * an exception is a store that cannot be reached (`store-unavailable`), too much at once (`busy`), or our own mistake.
 */
export async function run(kontekst: Kontekst, kald: Operation): Promise<Outcome> {
  const afvist = afvistVedDoeren(kontekst, kald);
  if (afvist) return afvist;
  const { watch } = kontekst;
  return watch ? watch(kald.verbum, () => udfoer(kontekst, kald)) : udfoer(kontekst, kald);
}

function udfoer(kontekst: Kontekst, kald: Operation): Promise<Outcome> {
  switch (kald.verbum) {
    case 'importer':
    case 'opret':
    case 'ret':
    case 'passiver':
    case 'slet':
      return skriv(kontekst, kald);
    case 'laes':
      return laes(kontekst, kald);
    case 'list':
      return list(kontekst, kald);
    case 'soeg':
      return soeg(kontekst, kald);
    case 'fremsoegobjekthierarki':
      return fremsoegobjekthierarki(kontekst, kald);
    case 'import':
      return importSystem(kontekst, kald);
    case 'anonymiser':
      return anonymiser(kontekst, kald);
    case 'fysiskslet':
      return fysiskslet(kontekst, kald);
    case 'aendringer':
      return aendringer(kontekst, kald);
    case 'aendringerstart':
      return aendringerstart(kontekst, kald);
    case 'haendelser':
      return haendelser(kontekst, kald);
  }
}
