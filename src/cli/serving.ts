/** A server of this process, from settings: counting, listening, and what it says when it answers. */
import { HuskedeAftaler } from '../administration/huskede-aftaler.ts';
import { laesTls } from '../administration/pki/noegler.ts';
import type { Proeveaftale } from '../administration/proeveaftale.ts';
import { Beskedaftaler } from '../beskedfordeler/adgang/beskedaftaler.ts';
import { facetudvidelserOf } from '../operations/klassifikation/facetudvidelser.ts';
import type { RunningAmqp } from '../server/amqp.ts';
import { startForgetting } from '../server/glemsel.ts';
import { Metrics } from '../server/metrics.ts';
import { startNumbering } from '../server/nummerering.ts';
import { Revisor } from '../server/revisor.ts';
import { tjenesterOf } from '../server/ruter.ts';
import { type RunningServer, startServer } from '../server/server.ts';
import type { Tracing } from '../server/tracing.ts';
import { listeadgang } from '../server/vaerdiliste-adgang.ts';
import type { StatementWatch } from '../store/drivers/watch.ts';
import type { Myndighedspost, Store } from '../store/store.ts';
import { accessOf } from './access.ts';
import { startAmqpOf } from './amqp.ts';
import { clientUrl, curlOfLaes, endpointLines, graphqlLines } from './announcement.ts';
import { orgvalgOf } from './beskedvalg.ts';
import { brokerOf, startUdgiver } from './broker.ts';
import type { CommandContext } from './command.ts';
import { aftaleopslag, startFordeling } from './fordeling.ts';
import type { Log } from './log.ts';
import { storePlace } from './open.ts';
import { caFile, pkiFolder } from './pki-folder.ts';
import { pushOf } from './push.ts';
import { secureAnnouncement, tokenLines } from './secure-announcement.ts';
import type { Settings } from './settings.ts';
import { stsOf } from './sts.ts';
import { packageVersion } from './version.ts';

/** What is around the server of a process: what it counts, and where all of it is told. */
export class Serving {
  readonly metrics = new Metrics();
  readonly #context: CommandContext;

  readonly #tracing: Tracing | undefined;

  private constructor(context: CommandContext, tracing: Tracing | undefined) {
    this.#context = context;
    this.#tracing = tracing;
  }

  /** Loads what traces need, where they are wanted. */
  static async of(context: CommandContext): Promise<Serving> {
    const { 'otlp-endpoint': endpoint, 'otlp-percent': percent } = context.settings;
    if (endpoint === undefined) return new Serving(context, undefined);
    const { startTracing } = await import('../server/tracing.ts');
    return new Serving(context, await startTracing({ endpoint, percent, version: packageVersion() }));
  }

  /** Told of every statement of the store. */
  get watches(): readonly StatementWatch[] {
    return this.#tracing ? [this.metrics, this.#tracing.statements] : [this.metrics];
  }

  /** Lets go of what was only for watching, when the server has closed. */
  async end(): Promise<void> {
    await this.#tracing?.close();
  }

  /**
   * Starts to answer from a store, and to number its changes in the background.
   *
   * @param tell What /metrics says; it is on the main port where no other port is set for it.
   */
  async start(store: Store, log: Log, tell: () => Promise<string>): Promise<RunningServer> {
    const { settings, clock } = this.#context;
    const publicUrl = settings['public-url'];
    this.metrics.watchStore(store, settings.limits.readyTimeoutMs);
    let url = '';
    const aftaler = new HuskedeAftaler(store.administration, settings.environment, clock);
    const beskedaftaler = new Beskedaftaler(store.administration, settings.environment, clock);
    const modtagere = { systemer: aftaler, aftaler: beskedaftaler };
    const sts = stsOf(this.#context, store, aftaler, () => url);
    const revisor = isAudited(settings) ? new Revisor({ revision: store.revision, aftaler, log }) : undefined;
    const orgvalg = orgvalgOf(settings);
    const push = pushOf(this.#context, {
      beskeder: store.beskeder,
      aftaler: aftaleopslag(settings, beskedaftaler),
      orgvalg,
      log,
      vagt: this.metrics.push,
      ...(revisor && { revision: revisor }),
    });
    const server = await startServer({
      store,
      adgang: await accessOf(this.#context, store, () => url),
      ...(sts && { sts }),
      lister: listeadgang({ store, clock, limits: settings.limits, ...modtagere }),
      modtagere,
      clock,
      log,
      limits: settings.limits,
      udeladte: settings['ret-udeladte'],
      labels: {
        tekst: settings['label-text'],
        alderMs: settings['label-age-ms'],
        klasserMax: settings['label-classes-max'],
      },
      facetudvidelser: facetudvidelserOf(settings['facet-udvidelser']),
      host: settings.host,
      port: settings.port,
      environment: settings.environment,
      orgvalg,
      graphiql: settings.graphiql === 'on',
      watches: this.#tracing ? [this.metrics, this.#tracing.calls] : [this.metrics],
      ...(this.#tracing && { watch: this.#tracing.operations }),
      ...(revisor && { revision: revisor }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(settings.tls === 'on' && { tls: laesTls(pkiFolder(settings), clock()) }),
      ...(settings['metrics-port'] === undefined && { metrics: tell }),
    });
    url = clientUrl(server.url);
    const fordeling = startFordeling(this.#context, store, beskedaftaler, log);
    fordeling.fordeler.onFordelt(() => push.vaek());
    push.vaek();
    const background: { stop(): Promise<void> }[] = [startNumbering(store, log), fordeling, push];
    server.onSkrevet(() => fordeling.fordeler.vaek());
    const broker = brokerOf(settings);
    if (broker) {
      const { udgiver, tal } = startUdgiver(store, broker, { orgvalg, proces: fordeling.proces, log });
      server.onSkrevet(() => udgiver.vaek());
      this.metrics.watchBroker(tal);
      background.push(udgiver);
    }
    if (settings.access !== 'open') background.push(startForgetting(store, clock, log));
    let amqp: RunningAmqp | undefined;
    const close = async () => {
      await Promise.all([server.close(), amqp?.close()]);
      await Promise.all(background.map((rounds) => rounds.stop()));
      await revisor?.luk();
    };
    try {
      const revision = revisor && { revision: revisor };
      const parts = { store, log, fordeling, aftaler, beskedaftaler, ...revision, url: () => url };
      amqp = await startAmqpOf(this.#context, parts);
    } catch (error) {
      await close();
      throw error;
    }
    return { ...server, close };
  }
}

/** Calls are in the audit log unless anybody may call anyway, or the setting says otherwise. */
function isAudited({ audit, access }: Settings): boolean {
  return audit === undefined ? access !== 'open' : audit === 'on';
}

/** What the data of the store let a user be shown. */
export interface Shown {
  readonly korsbaek: Myndighedspost | undefined;
  /** The agreement of the demo client. */
  readonly agreement?: Proeveaftale;
}

/** Where it answers, and a call that works as it stands. */
export function announcement(context: CommandContext, url: string, { korsbaek, agreement }: Shown): string {
  const { settings } = context;
  const lines = [
    `fkorg ${packageVersion()} answers at ${url} (data: ${storePlace(context)}, environment: ${settings.environment})`,
    '',
    endpointLines(url, tjenesterOf(settings.environment)),
    graphqlLines(url, settings.graphiql === 'on'),
  ];
  if (korsbaek && settings.access === 'open') {
    const ca = settings.tls === 'on' ? caFile(settings) : undefined;
    const curl = curlOfLaes(url, 'OrganisationEnhed', korsbaek.rodenhedUuid, korsbaek.cvr, ca);
    lines.push(`Try it, from another terminal:\n  ${curl}\n`);
  }
  if (agreement) lines.push(secureAnnouncement(settings, url, agreement));
  else if (settings.access !== 'open') lines.push(tokenLines(settings, url));
  return `${lines.join('\n')}\nStop with Ctrl+C.\n`;
}
