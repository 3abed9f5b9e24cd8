/** The refusal of a filter expression: where in it, which rule, what was found there, and what was expected. */
import { type Brud, shownValue } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import { enBrudTekst } from '../../standard/brud-tekst.ts';
import type { UDTRYK_REGLER } from '../../standard/udtryk-regler.ts';

type Udtryksregel = keyof typeof UDTRYK_REGLER;

/** A place in an expression, both from 1. */
export interface Sted {
  readonly linje: number;
  readonly tegn: number;
}

export class Udtryksfejl extends FkorgError {
  readonly brud: Brud<Udtryksregel>;
  readonly sted: Sted;

  /** @param fundet What stands at the place; undefined at the end of the expression. */
  constructor(regel: Udtryksregel, sted: Sted, fundet: string | undefined, forventet: string) {
    const brud: Brud<Udtryksregel> = {
      regel,
      sted: `Linje ${sted.linje}, tegn ${sted.tegn}`,
      vaerdi: fundet === undefined ? 'udtrykkets slutning' : shownValue(fundet),
      forventet,
    };
    super('bad-setting', enBrudTekst(brud));
    this.name = 'Udtryksfejl';
    this.brud = brud;
    this.sted = sted;
  }
}
