/**
 * What a message is on a RabbitMQ: its routing key and its properties (docs/guides/broker.md). The body is the XML of the
 * Haendelsesbesked, as any receiver of the Beskedfordeler gets it, without a Leverancerute.
 */
import type { Options } from 'amqplib';
import type { Instant } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';

/** A message of the register that is to be published. */
export interface Udgivelse {
  /** Of the change feed; several messages can tell of one change. */
  readonly position: number;
  readonly beskedId: string;
  /** Name of the beskedtype: `ORG_Bruger`, `ORG_OrgEnhed`. */
  readonly type: string;
  /** UUID of the beskedtype. */
  readonly beskedtype: string;
  /** CVR of the authority whose data it tells of. */
  readonly ejer: string;
  /** `Opstaaet`, `Importeret`, `Rettet`, `Passiveret`, `Slettet`. */
  readonly handling: string;
  readonly objekttype: ObjektType;
  readonly uuid: string;
  /** Registration time. */
  readonly tidspunkt: Instant;
  /** XML, root `Haendelsesbesked`. */
  readonly tekst: string;
}

/** What comes after a position. */
export interface Udgivelsesside {
  /** In the order of the feed. */
  readonly beskeder: readonly Udgivelse[];
  /** Where to go on; before `siden` where no change has got that far. */
  readonly position: number;
  readonly flere: boolean;
}

export interface Udgivelseskilde {
  efter(siden: number, antal: number): Promise<Udgivelsesside>;
}

/** `ORG_Bruger.11111111.Rettet`: what a receiver binds its queue by, with `*` for any word. */
export function routingKeyOf({ type, ejer, handling }: Udgivelse): string {
  return `${type}.${ejer}.${handling}`;
}

/** Persistent, so that a durable queue keeps it over a restart; mandatory, so that it is told where no queue takes it. */
export function egenskaberOf(udgivelse: Udgivelse): Options.Publish {
  const { beskedId, type, beskedtype, tidspunkt, position, ejer, handling, objekttype, uuid } = udgivelse;
  return {
    persistent: true,
    mandatory: true,
    contentType: 'application/xml',
    contentEncoding: 'utf-8',
    messageId: beskedId,
    type,
    timestamp: Math.floor(tidspunkt / 1000),
    appId: 'fkorg',
    headers: { position, cvr: ejer, objekttype, uuid, handling, beskedtype },
  };
}
