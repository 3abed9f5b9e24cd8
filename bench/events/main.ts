/** Messages: what their distribution costs, and how many come through, beside a RabbitMQ. */
import { benchEnde, type Ende } from './ende.ts';
import { benchVurdering, type Vurdering } from './vurdering.ts';

export interface EventsResultat {
  readonly vurderinger: readonly Vurdering[];
  readonly ender: readonly Ende[];
}

export async function benchEvents(isQuick: boolean): Promise<EventsResultat> {
  const vurderinger = await benchVurdering(isQuick ? { rounds: 1, aendringer: 50 } : { rounds: 5, aendringer: 500 });
  const beskeder = isQuick
    ? ([
        [1, 200],
        [10, 100],
        [100, 20],
      ] as const)
    : ([
        [1, 5000],
        [10, 2000],
        [100, 300],
      ] as const);
  return { vurderinger, ender: await benchEnde({ rounds: isQuick ? 1 : 3, beskeder }) };
}
