/** The dueslag that a file of agreements names for its systems, with their subscriptions. What may be said of them is for others to judge. */
import type { Node } from 'yaml';
import type { Filnoder } from './filnoder.ts';

export interface Filabonnement {
  readonly node: Node;
  readonly navn: string;
  readonly udtryk: string;
}

export interface Fildueslag {
  readonly node: Node;
  readonly uuid: string;
  readonly navn: string;
  /** UUID or name. */
  readonly system: string;
  readonly maade: 'hent' | 'tilsendt';
  readonly adresse?: string;
  /** All that it has. */
  readonly abonnementer: readonly Filabonnement[];
}

/** A webhook is none of them: its key does not belong in a file that others read. */
export function dueslagAf(noder: Filnoder, node: Node): Fildueslag {
  const { uuid, navn, system, maade, adresse, abonnementer } = noder.afbildning(
    node,
    ['uuid', 'navn', 'system', 'abonnementer'],
    ['maade', 'adresse'],
  );
  return {
    ...{ node, uuid: noder.tekst(uuid).toLowerCase(), navn: noder.tekst(navn), system: noder.tekst(system) },
    maade: maade === undefined ? 'hent' : maadeAf(noder, maade),
    ...(adresse !== undefined && { adresse: noder.tekst(adresse) }),
    abonnementer: noder.liste(abonnementer).map((et) => abonnementAf(noder, et)),
  };
}

function maadeAf(noder: Filnoder, node: Node): 'hent' | 'tilsendt' {
  const tekst = noder.tekst(node);
  if (tekst === 'hent' || tekst === 'tilsendt') return tekst;
  throw noder.fejl(node, 'fil-form', 'It takes hent or tilsendt; a webhook is made with `fkorg besked dueslag opret`.');
}

function abonnementAf(noder: Filnoder, node: Node): Filabonnement {
  const { navn, udtryk } = noder.afbildning(node, ['navn', 'udtryk'], []);
  return { node, navn: noder.tekst(navn), udtryk: noder.tekst(udtryk) };
}
