/**
 * What this process counts, in the form of Prometheus. Labels come from closed lists (services, verbs, status codes,
 * kinds of statements), so that there is a bounded number of series, and none of them tells of a person or a caller.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Beskedtal } from '../store/beskeder/beskedtal.ts';
import type { Statement } from '../store/drivers/driver.ts';
import { type StatementWatch, statementLabel } from '../store/drivers/watch.ts';
import type { Store, StoreFigures } from '../store/store.ts';
import { Beskedmaal } from './beskedmaal.ts';
import { inTime } from './in-time.ts';
import { type Brokertal, brokerMetrics } from './metrics-broker.ts';
import { pushMetrics } from './metrics-push.ts';
import type { Counts } from './metrics-sum.ts';
import type { CallEnd, CallStart, CallWatch } from './watch.ts';

const CALL_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const STATEMENT_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 10];
const BODY_BYTES = [1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 16e6];

export class Metrics implements CallWatch, StatementWatch {
  readonly #registry = new Registry();
  readonly #calls = this.#counter('calls_total', 'Calls answered.', ['tjeneste', 'verbum', 'status']);
  readonly #refused = this.#counter('refused_total', 'Requests refused before they were a call.', ['code']);
  readonly #failed = this.#counter('database_failures_total', 'Statements that failed.', ['statement']);
  readonly #seconds = this.#histogram(
    'call_seconds',
    'Time from body to answer.',
    ['tjeneste', 'verbum'],
    CALL_SECONDS,
  );
  readonly #bytes = this.#histogram('body_bytes', 'Size of bodies.', ['direction'], BODY_BYTES);
  readonly #database = this.#histogram('database_seconds', 'Time of a statement.', ['statement'], STATEMENT_SECONDS);
  readonly #underWay = this.#gauge('calls_under_way', 'Calls that are being answered.', 'sum');

  readonly #workers = this.#gauge('workers', 'Processes that answer.', 'sum');
  readonly #cpu = this.#gauge('process_cpu_seconds', 'CPU time used, user and system.', 'sum');
  readonly #resident = this.#gauge('process_resident_bytes', 'Memory in use.', 'sum');
  readonly #up = this.#gauge('store_up', 'Whether the store answers.', 'min');
  readonly #queue = this.#gauge('queue_length', 'Registrations that wait for their position in the feed.', 'max');
  readonly #position = this.#gauge('feed_position', 'The newest position of the change feed.', 'max');
  readonly #reads = new Gauge({
    name: 'fkorg_reads',
    help: 'Reads so far where there is a replica, by the database that answered.',
    labelNames: ['database'],
    registers: [this.#registry],
  });
  readonly #messages = new Beskedmaal(this.#registry);
  /** Told of messages that are sent. */
  readonly push = pushMetrics(this.#registry);
  #figures: (() => Promise<readonly [StoreFigures, Beskedtal]>) | undefined;
  #broker: ((sidste: number) => Promise<void>) | undefined;

  /** Has the numbers of the store told as well; what it does not tell in `timeoutMs` it does not tell. */
  watchStore(store: Store, timeoutMs: number): void {
    this.#figures = inTime(() => Promise.all([store.figures(), store.beskeder.tal()]), timeoutMs);
  }

  /** Has what is counted of a broker told as well. */
  watchBroker(tal: () => Promise<Brokertal>): void {
    this.#broker = brokerMetrics(this.#registry, tal);
  }

  /** Everything as Prometheus reads it. */
  async text(): Promise<string> {
    await this.#refresh();
    return this.#registry.metrics();
  }

  /** Everything in the form that `summed` (`metrics-sum.ts`) takes. */
  async json(): Promise<Counts> {
    await this.#refresh();
    return this.#registry.getMetricsAsJSON();
  }

  async #refresh(): Promise<void> {
    const { user, system } = process.cpuUsage();
    this.#workers.set(1);
    this.#cpu.set((user + system) / 1e6);
    this.#resident.set(process.memoryUsage.rss());
    try {
      const [figures, messages] = (await this.#figures?.()) ?? [];
      this.#up.set(figures === undefined ? 0 : 1);
      this.#queue.set(figures?.queueLength ?? 0);
      this.#position.set(figures?.feedPosition ?? 0);
      if (messages) this.#messages.saet(messages);
      for (const [database, reads] of Object.entries(figures?.reads ?? {})) this.#reads.set({ database }, reads);
      if (figures) await this.#broker?.(figures.feedPosition);
    } catch {
      this.#up.set(0);
    }
  }

  async around({ tjeneste }: CallStart, work: () => Promise<CallEnd>): Promise<CallEnd> {
    const startedMs = performance.now();
    this.#underWay.inc();
    try {
      const end = await work();
      const verbum = end.verbum ?? 'ukendt';
      this.#calls.inc({ tjeneste, verbum, status: end.status ?? `fault ${end.httpStatus}` });
      this.#seconds.observe({ tjeneste, verbum }, (performance.now() - startedMs) / 1000);
      this.#bytes.observe({ direction: 'request' }, end.requestBytes);
      this.#bytes.observe({ direction: 'answer' }, end.answerBytes);
      return end;
    } finally {
      this.#underWay.dec();
    }
  }

  refused(code: string): void {
    this.#refused.inc({ code });
  }

  begin(statement: Statement): (rows: number | undefined) => void {
    const startedMs = performance.now();
    return (rows) => {
      const label = { statement: statementLabel(statement) };
      this.#database.observe(label, (performance.now() - startedMs) / 1000);
      if (rows === undefined) this.#failed.inc(label);
    };
  }

  #counter(name: string, help: string, labelNames: readonly string[]) {
    return new Counter({ name: `fkorg_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, labelNames: readonly string[], buckets: number[]) {
    return new Histogram({ name: `fkorg_${name}`, help, labelNames, buckets, registers: [this.#registry] });
  }

  /** @param aggregator How the gauges of several processes make one. */
  #gauge(name: string, help: string, aggregator: 'sum' | 'max' | 'min') {
    return new Gauge({ name: `fkorg_${name}`, help, aggregator, registers: [this.#registry] });
  }
}
