/** The rules of value lists that the schema cannot say; part of those in `fordeling-regler.ts`. */
import { STATUS } from './koder.ts';
import type { Regel } from './regler.ts';

const ugyldig = STATUS.ugyldigtInput;

export const VAERDILISTE_REGLER = {
  'vaerdi-tegn': {
    status: ugyldig,
    tekst: 'teksten er tom eller for lang',
    why: 'A value is compared as a whole and found by an index; an empty one, or one of several pages, is a mistake of the sender.',
  },
  'vaerdiliste-egenskab': {
    status: ugyldig,
    tekst: 'en værdiliste har én Registrering med én Egenskab',
    why: 'Value lists have no history and no periods (spec neighbours §1.6): what is sent is how the list is from now on.',
  },
  'vaerdier-for-mange': {
    status: ugyldig,
    tekst: 'for mange værdier',
    why: 'A limit of this server on one list and on one answer (setting vaerdiliste-vaerdier-max).',
  },
  'vaerdilister-for-mange': {
    status: ugyldig,
    tekst: 'ejeren har så mange værdilister, som der er plads til',
    why: 'A limit of this server (setting vaerdilister-max). Deleted lists do not count.',
  },
  'besked-ikke-i-dueslag': {
    status: STATUS.ikkeFundet,
    tekst: 'beskeden ligger ikke i et af kalderens dueslag',
    why: 'A message is moved to the error queue from where it waits; the dueslag of others are not told of.',
  },
} as const satisfies Record<string, Regel>;
