/** Outcomes that say no: the status is that of the rule with the most weight. */
import { type Brud, shownValue } from '../base/brud.ts';
import { STATUS, type Status } from '../standard/koder.ts';
import { type RegelId, regler } from '../standard/regler.ts';
import type { Outcome } from './operation.ts';

/** Which status an outcome has where breaches of several meet: the first of these that is among them. */
const VAEGT: readonly Status[] = [
  STATUS.ikkeFundet,
  STATUS.ikkeAutoriseret,
  STATUS.findesAlleredeEllerAfsluttet,
  STATUS.ugyldigtInput,
  STATUS.registreringstidIFremtiden,
  STATUS.ugyldigVirkning,
];

/** The outcome of a call that broke rules. */
export function afvistMed(brud: readonly Brud<RegelId>[]): Outcome {
  const statusser = brud.map(({ regel }): Status => regler[regel].status);
  return { status: VAEGT.find((status) => statusser.includes(status)) ?? STATUS.internFejl, brud };
}

/** The outcome of a call that broke one rule. `vaerdi` is for the caller alone. */
export function afvist(regel: RegelId, sted: string, vaerdi: string, forventet: string): Outcome {
  return afvistMed([{ regel, sted, vaerdi: shownValue(vaerdi), forventet }]);
}
