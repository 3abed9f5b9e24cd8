/** What a caller with a token may receive: tokens of the message services carry no role, so the agreements of its system are asked. */
import type { Kalder } from '../access/kalder.ts';
import type { Modtageraftale } from '../beskedfordeler/adgang/aftale.ts';
import type { Beskedaftaler } from '../beskedfordeler/adgang/beskedaftaler.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';

export interface Modtageropslag {
  readonly systemer: Pick<Aftaler, 'findSystem'>;
  readonly aftaler: Pick<Beskedaftaler, 'modtager'>;
}

/** A system that may receive for the authority of its token. */
export interface Modtagersystem {
  readonly systemUuid: string;
  /** Those for that authority; one at least. */
  readonly aftaler: readonly Modtageraftale[];
}

/** Undefined where no agreement lets the caller's system receive messages for its authority, or there is no token. */
export async function findModtager(
  { systemer, aftaler }: Modtageropslag,
  { cvr, identitet }: Kalder,
): Promise<Modtagersystem | undefined> {
  const system = identitet && (await systemer.findSystem(identitet.certifikatSha256));
  if (!system) return undefined;
  const deres = (await aftaler.modtager(system.uuid)).filter((aftale) => aftale.cvr === cvr);
  return deres.length > 0 ? { systemUuid: system.uuid, aftaler: deres } : undefined;
}
