/** The point on the two time axes that an export is of; absent on both, it is the whole history. */
import type { Instant } from '../base/instant.ts';
import type { Registrering } from '../register/model.ts';
import { udsnit } from '../register/oejebliksbillede.ts';
import type { ObjektType } from '../standard/objekttyper.ts';

export interface Punkt {
  /** Only what is true then. */
  readonly virkning?: Instant;
  /** Only the registration that was current then. */
  readonly registrering?: Instant;
}

/**
 * What the point shows of a history, oldest first: all of it, or one registration, or none where there was none yet.
 *
 * @param historik The registrations made until the point.
 */
export function setFra(
  punkt: Punkt,
  objekttype: ObjektType,
  historik: readonly Registrering[],
): readonly Registrering[] {
  const { virkning, registrering } = punkt;
  if (virkning === undefined && registrering === undefined) return historik;
  const gaeldende = historik.at(-1);
  if (!gaeldende) return [];
  if (virkning === undefined) return [gaeldende];
  return [udsnit(gaeldende, objekttype, { fra: virkning, til: virkning + 1 }, virkning)];
}
