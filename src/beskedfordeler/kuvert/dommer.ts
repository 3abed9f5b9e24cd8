/** The one compiled schema of messages in a process: made when the first message is judged, and kept. */
import { type Beskedskema, compileBeskedskema } from '../../standard/beskedskema.ts';

let skema: Beskedskema | undefined;

export function beskedskema(): Beskedskema {
  skema ??= compileBeskedskema();
  return skema;
}
