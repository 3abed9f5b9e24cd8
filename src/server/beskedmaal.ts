/** What /metrics tells of messages that wait: of all dueslag together, so that the number of series is bounded. */
import { Gauge, type Registry } from 'prom-client';
import type { Beskedtal } from '../store/beskeder/beskedtal.ts';

export class Beskedmaal {
  readonly #dueslag: Gauge<'tilstand'>;
  readonly #tal: readonly (readonly [Gauge, (tal: Beskedtal) => number])[];

  constructor(registry: Registry) {
    /** Every process tells the same of the store. */
    const gauge = (name: string, help: string) =>
      new Gauge({ name: `fkorg_${name}`, help, aggregator: 'max', registers: [registry] });
    this.#dueslag = new Gauge({
      name: 'fkorg_dueslag',
      help: 'Dueslag by their state.',
      labelNames: ['tilstand'],
      aggregator: 'max',
      registers: [registry],
    });
    this.#tal = [
      [gauge('dueslag_full', 'Dueslag that lack messages because they were full.'), ({ fulde }) => fulde],
      [gauge('messages_waiting', 'Messages in all dueslag.'), ({ beskeder }) => beskeder],
      [gauge('messages_waiting_bytes', 'Their bytes.'), ({ bytes }) => bytes],
      [gauge('messages_waiting_most', 'Messages in the dueslag with most.'), (tal) => tal.beskederIStoerste],
      [gauge('messages_failed', 'Messages in error queues.'), ({ fejlede }) => fejlede],
      [
        gauge(
          'message_oldest_timestamp_seconds',
          'When what has waited longest was put into its dueslag; 0: nothing waits.',
        ),
        ({ aeldste = 0 }) => aeldste / 1000,
      ],
      [
        gauge('distributed_position', 'Position of the change feed up to which messages are distributed.'),
        ({ position = 0 }) => position,
      ],
    ];
  }

  saet(tal: Beskedtal): void {
    for (const [tilstand, antal] of Object.entries(tal.dueslag)) this.#dueslag.set({ tilstand }, antal);
    for (const [gauge, of] of this.#tal) gauge.set(of(tal));
  }
}
