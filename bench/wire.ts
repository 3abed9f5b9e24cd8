/**
 * The wire: CPU per call of laes, list, a hierarchy page and importer over SOAP, all processes included, against the floor
 * that is measured in the same run. Rounds of both alternate; what counts is the median of the rounds.
 */
import pg from 'pg';
import { newUuid } from '../src/base/uuid.ts';
import { SESSION_SETTINGS } from '../src/store/drivers/driver.ts';
import { startPostgres } from '../test/store/postgres-server.ts';
import { type Child, startChild } from './child.ts';
import { compare, type Ratio, type Round } from './compare.ts';
import { type Cast, measure, median } from './cpu.ts';
import { drive } from './load.ts';
import { ENHED_STI, hierarki, importer, laes, list } from './messages.ts';

const LINES = 8;
const UNITS = 600;
const OK = 'StatusKode>20<';

export interface WireOptions {
  readonly rounds: number;
  readonly reads: number;
  readonly pages: number;
  readonly writes: number;
}

type Work = () => Promise<void>;

function round(cast: Cast, calls: number, work: Work): Round {
  return () => measure(cast, calls, work);
}

/** Lays in the units that are read, as a client would. */
async function fill(child: Child, uuids: readonly string[]): Promise<void> {
  await drive(child.url, LINES, uuids.length, (nr) => importer(uuids[nr]!), OK);
}

/** The rows of the comparison, as the store keeps them: the current documents of Korsbæk's units. */
const DOCUMENTS_SQL =
  'select r.dokument from objekt o join registrering r using (ejer, objekttype, uuid, nr) ' +
  'where o.ejer = 11111111 and o.objekttype = 7 and o.uuid = any($1::uuid[])';

async function rows(client: pg.Client, uuids: readonly string[]): Promise<void> {
  const found = await client.query({ name: 'rows', text: DOCUMENTS_SQL, values: [uuids], rowMode: 'array' });
  if (found.rows.length !== uuids.length) throw new Error(`${found.rows.length} rows of ${uuids.length}`);
  for (const [document] of found.rows) JSON.parse(document as string);
}

async function repeat(times: number, work: Work): Promise<void> {
  for (let i = 0; i < times; i++) await work();
}

/** Measures on a PostgreSQL of its own, and laes on PGlite as well. */
export async function benchWire(options: WireOptions): Promise<readonly Ratio[]> {
  const { rounds, reads, pages, writes } = options;
  await using postgres = await startPostgres();
  const server = await startChild('fkorg-server.ts', [postgres.url]);
  const pglite = await startChild('fkorg-server.ts', [':memory:']);
  const units = Array.from({ length: UNITS }, newUuid);
  await fill(server, units);
  await fill(pglite, units);
  const client = new pg.Client(postgres.url);
  await client.connect();
  await client.query('analyze');
  for (const [name, value] of Object.entries(SESSION_SETTINGS)) await client.query(`set ${name} = ${value}`);
  const stored = await client.query(
    'select o.uuid, length(r.dokument) as bytes from objekt o join registrering r using (ejer, objekttype, uuid, nr) ' +
      'where o.ejer = 11111111 and o.objekttype = 7 and o.livscyklus < 3 order by o.uuid limit 500',
  );
  const uuids: string[] = stored.rows.map((row) => row.uuid);
  const bytes = median(stored.rows.map((row) => row.bytes));
  const answerBytes = (await (await fetch(server.url + ENHED_STI, postOf(laes(uuids[0]!)))).arrayBuffer()).byteLength;
  const floor = await startChild('floor-server.ts', [postgres.url, String(bytes), String(answerBytes)]);

  const cast = (child: Child): Cast => ({ server: child.pid, postmaster: postgres.pid });
  const laesRequests = uuids.map((uuid) => laes(uuid));
  const floorLaes = laes(uuids[0]!, '/laes');
  const laesOf = (nr: number) => laesRequests[nr % laesRequests.length]!;
  const floorReads = round(cast(floor), reads, () => drive(floor.url, LINES, reads, () => floorLaes, ''));

  const results: Ratio[] = [];
  const laesOurs = round(cast(server), reads, () => drive(server.url, LINES, reads, laesOf, OK));
  results.push(await compare('laes, PostgreSQL', rounds, laesOurs, floorReads, 2.5));
  const laesPglite = round({ server: pglite.pid }, reads, () => drive(pglite.url, LINES, reads, laesOf, OK));
  results.push(await compare('laes, PGlite', rounds, laesPglite, floorReads));

  const ownRows = { server: process.pid, postmaster: postgres.pid };
  const rowsFloor = round(ownRows, pages, () => repeat(pages, () => rows(client, uuids)));
  const page = (request: Buffer) => round(cast(server), pages, () => drive(server.url, 1, pages, () => request, OK));
  results.push(await compare('list of 500, PostgreSQL', rounds, page(list(uuids)), rowsFloor, 2.5));
  results.push(await compare('hierarchy page of 500, PostgreSQL', rounds, page(hierarki()), rowsFloor, 2.5));

  const written = (path?: string) => () => importer(newUuid(), path);
  const writesOurs = round(cast(server), writes, () => drive(server.url, LINES, writes, written(), OK));
  const writesFloor = round(cast(floor), writes, () => drive(floor.url, LINES, writes, written('/importer'), ''));
  results.push(await compare('importer, PostgreSQL', rounds, writesOurs, writesFloor, 3));

  await client.end();
  for (const child of [server, pglite, floor]) child.stop();
  return results;
}

/** The same request for fetch. */
function postOf(request: Buffer): RequestInit {
  const body = request.subarray(request.indexOf('\r\n\r\n') + 4);
  return { method: 'POST', headers: { 'content-type': 'application/soap+xml' }, body };
}
