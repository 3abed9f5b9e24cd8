/**
 * What is told of an edition: on the terminal its first differences and refusals, and in a file that the user names all of
 * them, one JSON object a line. Classes are no personal data, so their texts are shown.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { formatDanish } from '../base/copenhagen.ts';
import { FkorgError } from '../base/error.ts';
import { type Instant, isCalendarInstant } from '../base/instant.ts';
import type { Forskel, Forskelsart } from '../exchange/klassifikation/forskel.ts';
import type { Klasseresultat } from '../exchange/klassifikation/indlaes.ts';
import { linjeOf } from './rapport.ts';

type Viste = Pick<Klasseresultat, 'forskelle' | 'afviste'>;

const VIST_MAX = 40;
const TEGN_MAX = 100;

const TEGN: Readonly<Record<Forskelsart, string>> = { ny: '+', aendret: '~', ophoert: '-', genaabnet: '^' };

/** Writes the report. Throws `bad-file` where the file cannot be written. */
export function skrivKlasserapport(fil: string, { forskelle, afviste }: Viste): void {
  try {
    const handle = openSync(fil, 'w');
    try {
      for (const { kald: _, fra, ...forskel } of forskelle) {
        writeSync(handle, `${JSON.stringify({ ...forskel, fra: tidspunkt(fra) })}\n`);
      }
      for (const afvisning of afviste) writeSync(handle, `${JSON.stringify({ art: 'afvist', ...afvisning })}\n`);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new FkorgError('bad-file', `${fil} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** The first lines for the terminal. */
export function visteLinjer({ forskelle, afviste }: Viste): readonly string[] {
  const linjer = (afviste.length > 0 ? afviste.map(linjeOf) : forskelle.map(forskelslinje)).map(synlig);
  if (linjer.length <= VIST_MAX) return linjer;
  return [...linjer.slice(0, VIST_MAX), `${linjer.length - VIST_MAX} more; --report <file> names them all.`];
}

function forskelslinje({ art, objekttype, uuid, noegle, fra, foer, efter }: Forskel): string {
  const hvad = `${TEGN[art]} ${objekttype} ${noegle ?? uuid}`;
  if (art !== 'aendret') return `${hvad} ${kort((efter ?? foer)?.TitelTekst)} (${tidspunkt(fra).slice(0, 10)})`;
  const navne = [...new Set([...Object.keys(foer ?? {}), ...Object.keys(efter ?? {})])];
  return `${hvad} ${navne.map((navn) => `${navn}: ${kort(foer?.[navn])} -> ${kort(efter?.[navn])}`).join('; ')}`;
}

/** A text of the file as a terminal may show it: what would move the cursor, or turn the text around, is replaced. */
export function synlig(tekst: string): string {
  return tekst.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

function kort(vaerdi: unknown = ''): string {
  const tekst = typeof vaerdi === 'string' ? vaerdi : JSON.stringify(vaerdi);
  const tegn = [...tekst];
  return tegn.length <= TEGN_MAX ? `"${tekst}"` : `"${tegn.slice(0, TEGN_MAX).join('')}…"`;
}

function tidspunkt(instant: Instant): string {
  return isCalendarInstant(instant) ? formatDanish(instant) : 'altid';
}
