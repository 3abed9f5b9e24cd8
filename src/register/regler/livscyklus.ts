/**
 * Which verbs an object takes where it stands in its life (spec sf1500 §2.1 to §2.5): rules `objekt-ukendt`,
 * `objekt-findes` and `objekt-afsluttet`.
 */
import type { LivscyklusKode } from '../../standard/koder.ts';
import type { RegelId } from '../../standard/regler.ts';
import type { Regelbrud } from './regel.ts';

type Verbum = 'importer' | 'opret' | 'ret' | 'passiver' | 'slet';

/** For each verb: the rule that it breaks on an object that is not there (`ingen`) or whose code is this. */
const AFVISNING: Readonly<Record<Verbum, Readonly<Partial<Record<LivscyklusKode | 'ingen', RegelId>>>>> = {
  importer: { Opstaaet: 'objekt-findes', Importeret: 'objekt-findes' },
  opret: {
    Opstaaet: 'objekt-findes',
    Importeret: 'objekt-findes',
    Passiveret: 'objekt-findes',
    Slettet: 'objekt-findes',
  },
  ret: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet', Slettet: 'objekt-afsluttet' },
  passiver: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet', Slettet: 'objekt-afsluttet' },
  slet: { ingen: 'objekt-ukendt', Slettet: 'objekt-afsluttet' },
};

const FORVENTET: Readonly<Partial<Record<RegelId, string>>> = {
  'objekt-ukendt': 'UUID på et objekt af typen',
  'objekt-findes': 'et UUID, der ikke er i brug (ret ændrer et objekt, der findes)',
  'objekt-afsluttet': 'et objekt, der ikke er passiveret eller slettet (importer tager det i brug igen)',
};

/** The breach of a verb on an object whose newest registration has this code; `ingen`: there is no such object. */
export function livscyklus(
  verbum: Verbum,
  kode: LivscyklusKode | 'ingen',
  sted: string,
  uuid: string,
): readonly Regelbrud[] {
  const regel = AFVISNING[verbum][kode];
  return regel === undefined ? [] : [{ regel, sted, vaerdi: uuid, forventet: FORVENTET[regel]! }];
}
