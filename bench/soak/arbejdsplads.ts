/** What the clients of a run share. */
import type { Bog } from './bog.ts';
import type { Drift } from './drift.ts';
import type { Laeser } from './laeser.ts';
import type { Port } from './port.ts';
import type { Skriver } from './skriver.ts';
import type { Soeger } from './soeger.ts';
import type { Systemskriver } from './systemskriver.ts';

export interface Arbejdsplads {
  readonly bog: Bog;
  readonly drift: Drift;
  readonly skriver: Skriver;
  readonly systemskriver: Systemskriver;
  readonly laeser: Laeser;
  readonly soeger: Soeger;
  /** The authorities, and for each its gate. */
  readonly porte: ReadonlyMap<string, Port>;
}
