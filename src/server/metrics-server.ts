/** A listener of its own for /metrics, for a machine elsewhere that collects them. */
import type { Limits } from '../base/limits.ts';
import { send } from './answer.ts';
import { METRICS_CONTENT_TYPE } from './drift.ts';
import { type Address, endServer, listen, serverWithin } from './listen.ts';
import { targetOf } from './ruter.ts';

export interface MetricsServer {
  /** Scheme, host and port. */
  readonly url: string;
  close(): Promise<void>;
}

/** Answers GET /metrics with what `metrics` gives. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function startMetricsServer(
  address: Address,
  limits: Limits,
  metrics: () => Promise<string>,
): Promise<MetricsServer> {
  const server = serverWithin(limits, (request, response) => {
    const isRight = request.method === 'GET' && targetOf(request.url ?? '/').sti === '/metrics';
    const answer = isRight
      ? metrics().then((text) => ({ httpStatus: 200, text }))
      : Promise.resolve({ httpStatus: 404, text: 'GET /metrics\n' });
    answer
      .catch(() => ({ httpStatus: 500, text: 'Tallene kunne ikke samles\n' }))
      .then((made) => send(response, { ...made, contentType: METRICS_CONTENT_TYPE }, limits.requestTimeoutMs));
  });
  return { url: await listen(server, address), close: () => endServer(server) };
}
