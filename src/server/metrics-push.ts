/** What is counted of messages that are sent to receivers, in the form of Prometheus. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Leveringsvagt } from '../beskedfordeler/ud/tur.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

export function pushMetrics(registry: Registry): Leveringsvagt {
  const attempts = new Counter({
    name: 'fkorg_push_total',
    help: 'Attempts to send a message to its receiver, by what came of them.',
    labelNames: ['maade', 'udfald'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'fkorg_push_seconds',
    help: 'Time of an attempt.',
    labelNames: ['maade'],
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    leveret(maade, udfald, ms) {
      attempts.inc({ maade, udfald });
      seconds.observe({ maade }, ms / 1000);
    },
  };
}
