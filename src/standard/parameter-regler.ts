/** The rules that the parameters of a REST address can break; part of the table in `regler.ts`. */
import { STATUS } from './koder.ts';
import type { Regel } from './regler.ts';

const ugyldig = STATUS.ugyldigtInput;

export const PARAMETER_REGLER = {
  'position-form': {
    status: ugyldig,
    tekst: 'værdien er ikke en position i ændringsstrømmen',
    why: 'Positions are whole numbers from 1; 0 is before the first change (GET /aendringer).',
  },
  'position-ukendt': {
    status: ugyldig,
    tekst: 'ændringsstrømmen er ikke nået til positionen',
    why: 'The register has not given this position: it was given by another one, or this one has been restored to an earlier time.',
  },
  'antal-ugyldigt': {
    status: ugyldig,
    tekst: 'antallet er ikke et helt tal inden for grænsen',
    why: 'A limit of this server (setting aendringer-rows-max): the answer must fit in memory.',
  },
  'markoer-ugyldig': {
    status: ugyldig,
    tekst: 'værdien er ikke en markør fra et tidligere svar',
    why: 'The cursor tells where the last page ended and is only good for the authority that it was given to.',
  },
  'parameter-ukendt': {
    status: ugyldig,
    tekst: 'adressen har ikke denne parameter, eller den står der flere gange',
    why: 'A misspelt parameter that was passed over would change the answer without a word.',
  },
} as const satisfies Record<string, Regel>;
