/**
 * Who is an assertion from that comes without a message around it, as over AMQP (spec security §7)? It is believed as one in a
 * message is. Its key is proven by the certificate of the connection alone, where one was shown: else whoever has it may use it.
 */
import type { Instant } from '../../base/instant.ts';
import { parseXml, type XmlLimits } from '../../xml/parse.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { idKort } from '../xmldsig/id-kort.ts';
import type { Assertioner, KendtAssertion } from './assertioner.ts';
import { assertTilOs, type Beskedkrav } from './verificer.ts';

/** Throws Sikkerhedsfejl; `Udloebet` where it is good and its time is over. */
export function verificerAlene(
  tekst: string,
  limits: XmlLimits,
  krav: Omit<Beskedkrav, 'isStreng'>,
  assertioner: Assertioner,
  now: Instant,
): KendtAssertion {
  const { rod } = laest(tekst, limits);
  const { kendt } = assertioner.verificer(rod, idKort(rod), now);
  assertTilOs(kendt, krav);
  return kendt;
}

function laest(tekst: string, limits: XmlLimits) {
  try {
    return parseXml(Buffer.from(tekst), limits, { isRig: true });
  } catch (cause) {
    throw new Sikkerhedsfejl('InvalidSecurityToken', 'no XML within the limits', { cause });
  }
}
