/**
 * Traces from the wire to the database (OpenTelemetry): a span for each call, in it one for its operation, in that one for
 * each statement, by its name and never with a value. The packages are loaded where traces are set up, and only there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context, Span } from '@opentelemetry/api';
import type { OperationWatch } from '../operations/kontekst.ts';
import { type StatementWatch, statementLabel } from '../store/drivers/watch.ts';
import type { CallWatch } from './watch.ts';

export interface TracingOptions {
  /** Where a collector takes OTLP over HTTP, such as http://127.0.0.1:4318. */
  readonly endpoint: string;
  /** Of so many hundred calls that come without a trace of their own, how many are traced. */
  readonly percent: number;
  readonly version: string;
}

export interface Tracing {
  readonly calls: CallWatch;
  readonly operations: OperationWatch;
  readonly statements: StatementWatch;
  /** Sends what is left, and ends. Never throws: a collector that is gone costs nothing but its spans. */
  close(): Promise<void>;
}

/** W3C Trace Context: version, trace, parent, flags. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const EXPORT_TIMEOUT_MS = 5000;

/** Begins to trace. */
export async function startTracing({ endpoint, percent, version }: TracingOptions): Promise<Tracing> {
  const api = await import('@opentelemetry/api');
  const sdk = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'fkorg', 'service.version': version }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(percent / 100) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('fkorg', version);
  const { CLIENT, INTERNAL, SERVER } = api.SpanKind;
  const here = new AsyncLocalStorage<Context>();

  /** Does the work inside a span, which it is given. */
  async function inSpan<T>(span: Span, parent: Context, work: () => Promise<T>): Promise<T> {
    try {
      return await here.run(api.trace.setSpan(parent, span), work);
    } catch (error) {
      span.setStatus({ code: api.SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  /** What the caller's own trace, if it has one, makes of ours. */
  function parentOf(traceparent: string | undefined): Context {
    const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
    if (!traceId || !spanId) return api.ROOT_CONTEXT;
    const traceFlags = Number.parseInt(flags!, 16) & api.TraceFlags.SAMPLED;
    return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  }

  return {
    calls: {
      around({ metode, tjeneste, traceparent }, work) {
        const parent = parentOf(traceparent);
        const span = tracer.startSpan(
          `${metode} ${tjeneste}`,
          { kind: SERVER, attributes: { 'rpc.service': tjeneste } },
          parent,
        );
        return inSpan(span, parent, async () => {
          const end = await work();
          span.setAttribute('http.response.status_code', end.httpStatus);
          if (end.verbum !== undefined) span.setAttribute('rpc.method', end.verbum);
          if (end.status !== undefined) span.setAttribute('fkorg.statuskode', end.status);
          else span.setStatus({ code: api.SpanStatusCode.ERROR });
          return end;
        });
      },
    },
    operations: (verbum, work) => {
      const parent = here.getStore() ?? api.ROOT_CONTEXT;
      return inSpan(tracer.startSpan(verbum, { kind: INTERNAL }, parent), parent, work);
    },
    statements: {
      begin(statement) {
        const parent = here.getStore();
        // What no call has asked for (looks at partitions, at replicas) is no trace.
        if (parent === undefined) return () => undefined;
        const attributes = {
          'db.system.name': 'postgresql',
          ...(statement.name && { 'fkorg.statement': statement.name }),
        };
        const span = tracer.startSpan(statementLabel(statement), { kind: CLIENT, attributes }, parent);
        return (rows) => {
          if (rows === undefined) span.setStatus({ code: api.SpanStatusCode.ERROR });
          else span.setAttribute('db.response.returned_rows', rows);
          span.end();
        };
      },
    },
    async close() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}
