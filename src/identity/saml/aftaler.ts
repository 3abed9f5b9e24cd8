/** What the token service asks about systems and agreements. The room of administration answers; tests do so from a table. */
import type { Tildeling } from '../../access/rettigheder.ts';

export interface Aftaler {
  /** The system that is registered with the certificate of this SHA-256 thumbprint (hexadecimal, lower case). */
  findSystem(certifikatSha256: string): Promise<{ readonly uuid: string; readonly navn: string } | undefined>;
  /**
   * The roles that approved agreements give a system when it acts for an authority at a service: `ukendt-service` where
   * no service has the entity id, `ingen-aftale` where there is no such agreement.
   */
  tildelinger(
    systemUuid: string,
    cvr: string,
    entityId: string,
  ): Promise<'ukendt-service' | 'ingen-aftale' | readonly Tildeling[]>;
}
