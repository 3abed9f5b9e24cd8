/** What is counted of the broker, in the form of Prometheus. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Udgivertal } from '../beskedfordeler/broker/udgiver.ts';

export interface Brokertal extends Udgivertal {
  /** Of the change feed: everything up to it is at the broker. */
  readonly position: number;
}

/** Gives what sets them anew, from the newest position of the change feed. */
export function brokerMetrics(registry: Registry, tal: () => Promise<Brokertal>): (sidste: number) => Promise<void> {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `fkorg_broker_${name}`, help, aggregator: 'max', registers: [registry] });
  const counter = (name: string, help: string, taeller: 'udgivet' | 'uroutet' | 'forbindelser') => ({
    tael: new Counter({ name: `fkorg_broker_${name}_total`, help, registers: [registry] }),
    taeller,
    talt: 0,
  });
  const up = gauge('up', 'Whether a process is connected to the broker.');
  const position = gauge('position', 'Position of the change feed up to which everything is at the broker.');
  const lag = gauge('lag', 'Changes after that position.');
  const counters = [
    counter('published', 'Messages that the broker has confirmed.', 'udgivet'),
    counter('unrouted', 'Of them, those that no queue took.', 'uroutet'),
    counter('connections', 'Connections made to the broker.', 'forbindelser'),
  ];
  return async (sidste) => {
    const nu = await tal();
    up.set(nu.isForbundet ? 1 : 0);
    position.set(nu.position);
    lag.set(Math.max(0, sidste - nu.position));
    for (const en of counters) {
      en.tael.inc(nu[en.taeller] - en.talt);
      en.talt = nu[en.taeller];
    }
  };
}
