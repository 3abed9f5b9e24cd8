/**
 * A small task classification in the form of KLE (numbers in pairs, two levels). Numbers and texts are invented: KL's
 * own may not be shipped, and KLE has no numbers from 91 on. Klassifikation and Facet have the real UUIDs of KLE, so
 * that clients find it (spec sf1500 §4.5).
 */
import { fastUuid } from './navnerum.ts';

export const KLE_KLASSIFIKATION = '00000c7e-c7a5-4000-8000-000000000000';
export const KLE_EMNEPLAN = '00000c7e-face-4001-8000-000000000000';

/** A group, and its subjects in the order of their numbers: `01`, `02` and so on. */
interface Klegruppe {
  readonly nummer: string;
  readonly titel: string;
  readonly emner: readonly string[];
}

export const KLEGRUPPER: readonly Klegruppe[] = [
  {
    nummer: '91.10',
    titel: 'Husets egen drift (opdigtet)',
    emner: ['Lokaler og nøgler', 'Mødeplaner', 'Arkivkasser', 'Intern post'],
  },
  {
    nummer: '92.10',
    titel: 'Borgernes papirer (opdigtet)',
    emner: ['Bopælsattester', 'Kørekortfornyelse', 'Udbetaling af tilskud', 'Efterregning af ydelser'],
  },
  {
    nummer: '93.10',
    titel: 'Børn og undervisning (opdigtet)',
    emner: ['Pladsanvisning', 'Skoleindskrivning', 'Skolevej', 'Lejrskoler'],
  },
  {
    nummer: '94.10',
    titel: 'Pleje og omsorg (opdigtet)',
    emner: ['Besøgsplaner', 'Madudbringning', 'Hjælpemiddeludlån', 'Genoptræningshold'],
  },
  {
    nummer: '95.10',
    titel: 'Veje, grønt og byggeri (opdigtet)',
    emner: ['Huller i vejen', 'Byggeansøgninger', 'Træer og hegn', 'Affaldshentning'],
  },
  {
    nummer: '96.10',
    titel: 'Job og uddannelse (opdigtet)',
    emner: ['Jobsamtaler', 'Virksomhedsbesøg', 'Praktikpladser', 'Uddannelsesvejledning'],
  },
  {
    nummer: '97.10',
    titel: 'Kultur og foreninger (opdigtet)',
    emner: ['Haltider', 'Biblioteksgebyrer', 'Foreningstilskud', 'Byfester'],
  },
  {
    nummer: '98.10',
    titel: 'Støtte til voksne (opdigtet)',
    emner: ['Bostøttebesøg', 'Ledsageordning', 'Værestedsdrift', 'Botilbudsvisitation'],
  },
];

/** The UUID of the class with a number of this classification: `91.10` or `91.10.01`. */
export function kleUuid(nummer: string): string {
  return fastUuid('kle', nummer);
}

/** The number of a subject; `nr` is from 1. */
export function emnenummer(gruppenummer: string, nr: number): string {
  return `${gruppenummer}.${String(nr).padStart(2, '0')}`;
}
