/** The formats of files, and how one is recognised by its first characters. */
import { kolonnerOf } from './csv-kolonner.ts';

export const FORMATER = ['jsonl', 'oio', 'enheder', 'medarbejdere'] as const;
export type Format = (typeof FORMATER)[number];

/** The two kinds of CSV. */
export const CSV_FORMATER = ['enheder', 'medarbejdere'] as const satisfies readonly Format[];
export type CsvFormat = (typeof CSV_FORMATER)[number];

export function isCsv(format: Format): format is CsvFormat {
  return format === 'enheder' || format === 'medarbejdere';
}

/** The format that a file begins like; undefined where it begins like none. */
export function genkend(begyndelse: string): Format | undefined {
  const tekst = begyndelse.replace(/^\uFEFF/, '').trimStart();
  if (tekst.startsWith('{')) return 'jsonl';
  if (tekst.startsWith('<')) return 'oio';
  const [hoved = ''] = tekst.split(/\r?\n/, 1);
  return CSV_FORMATER.find((format) => kolonnerOf(format, hoved) !== undefined);
}
