/** The door to value lists: a call in, its outcome out. An exception is a store that cannot be reached, or our own mistake. */
import type { Listekald, Listeudfald } from '../../register/vaerdilistekald.ts';
import { Listeafvisning } from './afvis.ts';
import { flytTilFejlkoe } from './fejlkoe.ts';
import type { Listekontekst } from './kontekst.ts';
import { laes, list, soeg } from './laes.ts';
import { importer, opret, passiver, ret, skift, slet } from './skriv.ts';

/** Carries out a call for the owner of the context; others' lists are as if they were not there. */
export async function udfoerListekald(kontekst: Listekontekst, kald: Listekald): Promise<Listeudfald> {
  try {
    return await udfoer(kontekst, kald);
  } catch (fejl) {
    if (fejl instanceof Listeafvisning) return fejl.udfald;
    throw fejl;
  }
}

async function udfoer(kontekst: Listekontekst, kald: Listekald): Promise<Listeudfald> {
  switch (kald.verbum) {
    case 'opret':
      return opret(kontekst, kald);
    case 'import':
      return importer(kontekst, kald);
    case 'ret':
      return ret(kontekst, kald);
    case 'passiver':
      return passiver(kontekst, kald);
    case 'slet':
      return slet(kontekst, kald);
    case 'laes':
      return laes(kontekst, kald);
    case 'list':
      return list(kontekst, kald);
    case 'soeg':
      return soeg(kontekst, kald);
    case 'tilfoejvaerdier':
    case 'fjernvaerdier':
      return skift(kontekst, kald);
    case 'flytbeskedtilfejlkoe':
      return flytTilFejlkoe(kontekst, kald);
  }
}
