/** Who is let in over AMQP, from what the process has: by tokens where those are asked for, else by the name of an authority. */
import type { Revision } from '../../access/revision.ts';
import type { Limits } from '../../base/limits.ts';
import type { Beskedaftaler } from '../../beskedfordeler/adgang/beskedaftaler.ts';
import { beskedgraenserOf } from '../../beskedfordeler/kuvert/laes.ts';
import type { Beskedpost } from '../../fronts/amqp/post.ts';
import type { Aftaler } from '../../identity/saml/aftaler.ts';
import type { Tillid } from '../../identity/wss/assertioner.ts';
import type { Store } from '../../store/store.ts';
import { xmlLimitsOf } from '../../xml/parse.ts';
import type { KlientcertifikatKrav } from '../adgang-token.ts';
import { aabenPost } from './aaben.ts';
import type { Modtager } from './indsend.ts';
import { Koer, type Koevalg } from './koer.ts';
import { Spor } from './spor.ts';
import { tokenPost } from './token.ts';

/** What tokens are judged by. */
export interface Tokenadgang {
  readonly tillid: Tillid;
  readonly aftaler: Pick<Aftaler, 'findSystem'>;
  readonly beskedaftaler: Beskedaftaler;
  readonly klientcertifikat: KlientcertifikatKrav;
}

export interface Postvalg extends Pick<Koevalg, 'proces' | 'clock' | 'fordelingssystem'> {
  readonly store: Store;
  /** The distributor of the process. */
  readonly fordeler: Modtager & Pick<Koevalg, 'onFordelt'>;
  readonly limits: Limits;
  /** Absent where access is open. */
  readonly adgang?: Tokenadgang;
  /** Absent: nobody is told. */
  readonly revision?: Revision;
}

/** Bytes of an assertion; those of known token services have some 8 KiB. */
const TOKEN_BYTES_MAX = 65_536;

export function beskedpost(valg: Postvalg): Beskedpost {
  const { store, fordeler, limits, adgang, revision, proces, clock, fordelingssystem } = valg;
  const graenser = beskedgraenserOf(limits, limits.bodyBytesMax);
  const koer = new Koer({
    ...{ beskeder: store.beskeder, proces, clock, fordelingssystem },
    onFordelt: (listener) => fordeler.onFordelt(listener),
  });
  const faelles = { koer, modtager: fordeler, graenser, spor: new Spor(revision, clock) };
  if (!adgang) return aabenPost({ store, ...faelles });
  return tokenPost({ ...adgang, ...faelles, clock, tokengraenser: xmlLimitsOf(limits, TOKEN_BYTES_MAX) });
}
