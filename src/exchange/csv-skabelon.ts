/** What `fkorg import --template` prints: a file that can be imported as it is, to put one's own rows in. */
import { KOLONNER, type Kolonne } from './csv-kolonner.ts';
import { raekkeTekst } from './csv-tekst.ts';
import type { CsvFormat } from './formater.ts';

export function skabelon(format: CsvFormat): string {
  return skabelonAf(KOLONNER[format]);
}

/** The same, of any table of columns. */
export function skabelonAf(kolonner: readonly Kolonne[]): string {
  return [
    raekkeTekst(
      kolonner.map(({ navn }) => navn),
      ';',
    ),
    ...[0, 1].map((nr) =>
      raekkeTekst(
        kolonner.map(({ eksempler }) => eksempler[nr]!),
        ';',
      ),
    ),
  ].join('');
}
