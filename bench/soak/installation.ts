/**
 * The server under test as processes of its own, on PGlite or on a PostgreSQL of its own, and what the soak does to
 * them: kill -9, start again on the same data, ask `fkorg check`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fkorg, type Running, startFkorg, temporaryFolder } from '../../test/cli/process.ts';
import { type PostgresServer, startPostgres } from '../../test/store/postgres-server.ts';

export type Database = 'pglite' | 'postgres';
export type Kill = 'server' | 'server, and again while it starts' | 'database' | 'server and database';

const POLL_MS = 50;
/** Milliseconds within which a server that starts is killed again; it needs more to be up. */
const START_KILL_MS_MAX = 900;

export interface Installation extends AsyncDisposable {
  /** Where the server answers; another address after each start. */
  readonly url: string;
  /** Which kills make sense here. */
  readonly possibleKills: readonly Kill[];
  /** What the server said before it ended although nobody killed it; undefined while it runs. */
  endedWith(): Promise<string> | undefined;
  /** Kills with SIGKILL, waits until nothing of what was under way can still happen, and starts again. */
  killAndRestart(kill: Kill, draw: (below: number) => number): Promise<void>;
  /** Ends the server as Ctrl+C does and has `fkorg check` look at what it leaves; gives what is wrong. */
  finish(): Promise<string[]>;
}

/** Waits until PostgreSQL has no session of a killed server left, so that no statement of it can still commit. */
async function noSessions(url: string): Promise<void> {
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
function ownFaults(err: string): string[] {
  return err.split('\n').filter((line) => line.includes('"level":50') && !line.includes('store-unavailable'));
}

export interface InstallationOptions {
  readonly database: Database;
  /** Processes that answer, on PostgreSQL. */
  readonly workers?: number;
  /** The server's door, which a test of the auditor replaces by a bad one. */
  readonly bin?: string;
}

/** Starts both; where one of them does not start, nothing is left of the other. */
export async function startInstallation({ database, workers, bin }: InstallationOptions): Promise<Installation> {
  const postgres: PostgresServer | undefined = database === 'postgres' ? await startPostgres() : undefined;
  const folder = temporaryFolder();
  const place = postgres ? ['--database', postgres.url] : ['--data', folder.path('data')];
  const processes = workers === undefined ? [] : ['--workers', String(workers)];
  const surroundings = { environment: { FKORG_LOG_LEVEL: 'error' }, ...(bin !== undefined && { bin }) };
  const faults: string[] = [];
  let running: Running;
  let url: string;

  const launch = () => {
    running = startFkorg(['serve', '--access', 'open', '--port', '0', ...place, ...processes], surroundings);
  };
  const start = async () => {
    launch();
    const said = await running.seen('Stop with Ctrl+C.');
    url = /answers at (http:\/\/127\.0\.0\.1:\d+) /.exec(said)![1]!;
  };
  const stop = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    const ended = await running.ended;
    faults.push(...ownFaults(ended.err));
    return ended;
  };
  const clear = async () => {
    running.child.kill('SIGKILL');
    await running.ended.catch(() => undefined);
    await postgres?.[Symbol.asyncDispose]();
    folder.remove();
  };
  try {
    await start();
  } catch (error) {
    await clear();
    throw error;
  }

  return {
    get url() {
      return url;
    },
    possibleKills: [
      'server',
      'server, and again while it starts',
      ...(postgres ? (['database', 'server and database'] as const) : []),
    ],
    endedWith() {
      if (running.child.exitCode === null && running.child.signalCode === null) return undefined;
      return running.ended.then(({ exitCode, signal, err }) => `exit code ${exitCode ?? signal}: ${err.slice(-2000)}`);
    },
    async killAndRestart(kill, draw) {
      const isDatabase = kill === 'database' || kill === 'server and database';
      if (isDatabase) await postgres!.crash();
      if (kill !== 'database') await stop('SIGKILL');
      if (isDatabase) await postgres!.startAgain();
      if (kill === 'database') return;
      if (kill === 'server, and again while it starts') {
        launch();
        await sleep(draw(START_KILL_MS_MAX));
        await stop('SIGKILL');
      }
      if (postgres) await noSessions(postgres.url);
      await start();
    },
    async finish() {
      const { exitCode, err } = await stop('SIGTERM');
      if (exitCode !== 0) faults.push(`the server ended with ${exitCode}: ${err.slice(-500)}`);
      const check = await fkorg(['check', ...place]);
      if (check.exitCode !== 0) faults.push(`fkorg check: ${check.out.slice(0, 2000)}${check.err.slice(-300)}`);
      return faults;
    },
    [Symbol.asyncDispose]: clear,
  };
}
