/** What a dueslag and a subscription must be when somebody registers them; each refusal says what would be right. */
import { FkorgError } from '../base/error.ts';
import type { Abonnement, Dueslag, Dueslagspost } from '../store/beskeder/dueslag.ts';
import { type Adressekrav, laesAdresse } from './ud/adresse.ts';
import { laesWebhooknoegle } from './ud/signatur.ts';
import { oversaet } from './udtryk/oversaet.ts';

const NAVN = /^(?=.*\S)\P{Cc}{1,200}$/u;
/** Subscriptions of one dueslag. */
const ABONNEMENTER_MAX = 100;

/** Throws `bad-setting`. */
export function assertDueslag(post: Dueslagspost, krav: Adressekrav): void {
  assertNavn(post.navn);
  if ((post.systemUuid === undefined) === (post.cvr === undefined)) {
    throw forkert('A dueslag belongs to a system (--system) or, where access is open, to an authority (--cvr).');
  }
  if (post.maade === 'hent') {
    if (post.adresse !== undefined) throw forkert('Messages of a dueslag that is fetched from go to no address.');
  } else {
    if (post.adresse === undefined) throw forkert(`A dueslag of the kind ${post.maade} needs an address (--adresse).`);
    laesAdresse(post.adresse, krav);
  }
  if ((post.noegle === undefined) === (post.maade === 'webhook')) {
    throw forkert('A webhook, and no other dueslag, has a key to sign with.');
  }
  if (post.noegle !== undefined) laesWebhooknoegle(post.noegle);
}

/** Throws `bad-setting`, of the expression with the place in it. */
export function assertAbonnement({ navn, udtryk }: Abonnement, { abonnementer }: Pick<Dueslag, 'abonnementer'>): void {
  assertNavn(navn);
  oversaet(udtryk);
  if (abonnementer.length >= ABONNEMENTER_MAX) {
    throw forkert(`A dueslag has at most ${ABONNEMENTER_MAX} subscriptions; OR joins several into one.`);
  }
}

function assertNavn(navn: string): void {
  if (!NAVN.test(navn)) throw forkert('A name is 1 to 200 characters without line breaks.');
}

function forkert(tekst: string): FkorgError {
  return new FkorgError('bad-setting', tekst);
}
