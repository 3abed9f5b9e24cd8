/** What the audit log is told of the token service: to whom a token was issued, or why to nobody; never a token. */
import type { Hvem, Revisionspost } from '../access/revision.ts';
import type { Stsspor, Stssvar } from '../fronts/sts/spor.ts';
import { afslagskodeOf } from '../fronts/sts/stsfejl.ts';
import { type Begyndt, kodeOf } from './revision.ts';

/** The certificate alone is told of a caller who got none: who has proved no key is nobody. */
function hvemOf({ bevilling, certifikat }: Stsspor): Hvem {
  if (!bevilling) return certifikat ? { certifikatSha256: certifikat.sha256 } : {};
  const { system, cvr } = bevilling;
  return { system: system.uuid, systemNavn: system.navn, cvr, certifikatSha256: bevilling.certifikat.sha256 };
}

/** The post of an answer; undefined where no token was asked for. */
export function stsPost({ spor, httpStatus }: Stssvar, { tid, startedMs }: Begyndt): Revisionspost | undefined {
  const { bevilling, fejl } = spor;
  if (!bevilling && fejl === undefined) return undefined;
  const kode = String(afslagskodeOf(fejl) ?? kodeOf(fejl));
  return {
    art: 'token',
    front: 'sts',
    handling: 'token-udsted',
    tid,
    varighedMs: performance.now() - startedMs,
    status: httpStatus,
    ...hvemOf(spor),
    ...(fejl !== undefined && { kode }),
  };
}
