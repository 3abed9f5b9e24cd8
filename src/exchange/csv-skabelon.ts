/** What `fkorg import --template` prints: a file that can be imported as it is, to put one's own rows in. */
import { KOLONNER } from './csv-kolonner.ts';
import { raekkeTekst } from './csv-tekst.ts';
import type { CsvFormat } from './formater.ts';

export function skabelon(format: CsvFormat): string {
  const kolonner = KOLONNER[format];
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
