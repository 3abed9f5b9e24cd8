/**
 * `fkorg serve`: opens the store, lays in what a register starts with, answers until it is stopped; alone, or as the parent
 * of workers, or as one of them.
 */
import { laesTls } from '../../administration/pki/noegler.ts';
import { FkorgError } from '../../base/error.ts';
import { startMetricsServer } from '../../server/metrics-server.ts';
import { startWorkers } from '../../server/workers/parent.ts';
import { isWorker, parentLine, workerNr } from '../../server/workers/worker.ts';
import { KORSBAEK_CVR } from '../../standard/koder.ts';
import { lytEfterAnmodninger } from '../../store/kopi/anmodning.ts';
import type { Store } from '../../store/store.ts';
import { receivingKeys } from '../access.ts';
import { applyAgreements } from '../agreements.ts';
import { assertAmqp } from '../amqp.ts';
import { accessWarning, isLoopback } from '../announcement.ts';
import { brokerOf } from '../broker.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLog } from '../log.ts';
import { withStore } from '../open.ts';
import { pkiFolder } from '../pki-folder.ts';
import { forbindelseOf } from '../push.ts';
import { layInAgreement, makeKeys, secured } from '../secure.ts';
import { announcement, Serving, type Shown } from '../serving.ts';
import type { Settings } from '../settings.ts';
import { layInKorsbaek, layInMasterData } from '../starting-data.ts';

export const serve: RunCommand = async (given) => {
  const context = secured(given);
  assertHost(context.settings);
  assertDatabase(context.settings);
  assertAmqp(context.settings);
  if (context.settings.secure && !isWorker()) await makeKeys(context);
  if (context.settings.access !== 'open') receivingKeys(context);
  brokerOf(context.settings);
  if (context.settings.tls === 'on') laesTls(pkiFolder(context.settings), context.clock());
  forbindelseOf(context);
  if (isWorker()) return serveAsWorker(context);
  return context.settings.workers === 1 ? serveAlone(context) : serveWithWorkers(context);
};

/** With open access, an address that others can reach must be asked for on the command line itself. */
function assertHost({ host, access, origins }: Settings): void {
  if (access === 'open' && !isLoopback(host) && origins.host !== 'flag') {
    throw new FkorgError(
      'bad-setting',
      `FKORG_HOST is ${host}, which other machines can reach, and access is open. If that is meant, say --host ${host}.`,
    );
  }
}

function assertDatabase({ workers, database, 'read-database': replica }: Settings): void {
  if (replica !== undefined && database === undefined) {
    throw new FkorgError('bad-setting', '--read-database needs --database: it is a replica of that one.');
  }
  if (workers > 1 && database === undefined) {
    throw new FkorgError(
      'bad-setting',
      `--workers ${workers} needs --database: the embedded database of a data folder belongs to one process. ` +
        'Name a PostgreSQL, or leave --workers out.',
    );
  }
}

/** What a register starts with; gives what a user is told of it. */
async function layIn(context: CommandContext, store: Store): Promise<Shown> {
  const { settings } = context;
  await layInMasterData(context, store);
  if (settings.demo === 'korsbaek') await layInKorsbaek(context, store);
  await applyAgreements(context, store);
  const korsbaek = await store.myndighed(KORSBAEK_CVR);
  return { korsbaek, ...(settings.secure && { agreement: await layInAgreement(context, store) }) };
}

/** Says where it answers, waits to be stopped, and closes everything in turn. */
async function untilStopped(
  context: CommandContext,
  server: { url: string; close(): Promise<void> },
  shown: Shown,
  metrics: () => Promise<string>,
): Promise<ExitCode> {
  const { settings, terminal, stop } = context;
  const { host, limits, 'metrics-port': metricsPort } = settings;
  try {
    const own =
      metricsPort === undefined ? undefined : await startMetricsServer({ host, port: metricsPort }, limits, metrics);
    if (settings.access === 'open') terminal.err(accessWarning(host));
    if (own) terminal.err(`Metrics at ${own.url}/metrics\n`);
    await terminal.out(announcement(context, server.url, shown));
    await stop.requested;
    await own?.close();
    return EXIT.ok;
  } finally {
    await server.close();
  }
}

async function serveAlone(context: CommandContext): Promise<ExitCode> {
  const serving = await Serving.of(context);
  const metrics = () => serving.metrics.text();
  return withStore(
    context,
    'made',
    async (store, log) => {
      const shown = await layIn(context, store);
      const { data, database } = context.settings;
      const copies = database === undefined ? lytEfterAnmodninger(data, (til) => store.kopier(til), log) : undefined;
      try {
        return await untilStopped(context, await serving.start(store, log, metrics), shown, metrics);
      } finally {
        await copies?.end();
      }
    },
    { isIBrug: true, watches: serving.watches },
  ).finally(() => serving.end());
}

/** The parent brings the store to its form and lays in the data, so that no two workers do; then it only keeps them. */
async function serveWithWorkers(context: CommandContext): Promise<ExitCode> {
  const shown = await withStore(context, 'made', (store) => layIn(context, store), { isIBrug: true });
  const workers = await startWorkers(context.settings.workers, createLog(context.settings['log-level']));
  return untilStopped(context, workers, shown, () => workers.metrics());
}

async function serveAsWorker(context: CommandContext): Promise<ExitCode> {
  const serving = await Serving.of(context);
  const parent = parentLine(() => serving.metrics.json());
  try {
    return await withStore(
      context,
      'made',
      async (store, log) => {
        const server = await serving.start(store, log.child({ worker: workerNr() }), () => parent.sum());
        parent.answersAt(server.url);
        await Promise.race([parent.stop, context.stop.requested]);
        await server.close();
        return EXIT.ok;
      },
      { isIBrug: true, watches: serving.watches },
    );
  } finally {
    await serving.end();
    parent.end();
  }
}
