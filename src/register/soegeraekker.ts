/**
 * The search rows of a registration: one for each text, state and relation entry, with its period (spec sf1500 §2.8).
 * The numbers are those of the tables in `standard`. A registration without content, such as one made by `slet`, has
 * none; a passive one keeps its rows.
 */
import type { Instant } from '../base/instant.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import { type Relationsnavn, relationer } from '../standard/relationer.ts';
import { idNoegle, type Registrering } from './model.ts';
import { soegefeltNr, soegetekster } from './soegefelter.ts';
import { tekstnoegle } from './tekstnoegle.ts';

/** A text of an Egenskab, or the value of a state. */
export interface Tekstraekke {
  readonly art: 'tekst';
  /** Number of the field (`soegefeltNr`). */
  readonly nr: number;
  /** Comparison key (`tekstnoegle`). */
  readonly noegle: string;
  readonly fra: Instant;
  readonly til: Instant;
}

/** A relation entry. References are given by `idNoegle`: a lower-case UUID, or `urn=` and the URN to the letter. */
export interface Relationsraekke {
  readonly art: 'relation';
  /** Number of the relation. */
  readonly nr: number;
  readonly reference: string;
  readonly rolle?: string;
  readonly type?: string;
  readonly indeks?: string;
  readonly fra: Instant;
  readonly til: Instant;
}

export type Soegeraekke = Tekstraekke | Relationsraekke;

/**
 * The rows of a registration in stored form. Blank texts have none: they cannot be asked for. Two rows are equal where
 * the registration says the same thing twice (a repeated field, two equal entries).
 */
export function soegeraekker(objekttype: ObjektType, registrering: Registrering): readonly Soegeraekke[] {
  const rows: Soegeraekke[] = [];
  for (const egenskab of registrering.egenskaber) {
    const { fra, til } = egenskab.virkning;
    for (const [navn, tekst] of soegetekster(egenskab)) {
      if (tekst.trim() === '') continue;
      const nr = soegefeltNr(navn);
      if (nr === undefined) throw new Error(`${objekttype}: no search number for ${navn}`);
      rows.push({ art: 'tekst', nr, noegle: tekstnoegle(tekst), fra, til });
    }
  }
  const { tilstand } = objekttyper[objekttype];
  for (const { vaerdi, virkning } of tilstand ? registrering.tilstande : []) {
    if (vaerdi === undefined) continue;
    const { fra, til } = virkning;
    rows.push({ art: 'tekst', nr: soegefeltNr(tilstand!)!, noegle: tekstnoegle(vaerdi), fra, til });
  }
  for (const [navn, poster] of Object.entries(registrering.relationer)) {
    const nr = relationer.get(navn as Relationsnavn)?.nr;
    if (nr === undefined) throw new Error(`${objekttype}: no search number for ${navn}`);
    for (const { virkning, reference, rolle, type, indeks } of poster) {
      if (reference === undefined) continue;
      rows.push({
        art: 'relation',
        nr,
        reference: idNoegle(reference),
        ...(rolle && { rolle: idNoegle(rolle) }),
        ...(type && { type: idNoegle(type) }),
        ...(indeks && { indeks }),
        fra: virkning.fra,
        til: virkning.til,
      });
    }
  }
  return rows;
}
