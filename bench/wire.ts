/**
 * The wire: CPU per call of laes, list, a hierarchy page and importer over SOAP, all processes included, against the floor
 * that is measured in the same run. Rounds of both alternate; what counts is the median of the rounds.
 */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import pg from 'pg';
import { newUuid } from '../src/base/uuid.ts';
import { SESSION_SETTINGS } from '../src/store/drivers/driver.ts';
import { startPostgres } from '../test/store/postgres-server.ts';
import { type Cast, type CpuUs, measure, median } from './cpu.ts';
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

export interface Ratio {
  readonly name: string;
  /** Microseconds of CPU per call, median of the rounds. */
  readonly fkorg: CpuUs;
  readonly floor: CpuUs;
  /** fkorg over floor, all processes. */
  readonly ratio: number;
  /** The same without the caller. */
  readonly ratioWithoutClient: number;
  /** What the ratio must not pass; absent where it is only reported. */
  readonly atMost?: number;
}

interface Child {
  readonly pid: number;
  readonly url: string;
  stop(): void;
}

/** A process of ours that tells its address when it is ready. */
function start(script: string, args: readonly string[]): Promise<Child> {
  const child = fork(resolve(import.meta.dirname, script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`${script} ended with ${code}`)));
    child.once('message', (message: { url: string }) => {
      child.removeAllListeners('exit');
      ready({ pid: child.pid!, url: message.url, stop: () => child.kill('SIGKILL') });
    });
  });
}

type Work = () => Promise<void>;

async function compare(
  name: string,
  rounds: number,
  calls: number,
  ours: { cast: Cast; work: Work },
  floor: { cast: Cast; work: Work },
  atMost?: number,
): Promise<Ratio> {
  console.error(`measuring ${name} ...`);
  await ours.work();
  await floor.work();
  const fkorgRounds: CpuUs[] = [];
  const floorRounds: CpuUs[] = [];
  for (let round = 0; round < rounds; round++) {
    floorRounds.push(await measure(floor.cast, calls, floor.work));
    fkorgRounds.push(await measure(ours.cast, calls, ours.work));
  }
  const of = (results: readonly CpuUs[]) => ({
    all: median(results.map((r) => r.all)),
    serverAndDatabase: median(results.map((r) => r.serverAndDatabase)),
  });
  const [fkorg, gulv] = [of(fkorgRounds), of(floorRounds)];
  return {
    name,
    fkorg,
    floor: gulv,
    ratio: fkorg.all / gulv.all,
    ratioWithoutClient: fkorg.serverAndDatabase / gulv.serverAndDatabase,
    ...(atMost !== undefined && { atMost }),
  };
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
  const server = await start('fkorg-server.ts', [postgres.url]);
  const pglite = await start('fkorg-server.ts', [':memory:']);
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
  const floor = await start('floor-server.ts', [postgres.url, String(bytes), String(answerBytes)]);

  const cast = (child: Child): Cast => ({ server: child.pid, postmaster: postgres.pid });
  const laesRequests = uuids.map((uuid) => laes(uuid));
  const floorLaes = laes(uuids[0]!, '/laes');
  const laesOf = (nr: number) => laesRequests[nr % laesRequests.length]!;
  const floorReads = { cast: cast(floor), work: () => drive(floor.url, LINES, reads, () => floorLaes, '') };

  const results: Ratio[] = [];
  const laesOurs = { cast: cast(server), work: () => drive(server.url, LINES, reads, laesOf, OK) };
  results.push(await compare('laes, PostgreSQL', rounds, reads, laesOurs, floorReads, 2.5));
  const laesPglite = { cast: { server: pglite.pid }, work: () => drive(pglite.url, LINES, reads, laesOf, OK) };
  results.push(await compare('laes, PGlite', rounds, reads, laesPglite, floorReads));

  const rowsFloor = {
    cast: { server: process.pid, postmaster: postgres.pid },
    work: () => repeat(pages, () => rows(client, uuids)),
  };
  const listRequest = list(uuids);
  const page = (request: Buffer) => ({
    cast: cast(server),
    work: () => drive(server.url, 1, pages, () => request, OK),
  });
  results.push(await compare('list of 500, PostgreSQL', rounds, pages, page(listRequest), rowsFloor, 2.5));
  results.push(await compare('hierarchy page of 500, PostgreSQL', rounds, pages, page(hierarki()), rowsFloor, 2.5));

  const writesOurs = {
    cast: cast(server),
    work: () => drive(server.url, LINES, writes, () => importer(newUuid()), OK),
  };
  const writesFloor = {
    cast: cast(floor),
    work: () => drive(floor.url, LINES, writes, () => importer(newUuid(), '/importer'), ''),
  };
  results.push(await compare('importer, PostgreSQL', rounds, writes, writesOurs, writesFloor, 3));

  await client.end();
  for (const child of [server, pglite, floor]) child.stop();
  return results;
}

/** The same request for fetch. */
function postOf(request: Buffer): RequestInit {
  const body = request.subarray(request.indexOf('\r\n\r\n') + 4);
  return { method: 'POST', headers: { 'content-type': 'application/soap+xml' }, body };
}
