/**
 * The bulk path beside its floor: a made-up municipality as JSON lines, read, checked and saved as `fkorg import` does it;
 * the saving alone; and COPY of the very same rows (objects, documents, search rows, outbox) into the same tables with the
 * same indexes, emptied before. CPU of this process and of PostgreSQL, making the objects not counted.
 */
import pg from 'pg';
import { systemClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { INTET, indlaes } from '../../src/exchange/indlaesning.ts';
import { emnerAfJson } from '../../src/exchange/jsonlinjer.ts';
import { kopier } from '../../src/store/drivers/kopi.ts';
import { openStore } from '../../src/store/open.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { measure } from '../cpu.ts';
import { enhedsPakke, OBJECTS_PER_UNIT } from './kommune.ts';

/** Objects in one call of the store, as `fkorg import` has it. */
const OBJECTS_PER_PARCEL = 1000;
const TABELLER = ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'udbakke'];
/** Characters sent to COPY at a time. */
const CHUNK_CHARS = 1_000_000;

export interface BulkMaaling {
  /** CPU microseconds for each object: the whole import, the saving alone, and COPY. */
  readonly ours: number;
  readonly store: number;
  readonly copy: number;
  /** The whole import to COPY. */
  readonly ratio: number;
  /** Objects saved in a second of wall time, on a machine that others use as well. */
  readonly objectsPerSecond: number;
}

/** What COPY gives for a table, in pieces of whole lines. */
async function rowsOf(client: pg.Client, tabel: string): Promise<string[]> {
  const { rows } = await client.query<{ kolonner: string }>(
    `select string_agg(quote_ident(attname), ',' order by attnum) as kolonner from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [tabel],
  );
  const kolonner = rows[0]!.kolonner.split(',');
  const felter = kolonner
    .map((kolonne) => `replace(replace(replace(${kolonne}::text, '\\', '\\\\'), chr(10), '\\n'), chr(9), '\\t')`)
    .join(` || chr(9) || `);
  const { rows: lines } = await client.query<{ line: string }>(`select ${felter} as line from ${tabel} order by ctid`);
  const chunks: string[] = [];
  let chunk = '';
  for (const { line } of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    chunks.push(chunk);
    chunk = '';
  }
  if (chunk !== '') chunks.push(chunk);
  return [`copy ${tabel} (${kolonner.join(', ')}) from stdin`, ...chunks];
}

async function* somLinjer(parceller: readonly (readonly string[])[]): AsyncGenerator<string> {
  for (const parcel of parceller) yield parcel.join('');
}

function linjeOf({ objekttype, ejer, uuid, nye }: Skrivning): string {
  return `${JSON.stringify({ objekttype, ejer, uuid, registreringer: nye })}\n`;
}

/** What `fkorg import` does with a file of JSON lines: reading, checking, saving. */
async function importer(store: Store, linjer: readonly (readonly string[])[]): Promise<void> {
  const clock = systemClock;
  const { afviste } = await indlaes(emnerAfJson(somLinjer(linjer), clock), {
    miljoe: { store, clock, limits: DEFAULT_LIMITS, udeladte: 'fjernes', dag: clock() },
    isProeve: false,
    begyndelse: { emner: 0, taelling: INTET },
    afvis: () => undefined,
    efterParcel: async (fremdrift) => store.saetMaerke('bench', JSON.stringify(fremdrift)),
  });
  if (afviste > 0) throw new Error(`${afviste} refused`);
}

async function gem(store: Store, parceller: readonly (readonly Skrivning[])[]): Promise<void> {
  for (const parcel of parceller) if (!(await store.gem(parcel))) throw new Error('the database was not empty');
}

/** Measures all three on an empty database that nothing else uses; leaves the rows there. */
export async function maalBulk(
  server: { readonly url: string; readonly pid: number },
  units: number,
): Promise<BulkMaaling> {
  const parceller: Skrivning[][] = [[]];
  for (let nr = 0; nr < units; nr++) {
    if (parceller.at(-1)!.length >= OBJECTS_PER_PARCEL) parceller.push([]);
    parceller.at(-1)!.push(...enhedsPakke(nr));
  }
  const linjer = parceller.map((parcel) => parcel.map(linjeOf));
  const objects = units * OBJECTS_PER_UNIT;
  const cast = { server: process.pid, postmaster: server.pid };
  const store = await openStore({ database: server.url, clock: systemClock });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  // Its workers come and go, and with them what they have used; none of the three is to be billed for it.
  await client.query('alter system set autovacuum = off');
  await client.query('select pg_reload_conf()');
  const toem = () => client.query(`truncate ${TABELLER.join(', ')}`);
  try {
    const began = performance.now();
    const ours = await measure(cast, objects, () => importer(store, linjer));
    const seconds = (performance.now() - began) / 1000;
    await toem();
    const alone = await measure(cast, objects, () => gem(store, parceller));
    await store.close();
    const tables: string[][] = [];
    for (const tabel of TABELLER) tables.push(await rowsOf(client, tabel));
    await toem();
    const copy = await measure(cast, objects, async () => {
      for (const [text, ...chunks] of tables) for (const chunk of chunks) await kopier(client, text!, chunk);
    });
    return {
      ours: ours.all,
      store: alone.all,
      copy: copy.all,
      ratio: ours.all / copy.all,
      objectsPerSecond: objects / seconds,
    };
  } finally {
    await client.end();
  }
}
