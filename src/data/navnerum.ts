/** UUIDs of made-up data: the same for the same name, in every run and on every machine. */
import { namedUuid } from '../base/uuid.ts';

/** The namespace of every UUID that fkorg makes up (RFC 9562, section 5.5). It is for ever. */
const NAVNERUM = '1a7e1e87-ceff-473d-8b9c-d9d2ddf66261';

/** The UUID of the thing that these words name, from the general to the particular. */
export function fastUuid(...ord: readonly string[]): string {
  return namedUuid(NAVNERUM, ord.join('/'));
}
