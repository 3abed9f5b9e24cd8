/** What the pages of one search have in common, as a short text: the call without its place and size. */
import { createHash } from 'node:crypto';
import type { SoegRamme } from './operation.ts';

/** Equal for the pages of a search, whenever they are asked for: "now" is not in a call, and the page is left out. */
export function soegenoegle({ foerste: _foerste, antal: _antal, ...kald }: SoegRamme): string {
  return createHash('sha256').update(JSON.stringify(kald)).digest('base64');
}
