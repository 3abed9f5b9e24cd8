/** `fkorg serve`: opens the store, lays in what a register starts with, answers until it is stopped. */
import { FkorgError } from '../../base/error.ts';
import { tjenesterOf } from '../../server/ruter.ts';
import { startServer } from '../../server/server.ts';
import { KORSBAEK_CVR } from '../../standard/koder.ts';
import type { Store } from '../../store/store.ts';
import { accessWarning, curlOfLaes, endpointLines, isLoopback } from '../announcement.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Log } from '../log.ts';
import { storePlace, withStore } from '../open.ts';
import type { Settings } from '../settings.ts';
import { layInKorsbaek, layInMasterData } from '../starting-data.ts';
import { packageVersion } from '../version.ts';

export const serve: RunCommand = async (context) => {
  const { settings, terminal, stop } = context;
  assertHost(settings);
  const answer = async (store: Store, log: Log) => {
    await layInMasterData(context, store);
    if (settings.demo === 'korsbaek') await layInKorsbaek(context, store);
    const server = await startServer(serverOptions(context, store, log));
    terminal.err(accessWarning(settings.host));
    await terminal.out(await announcement(context, store, server.url));
    await stop.requested;
    await server.close();
    return EXIT.ok;
  };
  return withStore(context, 'made', answer, { isIBrug: true });
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

function serverOptions({ settings, clock }: CommandContext, store: Store, log: Log) {
  const publicUrl = settings['public-url'];
  return {
    store,
    clock,
    log,
    limits: settings.limits,
    udeladte: settings['ret-udeladte'],
    host: settings.host,
    port: settings.port,
    environment: settings.environment,
    ...(publicUrl !== undefined && { publicUrl }),
  };
}

/** Where it answers, and a call that works as it stands. */
async function announcement(context: CommandContext, store: Store, url: string): Promise<string> {
  const { settings } = context;
  const lines = [
    `fkorg ${packageVersion()} answers at ${url} (data: ${storePlace(context)}, environment: ${settings.environment})`,
    '',
    endpointLines(url, tjenesterOf(settings.environment)),
  ];
  const myndighed = await store.myndighed(KORSBAEK_CVR);
  if (myndighed) {
    const curl = curlOfLaes(url, 'OrganisationEnhed', myndighed.rodenhedUuid, myndighed.cvr);
    lines.push(`Try it, from another terminal:\n  ${curl}\n`);
  }
  return `${lines.join('\n')}\nStop with Ctrl+C.\n`;
}
