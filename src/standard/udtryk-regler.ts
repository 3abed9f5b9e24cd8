/** The rules of filter expressions of subscriptions; part of those in `fordeling-regler.ts`. */
import { STATUS } from './koder.ts';
import type { Regel } from './regler.ts';

const ugyldig = STATUS.ugyldigtInput;

export const UDTRYK_REGLER = {
  'udtryk-form': {
    status: ugyldig,
    tekst: 'udtrykket kan ikke læses',
    why: "A filter is comparisons (path = 'value', path IN value list) put together with AND, OR, NOT and parentheses (docs/guides/events.md).",
  },
  'udtryk-sti-ukendt': {
    status: ugyldig,
    tekst: 'beskedkuverten har ikke denne sti',
    why: 'A filter looks at the envelope alone; a misspelt path would never match, and nobody would be told (spec neighbours §1.2).',
  },
  'udtryk-sti-flertydig': {
    status: ugyldig,
    tekst: 'stien findes flere steder i beskedkuverten',
    why: 'A path may be written without its beginning where what is left is in one place of the envelope only.',
  },
  'udtryk-graense': {
    status: ugyldig,
    tekst: 'udtrykket er for stort',
    why: 'Every message is held against every subscription, so an expression has limits of length, depth and comparisons.',
  },
} as const satisfies Record<string, Regel>;
