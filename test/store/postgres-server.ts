/** A PostgreSQL of its own for a measurement: a fresh cluster in a temporary folder, on loopback, gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { childrenOf } from '../../bench/cpu.ts';

export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
  /** The first process of the server; the others are its children. */
  readonly pid: number;
  /** Runs SQL on it as somebody else would; gives the rows. */
  sql(text: string): Promise<readonly (readonly unknown[])[]>;
  /** Kills all its processes at once with SIGKILL, as a machine does that runs out of memory. */
  crash(): Promise<void>;
  /** Stops it at once, as a crash of the machine would, and keeps its data. */
  stop(): Promise<void>;
  /** Starts it again on its data and its port. */
  startAgain(): Promise<void>;
  /** Has all its processes stand still, as if the machine hung. */
  pause(): void;
  goOn(): void;
  /** A copy of it that follows it, on a port of its own; gone with its own disposal. */
  replica(): Promise<PostgresServer>;
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

function killIfThere(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A folder that the user of the server owns. */
function serverFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-postgres-'));
  chmodSync(folder, 0o700);
  if (process.getuid?.() === 0) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
    chownSync(folder, id('-u'), id('-g'));
  }
  return folder;
}

/** Runs a server on a data folder; ready when it answers. */
class Running implements PostgresServer {
  readonly #folder: string;
  readonly #programs: string;
  readonly #port: number;
  #child: ChildProcess | undefined;
  pid = 0;

  constructor(folder: string, programs: string, port: number) {
    this.#folder = folder;
    this.#programs = programs;
    this.#port = port;
  }

  get url(): string {
    return `postgres://fkorg@127.0.0.1:${this.#port}/fkorg`;
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  run(command: string, args: readonly string[]): void {
    const [program, all] = asServerUser(join(this.#programs, command), args);
    execFileSync(program, all, { stdio: 'ignore', cwd: this.#folder });
  }

  psql(sql: string): void {
    this.run('psql', ['-h', '127.0.0.1', '-p', String(this.#port), '-U', 'fkorg', '-d', 'postgres', '-c', sql]);
  }

  async startAgain(first = 'select 1'): Promise<void> {
    const flags = ['-D', this.data, '-p', String(this.#port), '-k', this.#folder, '-h', '127.0.0.1'];
    const [program, args] = asServerUser(join(this.#programs, 'postgres'), flags);
    this.#child = spawn(program, args, { stdio: 'ignore', cwd: this.#folder });
    for (let tries = 0; ; tries++) {
      // It gives up at once where the memory of a server that was killed is not free yet.
      if (this.#child.exitCode !== null) this.#child = spawn(program, args, { stdio: 'ignore', cwd: this.#folder });
      try {
        this.psql(first);
        break;
      } catch (error) {
        if (tries === START_TRIES) throw error;
        await sleep(TRY_MS);
      }
    }
    this.pid = Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  async sql(text: string): Promise<readonly (readonly unknown[])[]> {
    const client = new pg.Client(this.url);
    await client.connect();
    try {
      return (await client.query({ text, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
    killIfThere(this.pid, signal);
    await ended;
  }

  stop(): Promise<void> {
    return this.#end('SIGQUIT');
  }

  async crash(): Promise<void> {
    // A child that it starts in between ends by itself when it sees that the first process is gone.
    const children = childrenOf(this.pid);
    const ended = this.#end('SIGKILL');
    for (const pid of children) killIfThere(pid);
    await ended;
  }

  pause(): void {
    for (const pid of [this.pid, ...childrenOf(this.pid)]) process.kill(pid, 'SIGSTOP');
  }

  goOn(): void {
    // The program that changed the user stands still with its child, and goes on by itself no more.
    for (const pid of [...childrenOf(this.pid), this.pid, this.#child!.pid!]) process.kill(pid, 'SIGCONT');
  }

  async replica(): Promise<PostgresServer> {
    const copy = new Running(serverFolder(), this.#programs, await freePort());
    copy.run('pg_basebackup', ['-d', this.url, '-D', copy.data, '-R', '-c', 'fast']);
    await copy.startAgain();
    return copy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGINT');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Starts a server with PostgreSQL's own settings. Throws where no server programs are installed. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  if (!programs) throw new Error(`no PostgreSQL below ${DEBIAN}: install the package postgresql`);
  const server = new Running(serverFolder(), programs, await freePort());
  const locale = ['-A', 'trust', '-U', 'fkorg', '-E', 'UTF8', '--locale=C'];
  server.run('initdb', ['-D', server.data, ...locale]);
  await server.startAgain('create database fkorg');
  return server;
}
