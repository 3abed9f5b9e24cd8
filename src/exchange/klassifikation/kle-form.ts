/**
 * The two files of KLE in KL's own XML (versions 1.1 and 2.0): their levels from the outside in, and the facet that each
 * is. Names of elements follow from the level: EmneNr, EmneTitel, EmneAdministrativInfo. UUID stands beside them.
 */
import { KLE_EMNEPLAN } from '../../data/kle.ts';
import { fastUuid } from '../../data/navnerum.ts';

interface Kleniveau {
  readonly element: string;
  /** A number of this level, in full. */
  readonly form: RegExp;
  readonly eksempel: string;
}

export interface Kleform {
  readonly rod: string;
  /** The facet, where the user names no other. */
  readonly facet: string;
  readonly noegle: string;
  readonly titel: string;
  readonly niveauer: readonly Kleniveau[];
}

export const KLEFORMER: readonly Kleform[] = [
  {
    rod: 'KLE-Emneplan',
    facet: KLE_EMNEPLAN,
    noegle: 'Emneplan',
    titel: 'KLE Emneplan',
    niveauer: [
      { element: 'Hovedgruppe', form: /^\d{2}$/, eksempel: '85' },
      { element: 'Gruppe', form: /^\d{2}\.\d{2}$/, eksempel: '85.11' },
      { element: 'Emne', form: /^\d{2}\.\d{2}\.\d{2}$/, eksempel: '85.11.06' },
    ],
  },
  {
    rod: 'KLE-Handlingsfacetter',
    // Nobody has published the UUID of the real one; --facet names it.
    facet: fastUuid('facet', 'KLE-Handlingsfacetter'),
    noegle: 'Handlingsfacetter',
    titel: 'KLE - handlingsfacet',
    niveauer: [
      { element: 'HandlingsfacetKategori', form: /^[A-ZÆØÅ]$/, eksempel: 'G' },
      { element: 'Handlingsfacet', form: /^[A-ZÆØÅ]\d{2}$/, eksempel: 'G01' },
    ],
  },
];
