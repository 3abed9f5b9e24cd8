/**
 * The labels of an answer: for every role and type of a relation, and from version 7 on for every reference to a class, the text of the class (spec sf1500 §4.8;
 * docs/decisions/0044). Whoever reads an object sees its labels, also where it has no role in Klassifikation.
 */
import type { Instant } from '../base/instant.ts';
import { type UnikId, uuidOf } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import { type Relationsnavn, relationer, relationI } from '../standard/relationer.ts';
import { type Versionsnr, versioner } from '../standard/versioner.ts';
import { findKlassetekster, type Klassetekst, type Klassetekstvalg } from './klassetekster.ts';
import type { Kontekst } from './kontekst.ts';
import type { Labels, Oejebliksbillede, Outcome, Svarform } from './operation.ts';

/** Which text of a class its label is (spec sf1500 §4.6). */
export const LABEL_TEKSTER = ['noegle', 'titel'] as const;

export interface Labelvalg extends Klassetekstvalg {
  readonly tekst: (typeof LABEL_TEKSTER)[number];
}

export const STANDARD_LABELS: Labelvalg = { tekst: 'noegle', alderMs: 1000, klasserMax: 5000 };

/** Where the relations of a version have labels. */
interface Labelsted {
  readonly navn: Relationsnavn;
  readonly isReference: boolean;
  /** Absent where there are none. `ellers`: the classes of an entry that says none. */
  readonly roller?: { readonly ellers: readonly (string | undefined)[] };
}

const steder: ReadonlyMap<Versionsnr, readonly Labelsted[]> = new Map(
  versioner.map(({ nr, hasReferenceLabel }) => [
    nr,
    [...relationer].flatMap(([navn, relation]): readonly Labelsted[] => {
      const { isDynamisk, maal, fra7 } = relationI(relation, nr);
      const isReference = hasReferenceLabel && maal === 'Klasse';
      if (!isReference && !isDynamisk) return [];
      return [{ navn, isReference, ...(isDynamisk && { roller: { ellers: [fra7?.rolle, fra7?.type] } }) }];
    }),
  ]),
);

/** Adds the classes that an object is labelled with. */
function tilfoejKlasser(uuids: Set<string>, { registreringer }: Oejebliksbillede, version: Versionsnr): void {
  const tilfoej = (id: UnikId | undefined, ellers?: string) => {
    const uuid = (id && uuidOf(id)) ?? ellers;
    if (uuid !== undefined) uuids.add(uuid);
  };
  for (const registrering of registreringer) {
    for (const { navn, isReference, roller } of steder.get(version)!) {
      for (const { reference, rolle, type } of registrering.relationer[navn] ?? []) {
        if (isReference) tilfoej(reference);
        if (!roller) continue;
        tilfoej(rolle, roller.ellers[0]);
        tilfoej(type, roller.ellers[1]);
      }
    }
  }
}

function labelAf({ noegle, titel }: Klassetekst, tekst: Labelvalg['tekst']): string | undefined {
  return tekst === 'titel' ? (titel ?? noegle) : noegle;
}

/** The labels of what is shown, by owner of the object and by class: those in force at `now`, whatever point is shown. */
export async function labelsOf(
  { store, labels = STANDARD_LABELS }: Kontekst,
  billeder: Iterable<Oejebliksbillede>,
  now: Instant,
  { version = 6 }: Svarform,
): Promise<Pick<Outcome, 'labels'>> {
  const klasser = new Map<string, Set<string>>();
  for (const billede of billeder) {
    let uuids = klasser.get(billede.ejer);
    if (!uuids) {
      uuids = new Set();
      klasser.set(billede.ejer, uuids);
    }
    tilfoejKlasser(uuids, billede, version);
  }
  const fundne = new Map<string, Labels>();
  for (const [ejer, uuids] of klasser) {
    const ejere = ejer === KOMBIT_CVR ? [ejer] : [ejer, KOMBIT_CVR];
    const dens = new Map<string, string>();
    for (const [uuid, tekst] of await findKlassetekster(store, uuids, ejere, now, labels)) {
      const label = labelAf(tekst, labels.tekst);
      if (label !== undefined) dens.set(uuid, label);
    }
    fundne.set(ejer, dens);
  }
  return { labels: fundne };
}
