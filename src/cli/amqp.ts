/** The AMQP server of a process, from settings. */
import type { Revision } from '../access/revision.ts';
import { laesTls } from '../administration/pki/noegler.ts';
import { FkorgError } from '../base/error.ts';
import type { Beskedaftaler } from '../beskedfordeler/adgang/beskedaftaler.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import { beskedpost } from '../server/amqp/post.ts';
import { type RunningAmqp, startAmqp } from '../server/amqp.ts';
import { BufferedBytes } from '../server/body.ts';
import { workerNr } from '../server/workers/worker.ts';
import type { Store } from '../store/store.ts';
import { trustOf } from './access.ts';
import { isLoopback } from './announcement.ts';
import { orgvalgOf } from './beskedvalg.ts';
import type { CommandContext } from './command.ts';
import type { Fordeling } from './fordeling.ts';
import type { Log } from './log.ts';
import { pkiFolder } from './pki-folder.ts';
import type { Settings } from './settings.ts';

export interface AmqpParts {
  readonly store: Store;
  readonly log: Log;
  readonly fordeling: Fordeling;
  readonly aftaler: Aftaler;
  readonly beskedaftaler: Beskedaftaler;
  readonly revision?: Revision;
  /** Where the server of tokens answers. */
  readonly url: () => string;
}

/** As long as the lease of a dueslag, and a little more: what a process that died was reading can be read then. */
const WAIT_MS = 12_000;

/** Throws `bad-setting` for a port without TLS that other machines could reach: tokens would be read on the way. */
export function assertAmqp({ host, tls, 'amqp-port': port }: Settings): void {
  if (port === undefined || tls === 'on' || isLoopback(host)) return;
  throw new FkorgError(
    'bad-setting',
    `--amqp-port needs --tls on where other machines can reach ${host}: tokens are sent on the connection.`,
  );
}

/** Starts to answer where the settings say a port; undefined where they do not. */
export async function startAmqpOf(context: CommandContext, parts: AmqpParts): Promise<RunningAmqp | undefined> {
  const { settings, clock, terminal } = context;
  const { limits, 'amqp-port': port } = settings;
  if (port === undefined) return undefined;
  const { store, log, fordeling, aftaler, beskedaftaler, revision, url } = parts;
  const amqp = await startAmqp({
    post: beskedpost({
      ...{ store, fordeler: fordeling.fordeler, limits, proces: fordeling.proces, clock },
      fordelingssystem: orgvalgOf(settings).anvendersystem,
      ...(revision && { revision }),
      ...(settings.access !== 'open' && {
        adgang: {
          tillid: trustOf(context, url),
          ...{ aftaler, beskedaftaler, klientcertifikat: settings['client-certificate'] },
        },
      }),
    }),
    limits: {
      channelsMax: settings['amqp-channels-max'],
      connectionsMax: settings['amqp-connections-max'],
      connectionsPerSystemMax: settings['amqp-system-connections-max'],
      frameMax: settings['amqp-frame-bytes-max'],
      initialFrameMax: settings['amqp-login-frame-bytes-max'],
      heartbeatSeconds: settings['amqp-heartbeat-seconds'],
      timeoutMs: limits.requestTimeoutMs,
      bodyBytesMax: limits.bodyBytesMax,
      waitMs: WAIT_MS,
    },
    budget: new BufferedBytes(limits.bufferedBytesMax),
    ...{ host: settings.host, port, clock, log },
    ...(settings.tls === 'on' && { tls: laesTls(pkiFolder(settings), clock()) }),
  });
  // Workers share the port: the first of them tells.
  if (workerNr() <= 1) terminal.err(`AMQP at ${amqp.url}\n`);
  return amqp;
}
