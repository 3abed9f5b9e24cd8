/** A PostgreSQL of its own for a measurement: a fresh cluster in a temporary folder, on loopback, gone afterwards. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
  /** The first process of the server; the others are its children. */
  readonly pid: number;
  /** Kills all its processes at once with SIGKILL, as a machine does that runs out of memory. */
  crash(): Promise<void>;
  /** Starts it again on the data that a crash left; returns when it has recovered. */
  restart(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
const START_TRIES = 200;
const TRY_MS = 50;

/** The folder with the newest server programs; undefined where there are none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses to run as root; there it runs as the user that Debian's package made. */
function asServerUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
}

interface Launched {
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

/** The processes whose parent is this one, as Linux tells it. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

function killIfThere(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Starts a server with PostgreSQL's own settings. Throws where no server programs are installed. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  if (!programs) throw new Error(`no PostgreSQL below ${DEBIAN}: install the package postgresql`);
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-postgres-'));
  chmodSync(folder, 0o700);
  if (process.getuid?.() === 0) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
    chownSync(folder, id('-u'), id('-g'));
  }
  const data = join(folder, 'data');
  const run = (command: string, args: readonly string[]) => {
    const [program, all] = asServerUser(join(programs, command), args);
    execFileSync(program, all, { stdio: 'ignore', cwd: folder });
  };
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'fkorg', '-E', 'UTF8', '--locale=C']);
  const port = await freePort();
  const psql = (text: string) =>
    run('psql', ['-h', '127.0.0.1', '-p', String(port), '-U', 'fkorg', '-d', 'postgres', '-c', text]);
  const launch = async (firstStatement: string): Promise<Launched> => {
    const options = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
    const [program, args] = asServerUser(join(programs, 'postgres'), options);
    let child = spawn(program, args, { stdio: 'ignore', cwd: folder });
    for (let tries = 0; ; tries++) {
      // It gives up at once where the memory of a server that was killed is not free yet.
      if (child.exitCode !== null) child = spawn(program, args, { stdio: 'ignore', cwd: folder });
      try {
        psql(firstStatement);
        break;
      } catch (error) {
        if (tries === START_TRIES) throw error;
        await sleep(TRY_MS);
      }
    }
    const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve();
    return { pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), ended };
  };
  let launched = await launch('create database fkorg');
  return {
    url: `postgres://fkorg@127.0.0.1:${port}/fkorg`,
    get pid() {
      return launched.pid;
    },
    async crash() {
      // A child that it starts in between ends by itself when it sees that the first process is gone.
      for (const pid of [launched.pid, ...childrenOf(launched.pid)]) killIfThere(pid);
      await launched.ended;
    },
    async restart() {
      launched = await launch('select 1');
    },
    async [Symbol.asyncDispose]() {
      killIfThere(launched.pid, 'SIGINT');
      await launched.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
