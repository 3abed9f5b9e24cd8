/**
 * The server under test as processes of its own, on PGlite or on a PostgreSQL of its own, and what the soak does to
 * them: kill -9, start again on the same data, ask `fkorg check`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fkorg, type Running, startFkorg, temporaryFolder } from '../../test/cli/process.ts';
import { type PostgresServer, startPostgres } from '../../test/store/postgres-server.ts';

export type Database = 'pglite' | 'postgres';
export type Drab = 'server' | 'server, and again while it starts' | 'database' | 'server and database';

const POLL_MS = 50;
/** Milliseconds within which a server that starts is killed again; it needs more to be up. */
const START_KILL_MS_MAX = 900;

export interface Anlaeg extends AsyncDisposable {
  /** Where the server answers; another address after each start. */
  readonly url: string;
  /** Which kills make sense here. */
  readonly drab: readonly Drab[];
  /** What the server said before it ended although nobody killed it; undefined while it runs. */
  doedMed(): Promise<string> | undefined;
  /** Kills with SIGKILL, waits until nothing of what was under way can still happen, and starts again. */
  draeb(drab: Drab, tal: (below: number) => number): Promise<void>;
  /** Ends the server as Ctrl+C does and has `fkorg check` look at what it leaves; gives what is wrong. */
  afslut(): Promise<string[]>;
}

/** Waits until PostgreSQL has no session of a killed server left, so that no statement of it can still commit. */
async function ingenSessioner(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query("select 1 from pg_stat_activity where application_name = 'fkorg'");
      if (rows.length === 0) return;
      await sleep(POLL_MS);
    }
  } finally {
    await client.end();
  }
}

/** What a server that has ended has said of mistakes of its own; a store that is away is none. */
function egneFejl(err: string): string[] {
  return err.split('\n').filter((line) => line.includes('"level":50') && !line.includes('store-unavailable'));
}

export interface Anlaegsvalg {
  readonly database: Database;
  /** Processes that answer, on PostgreSQL. */
  readonly workers?: number;
  /** The server's door, which a test of the auditor replaces by a bad one. */
  readonly bin?: string;
}

/** Starts both; where one of them does not start, nothing is left of the other. */
export async function startAnlaeg({ database, workers, bin }: Anlaegsvalg): Promise<Anlaeg> {
  const postgres: PostgresServer | undefined = database === 'postgres' ? await startPostgres() : undefined;
  const folder = temporaryFolder();
  const place = postgres ? ['--database', postgres.url] : ['--data', folder.path('data')];
  const processes = workers === undefined ? [] : ['--workers', String(workers)];
  const surroundings = { environment: { FKORG_LOG_LEVEL: 'error' }, ...(bin !== undefined && { bin }) };
  const fejl: string[] = [];
  let running: Running;
  let url: string;

  const launch = () => {
    running = startFkorg(['serve', '--port', '0', ...place, ...processes], surroundings);
  };
  const start = async () => {
    launch();
    const said = await running.seen('Stop with Ctrl+C.');
    url = /answers at (http:\/\/127\.0\.0\.1:\d+) /.exec(said)![1]!;
  };
  const stop = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    const ended = await running.ended;
    fejl.push(...egneFejl(ended.err));
    return ended;
  };
  const ryd = async () => {
    running.child.kill('SIGKILL');
    await running.ended.catch(() => undefined);
    await postgres?.[Symbol.asyncDispose]();
    folder.remove();
  };
  try {
    await start();
  } catch (error) {
    await ryd();
    throw error;
  }

  return {
    get url() {
      return url;
    },
    drab: [
      'server',
      'server, and again while it starts',
      ...(postgres ? (['database', 'server and database'] as const) : []),
    ],
    doedMed() {
      if (running.child.exitCode === null && running.child.signalCode === null) return undefined;
      return running.ended.then(({ exitCode, signal, err }) => `exit code ${exitCode ?? signal}: ${err.slice(-2000)}`);
    },
    async draeb(drab, tal) {
      const isDatabase = drab === 'database' || drab === 'server and database';
      if (isDatabase) await postgres!.crash();
      if (drab !== 'database') await stop('SIGKILL');
      if (isDatabase) await postgres!.startAgain();
      if (drab === 'database') return;
      if (drab === 'server, and again while it starts') {
        launch();
        await sleep(tal(START_KILL_MS_MAX));
        await stop('SIGKILL');
      }
      if (postgres) await ingenSessioner(postgres.url);
      await start();
    },
    async afslut() {
      const { exitCode, err } = await stop('SIGTERM');
      if (exitCode !== 0) fejl.push(`the server ended with ${exitCode}: ${err.slice(-500)}`);
      const check = await fkorg(['check', ...place]);
      if (check.exitCode !== 0) fejl.push(`fkorg check: ${check.out.slice(0, 2000)}${check.err.slice(-300)}`);
      return fejl;
    },
    [Symbol.asyncDispose]: ryd,
  };
}
