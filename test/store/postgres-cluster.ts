/** A PostgreSQL cluster whose folders a test handles itself: started on one of them, killed, started on another. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresPrograms } from './postgres-server.ts';

const START_TRIES = 200;
const TRY_MS = 50;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** PostgreSQL refuses to run as root; there it runs as the user that Debian's package made. */
function asServerUser(args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', ...args]] : [args[0]!, args.slice(1)];
}

export class Cluster {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fkorg-cluster-'));
  readonly #programs = postgresPrograms()!;
  #child: ChildProcess | undefined;
  #pid = 0;
  #port = 0;

  constructor() {
    this.#own(this.#folder);
  }

  get url(): string {
    return `postgres://fkorg@127.0.0.1:${this.#port}/fkorg`;
  }

  /** A folder of the cluster by its name. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  makeFolder(name: string): void {
    mkdirSync(this.path(name));
    this.#own(this.path(name));
  }

  /** Runs a text of the shell as the user of the server; gives what it wrote. */
  shell(text: string, environment: Readonly<Record<string, string>> = {}): string {
    const [program, args] = asServerUser(['sh', '-ec', text]);
    const path = `${this.#programs}:${process.env.PATH}`;
    const env = { ...process.env, ...environment, PATH: path, FKORG_DATABASE: this.url };
    return execFileSync(program, args, { cwd: this.#folder, env, encoding: 'utf8' });
  }

  async make(): Promise<void> {
    this.shell(`initdb -D ${this.path('data')} -A trust -U fkorg -E UTF8 --locale=C`);
    await this.start('data');
    this.shell(`createdb -h 127.0.0.1 -p ${this.#port} -U fkorg --maintenance-db=postgres fkorg`);
  }

  /** Starts it on a folder; resolves when it takes writes. */
  async start(name: string): Promise<void> {
    this.#port = await freePort();
    const given = ['-D', this.path(name), '-p', String(this.#port), '-k', this.#folder, '-h', '127.0.0.1'];
    const [program, args] = asServerUser([join(this.#programs, 'postgres'), ...given]);
    this.#child = spawn(program, args, { stdio: 'ignore', cwd: this.#folder });
    const isReady = `psql -h 127.0.0.1 -p ${this.#port} -U fkorg -d postgres -Atc 'select pg_is_in_recovery()'`;
    for (let tries = 0; ; tries++) {
      try {
        if (this.shell(`${isReady} 2>&1`).trim() === 'f') break;
      } catch (error) {
        if (tries >= START_TRIES) throw error;
      }
      await sleep(TRY_MS);
    }
    this.#pid = Number(readFileSync(join(this.path(name), 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** SIGKILL is a crash, SIGINT an end that lets nobody finish. */
  async end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(this.#pid, signal);
    await gone;
    this.#child = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGINT');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #own(folder: string): void {
    chmodSync(folder, 0o700);
    if (process.getuid?.() !== 0) return;
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
    chownSync(folder, id('-u'), id('-g'));
  }
}
