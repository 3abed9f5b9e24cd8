/** The formats of files, and how one is recognised by its first characters. */
import { kolonnerOf } from './csv-kolonner.ts';
import { relationskolonner } from './klassifikation/relationer-laes.ts';

export const FORMATER = ['jsonl', 'oio', 'enheder', 'medarbejdere'] as const;
export type Format = (typeof FORMATER)[number];

/** The two kinds of CSV. */
export const CSV_FORMATER = ['enheder', 'medarbejdere'] as const satisfies readonly Format[];
export type CsvFormat = (typeof CSV_FORMATER)[number];

export function isCsv(format: Format): format is CsvFormat {
  return format === 'enheder' || format === 'medarbejdere';
}

/** The forms of files of classifications. */
export const KLASSEFORMER = ['kle', 'oio', 'relationer'] as const;
export type Klasseform = (typeof KLASSEFORMER)[number];

/** The form of classifications that a file begins like; undefined where it begins like none. */
export function genkendKlasser(begyndelse: string): Klasseform | undefined {
  const tekst = begyndelse.replace(/^\uFEFF/, '').trimStart();
  if (!tekst.startsWith('<')) return relationskolonner(hovedlinje(tekst)) && 'relationer';
  const [, rod] = /<(?:[\w.-]+:)?([\w.-]+)/.exec(tekst.replace(/<!--[\s\S]*?-->/g, '')) ?? [];
  return rod?.startsWith('KLE') ? 'kle' : 'oio';
}

/** The first line of a text. */
export function hovedlinje(tekst: string): string {
  return tekst.trimStart().split(/\r?\n/, 1)[0] ?? '';
}

/** The format that a file begins like; undefined where it begins like none. */
export function genkend(begyndelse: string): Format | undefined {
  const tekst = begyndelse.replace(/^\uFEFF/, '').trimStart();
  if (tekst.startsWith('{')) return 'jsonl';
  if (tekst.startsWith('<')) return 'oio';
  return CSV_FORMATER.find((format) => kolonnerOf(format, hovedlinje(tekst)) !== undefined);
}
