/**
 * A RabbitMQ of its own for a test: a node in a temporary folder, on loopback, with an epmd of its own, gone afterwards.
 * Debian's package is all that it needs, as any user; no service of the machine is touched.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'amqplib';

export interface RabbitmqServer extends AsyncDisposable {
  /** Address with user and password. */
  readonly url: string;
  /** Kills it as a machine does that loses its power; what it has confirmed is kept. */
  crash(): Promise<void>;
  /** Starts it again on its data and its port. */
  startAgain(): Promise<void>;
}

const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const START_MS = 120_000;
const TRY_MS = 100;
const KILL_TRIES = 500;

/** Why a test cannot be run here. With FKORG_REQUIRE_CLIENTS=1 it must. */
function missing(why: string): string {
  if (process.env.FKORG_REQUIRE_CLIENTS === '1') throw new Error(why);
  return why;
}

/** Why a test with RabbitMQ cannot be run here; false where it can. */
export function rabbitmqMissing(): string | false {
  return existsSync(PROGRAM) ? false : missing(`no ${PROGRAM}: install the package rabbitmq-server`);
}

/** The same for pika, the client of Python. */
export function pikaMissing(): string | false {
  const { status } = spawnSync('/usr/bin/python3', ['-c', 'import pika']);
  return status === 0 ? false : missing('no pika: install the package python3-pika');
}

/** So many free ports, held together until all are known, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/** Ends a process and all that it started; they are gone when it resolves. */
async function killGroup(child: ChildProcess | undefined): Promise<void> {
  for (let tries = 0; child?.pid !== undefined && tries < KILL_TRIES; tries++) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    await sleep(10);
  }
}

function settingsOf(folder: string, [port, distPort, epmdPort]: readonly number[]): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: folder,
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `fkorg${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'env.conf'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
}

/** Throws where there is no RabbitMQ, or where it does not begin to answer. */
export async function startRabbitmq(): Promise<RabbitmqServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-rabbitmq-'));
  const ports = await freePorts(3);
  const env = settingsOf(folder, ports);
  for (const name of ['data', 'log']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'plugins'), '[].\n');
  writeFileSync(
    join(folder, 'rabbitmq.conf'),
    'vm_memory_high_watermark.relative = 0.9\ndisk_free_limit.absolute = 1MB\n',
  );
  writeFileSync(join(folder, 'env.conf'), '');
  const url = `amqp://guest:guest@127.0.0.1:${ports[0]}`;
  const epmd = spawn('epmd', ['-port', String(ports[2]), '-address', '127.0.0.1'], {
    env,
    stdio: 'ignore',
    detached: true,
  });
  let node: ChildProcess | undefined;

  async function startAgain(): Promise<void> {
    const child = spawn(PROGRAM, [], { env, stdio: 'ignore', detached: true, cwd: folder });
    node = child;
    for (const startedMs = performance.now(); ; await sleep(TRY_MS)) {
      try {
        await (await connect(url)).close();
        return;
      } catch (error) {
        const isOver = child.exitCode !== null || performance.now() - startedMs > START_MS;
        if (isOver) throw new Error(`RabbitMQ does not begin to answer (its log: ${folder})`, { cause: error });
      }
    }
  }

  // A test that dies of an error that nobody catches comes to no `finally`.
  const atExit = () => {
    for (const { pid } of [node, epmd].filter((en) => en !== undefined))
      if (pid !== undefined && isThere(pid)) process.kill(-pid, 'SIGKILL');
  };
  process.once('exit', atExit);

  async function end(): Promise<void> {
    process.off('exit', atExit);
    await killGroup(node);
    await killGroup(epmd);
    rmSync(folder, { recursive: true, force: true });
  }

  const server: RabbitmqServer = {
    url,
    crash: () => killGroup(node),
    startAgain,
    [Symbol.asyncDispose]: end,
  };
  try {
    await startAgain();
    return server;
  } catch (error) {
    await end();
    throw error;
  }
}
