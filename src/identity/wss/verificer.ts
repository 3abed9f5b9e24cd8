/**
 * Who is a signed SOAP message from (OIO-IDWS-SOAP 1.1, processing rules of the receiver; spec security §3, §4)? In the order of
 * what it costs: structure and what is signed, time, the token, then digests and signature of the message. Door file.
 */
import type { Identitet } from '../../access/rettigheder.ts';
import type { Instant } from '../../base/instant.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { afvisMed, tekstAf } from '../element.ts';
import { laesTidsstempel, SKEW_MS } from '../tidsstempel.ts';
import type { Certifikat } from '../trust/certifikat.ts';
import { idKort } from '../xmldsig/id-kort.ts';
import { laesSignatur } from '../xmldsig/signatur.ts';
import { verificerSignatur } from '../xmldsig/verificer.ts';
import type { Assertioner, KendtAssertion } from './assertioner.ts';
import { laesBesked } from './besked.ts';
import { daekning } from './daekning.ts';

/** What a message is held to. */
export interface Beskedkrav {
  /** The entity ids of the service that is called. */
  readonly audience: readonly string[];
  /** False: what clients are known to do otherwise than the profile says is let pass (spec security §3.5). */
  readonly isStreng: boolean;
  /** The certificate that the caller has shown on its connection, where it must be that of the token. */
  readonly klientcertifikat?: Certifikat | undefined;
}

export interface VerificeretBesked {
  readonly identitet: Identitet;
  readonly messageId: string;
  /** From when on the message would be refused as too old, by any clock that is near enough to ours. */
  readonly forgaar: Instant;
  /** What was signed and may be read: the content of the message. */
  readonly body: RigtElement;
}

const afvis = afvisMed('InvalidSecurity');
const afvisToken = afvisMed('InvalidSecurityToken');
const afvisKalder = afvisMed('FailedAuthentication');

/** Throws Sikkerhedsfejl where the assertion is for others, or the connection is another's. */
export function assertTilOs(
  { audience, modtager, certifikat }: KendtAssertion,
  krav: Omit<Beskedkrav, 'isStreng'>,
): void {
  if (!audience.some((en) => krav.audience.includes(en))) afvisToken('the assertion is for another service');
  if (modtager !== undefined && !krav.audience.includes(modtager)) afvisToken('the assertion has another recipient');
  if (krav.klientcertifikat && krav.klientcertifikat.sha256 !== certifikat.sha256) {
    afvisKalder('the certificate of the connection is not that of the token');
  }
}

/**
 * Verifies a message, given as its whole tree. Throws Sikkerhedsfejl, or IkkeForstaaet. Whether it has been taken before
 * (`tagEnGang`) and what the caller may do is to be asked afterwards.
 */
export function verificerBesked(
  rod: RigtElement,
  krav: Beskedkrav,
  assertioner: Assertioner,
  now: Instant,
): VerificeretBesked {
  const dele = laesBesked(rod);
  const finder = idKort(rod);
  const signatur = laesSignatur(dele.signatur);
  const noder = daekning(dele, signatur, finder, krav.isStreng);
  const { oprettet } = laesTidsstempel(dele.timestamp, now);
  const { kendt: assertion, form } = assertioner.verificer(dele.assertion, finder, now);
  assertTilOs(assertion, krav);
  const { elementer } = verificerSignatur(dele.signatur, assertion.certifikat.noegle, finder, 'besked', {
    signatur,
    former: new Map([[dele.assertion, form]]),
  });
  if (!noder.every((node, nr) => elementer[nr] === node)) afvis('something else was signed');
  const messageId = dele.adresser.find(({ navn }) => navn === 'MessageID')!;
  return {
    identitet: assertion.identitet,
    messageId: tekstAf(messageId, afvis),
    forgaar: oprettet + 2 * SKEW_MS,
    body: dele.body,
  };
}
