/** The rules between objects of Klassifikation (docs/decisions/0042); part of the table in `regler.ts`. */
import { STATUS } from './koder.ts';
import type { Regel } from './regler.ts';

const ugyldig = STATUS.ugyldigtInput;

export const KLASSIFIKATION_REGLER = {
  'tilhoer-mangler': {
    status: ugyldig,
    tekst: 'en klasse er i en facet, og en facet i en klassifikation, så længe den har egenskaber',
    why: 'A class belongs to exactly one facet for its whole lifetime, and a facet to its classification (spec neighbours §2.2).',
  },
  'tilhoer-skifter': {
    status: ugyldig,
    tekst: 'en klasse skifter aldrig facet, og en facet aldrig klassifikation',
    why: 'A class belongs to exactly one facet for its whole lifetime: also after it was ended and is imported anew (spec neighbours §2.2, scenario 50).',
  },
  'reference-ukendt': {
    status: ugyldig,
    tekst: 'relationen peger på et objekt, der ikke findes',
    why: 'The facet, classification or parent must be there before what belongs to it: one’s own or a common one that the caller sees, and not ended. Other references are not checked.',
  },
  'facet-ejer': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'en facet har samme ejer som sin klassifikation',
    why: 'A facet has the same owner as its classification; what others may add to a common one are classes (spec neighbours §2.2).',
  },
  'facet-lukket': {
    status: STATUS.ikkeAutoriseret,
    tekst: 'facetten kan ikke udvides med egne klasser',
    why: 'The owner of a classification may allow others to add classes of their own (spec neighbours §2.7); which common facets are open is a setting (facet-udvidelser).',
  },
  'overordnet-facet': {
    status: ugyldig,
    tekst: 'en klasse og dens overordnede klasse er i samme facet',
    why: 'The hierarchy of classes lies within a facet; at its top, a class has no parent (spec neighbours §2.2).',
  },
  'overordnet-kreds': {
    status: ugyldig,
    tekst: 'klassen kommer til at ligge under sig selv',
    why: 'Parents make no circle at any time: whoever climbs a hierarchy must come to its top.',
  },
  'overordnet-dybde': {
    status: ugyldig,
    tekst: 'klassen får for mange overordnede klasser',
    why: 'A limit of this server (setting klasse-niveauer-max): whoever climbs a hierarchy must come to its top soon.',
  },
} as const satisfies Record<string, Regel>;
