/** Traces: what a collector receives of a call, and that nothing is loaded or sent where none is set up. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fkorg, startFkorg, temporaryFolder } from './process.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A collector that takes OTLP over HTTP and keeps it. */
async function collector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const spans = (): Span[] =>
    bodies.flatMap((body) =>
      // biome-ignore lint/suspicious/noExplicitAny: what stands on the wire
      JSON.parse(body).resourceSpans.flatMap((r: any) => r.scopeSpans.flatMap((s: any) => s.spans)),
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    spans,
    close: () => server.close(),
  };
}

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const UUID = '5ec4e7aa-0000-4000-8000-000000000001';
const LAES = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><LaesInput
  xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0"
  >${UUID}</UUIDIdentifikator></LaesInput></e:Body></e:Envelope>`;

/** Makes a call with and one without a trace of its own, stops the server, and gives what was collected. */
async function callsWith(flags: readonly string[]): Promise<{ spans: Span[]; text: string }> {
  const to = await collector();
  const folder = temporaryFolder();
  const server = startFkorg([
    'serve',
    '--access',
    'open',
    '--port',
    '0',
    '--data',
    folder.path('data'),
    '--otlp-endpoint',
    to.url,
    ...flags,
  ]);
  try {
    const url = /answers at (\S+) /.exec(await server.seen('Stop with Ctrl+C.'))![1]!;
    for (const traceparent of [PARENT, 'nonsense']) {
      const headers = { 'content-type': 'application/soap+xml', 'x-anvenderkontekst': '29189978', traceparent };
      const response = await fetch(`${url}/organisation/bruger/6`, { method: 'POST', body: LAES, headers });
      assert.match(await response.text(), /StatusKode>44</);
    }
    assert.equal((await fetch(`${url}/aendringer`, { headers: { traceparent: PARENT } })).status, 200);
    server.child.kill('SIGTERM');
    const { exitCode, err } = await server.ended;
    assert.equal(exitCode, 0, err);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
    to.close();
    folder.remove();
  }
  return { spans: to.spans(), text: to.bodies.join() };
}

test('a call is a trace from the wire to its statements, within the trace of its caller, and tells no value', async () => {
  const { spans, text } = await callsWith([]);
  const [, traceId, parentId] = PARENT.split('-');
  const call = spans.find((span) => span.name === 'POST Bruger' && span.traceId === traceId);
  assert.equal(call?.parentSpanId, parentId);
  const operation = spans.find(({ name, parentSpanId }) => name === 'laes' && parentSpanId === call?.spanId);
  assert.ok(operation);
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === operation.spanId);
  assert.ok(
    statements.some(({ name }) => name === 'select registrering'),
    JSON.stringify(statements),
  );
  const attributes = Object.fromEntries(call!.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
  assert.deepEqual(
    [attributes['rpc.service'], attributes['rpc.method'], attributes['fkorg.statuskode']],
    ['Bruger', 'laes', 44],
  );
  assert.ok(spans.some((span) => span.name === 'GET REST' && span.traceId === traceId));
  const own = spans.find((span) => span.name === 'POST Bruger' && span.traceId !== traceId);
  assert.equal(own?.parentSpanId ?? '', '');
  assert.doesNotMatch(text, new RegExp(UUID));
  assert.doesNotMatch(text, /\bfrom registrering\b|29189978/);
  assert.match(text, /"fkorg"/);
});

test('of a sample of none only those are traced whose caller asks for it', async () => {
  const { spans } = await callsWith(['--otlp-percent', '0']);
  assert.ok(spans.length > 0);
  assert.deepEqual([...new Set(spans.map(({ traceId }) => traceId))], [PARENT.split('-')[1]]);
});

test('without a collector nothing of the packages for it is loaded', async () => {
  const { out, exitCode } = await fkorg(['serve', '--help']);
  assert.equal(exitCode, 0);
  assert.match(out, /--otlp-endpoint/);
  const folder = temporaryFolder();
  const server = startFkorg(['serve', '--access', 'open', '--port', '0', '--data', folder.path('data')], {
    environment: { NODE_DEBUG: 'module,esm' },
  });
  await server.seen('Stop with Ctrl+C.');
  server.child.kill('SIGTERM');
  const { err } = await server.ended;
  folder.remove();
  assert.match(err, /prom-client/);
  assert.doesNotMatch(err, /opentelemetry\/(sdk|exporter)/);
});
