/** What is registered is registered now or earlier (spec sf1500 §2.1, scenario I5). */
import type { Instant } from '../../base/instant.ts';
import { type Regelbrud, visTid } from './regel.ts';

/** `tidspunkt` is what was sent as the time of the registration at `sted` (empty, or the place and `/`). */
export function registreringIFremtiden(tidspunkt: Instant, sted: string, now: Instant): readonly Regelbrud[] {
  if (tidspunkt <= now) return [];
  return [
    {
      regel: 'registrering-i-fremtiden',
      sted: `${sted}Tidspunkt`,
      vaerdi: visTid(tidspunkt),
      forventet: `senest serverens tid, ${visTid(now)}`,
    },
  ];
}
