/** The state of units and users, and since when. */
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import type { Gyldighed } from './gaeldende.ts';
import { graense, type Knude } from './udsyn.ts';

/** The field `tilstand`. */
export const TILSTAND: Felt<Knude> = {
  type: 'Tilstand!',
  om: 'Its state',
  vaerdi: (knude) => knude.gyldighed ?? null,
};

export const tilstandstyper: Readonly<Record<string, Objekttype>> = {
  Tilstand: {
    om: 'A state and the time in which it holds without a gap',
    felter: felter<Gyldighed>({
      status: { type: 'TilstandStatus!', om: 'The state' },
      fraTidspunkt: { type: 'DateTime', om: 'From when', vaerdi: ({ periode }) => graense(periode.fra) },
      tilTidspunkt: {
        type: 'DateTime',
        om: 'Until when, which is not part of it',
        vaerdi: ({ periode }) => graense(periode.til),
      },
    }),
  },
};
