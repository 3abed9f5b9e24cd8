/**
 * The report of an import: one JSON line for each refused item, in a file that the user names; the terminal shows the
 * first of them, without values, because what it shows may end in a log.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { FkorgError } from '../base/error.ts';
import type { Afvisning } from '../exchange/indlaesning.ts';

const VIST_MAX = 20;

export interface Rapport {
  skriv(afvisning: Afvisning): void;
  /** Bytes that have been written: what is safe when a run is cut off. */
  readonly bytes: number;
  end(): void;
}

/**
 * @param fil Where the report goes; absent: only to the terminal.
 * @param fra Bytes of the report that an earlier run of the same import has left.
 * @param vis Writes a line on the terminal.
 * @throws `bad-file` where the file cannot be written.
 */
export function startRapport(fil: string | undefined, fra: number, vis: (line: string) => void): Rapport {
  const handle = fil === undefined ? undefined : aabn(fil, fra);
  let bytes = handle === undefined ? 0 : fra;
  let vist = 0;
  return {
    skriv(afvisning) {
      if (handle !== undefined) bytes += writeSync(handle, `${JSON.stringify(afvisning)}\n`, bytes);
      if (afvisning.brud.every(({ regel }) => regel === 'fil-borte')) return;
      vist += 1;
      if (vist <= VIST_MAX) vis(linjeOf(afvisning));
      else if (vist === VIST_MAX + 1) vis('More are refused; --report <file> names them all.');
    },
    get bytes() {
      return bytes;
    },
    end() {
      if (handle !== undefined) closeSync(handle);
    },
  };
}

function aabn(fil: string, fra: number): number {
  try {
    const handle = openSync(fil, fra === 0 ? 'w' : 'r+');
    ftruncateSync(handle, fra);
    return handle;
  } catch (error) {
    throw new FkorgError('bad-file', `${fil} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** What the terminal shows of a refusal: no values. */
export function linjeOf({ linje, objekttype, uuid, brud }: Afvisning): string {
  const hvad = objekttype === undefined ? '' : ` ${objekttype} ${uuid ?? ''}`.trimEnd();
  const hvorfor = brud.map(({ regel, sted, forventet }) => `${sted}: ${forventet} (${regel})`).join('; ');
  return `Line ${linje}: refused${hvad}: ${hvorfor}`;
}
