/** A message that was sent over AMQP: read, judged and given to the distributor, or answered with what is wrong with it. */
import { FkorgError } from '../../base/error.ts';
import type { Afsenderaftale } from '../../beskedfordeler/adgang/aftale.ts';
import type { Haendelsesbesked } from '../../beskedfordeler/kuvert/haendelsesbesked.ts';
import { type Beskedgraenser, laesHaendelsesbesked } from '../../beskedfordeler/kuvert/laes.ts';
import type { Afsendelse } from '../../beskedfordeler/kuvert/lever.ts';
import type { Afsendelsessvar, Forsendelse, Klient } from '../../fronts/amqp/post.ts';
import { STATUS } from '../../standard/koder.ts';

/** Who sends, and under which agreement; undefined where access is open. */
export type Afsender =
  | { readonly systemUuid: string; readonly cvr: string; readonly aftale: Afsenderaftale | undefined }
  | undefined;

/** The distributor, as far as senders need it. */
export interface Modtager {
  modtag(besked: Haendelsesbesked, afsender: Afsender, afsendelse: Afsendelse): Promise<Afsendelsessvar>;
}

/** What a sender is answered, and which message it was, where that could be read. */
export interface Indsendt {
  readonly svar: Afsendelsessvar;
  readonly beskedId?: string;
}

export async function indsend(
  modtager: Modtager,
  graenser: Beskedgraenser,
  { indhold, messageId }: Forsendelse,
  { ipAdresse }: Klient,
  afsender: Afsender,
): Promise<Indsendt> {
  let besked: Haendelsesbesked;
  try {
    besked = laesHaendelsesbesked(indhold, graenser);
  } catch (fejl) {
    if (!(fejl instanceof FkorgError) || !fejl.isCallersFault) throw fejl;
    return { svar: { kode: STATUS.ugyldigtInput, tekst: fejl.message } };
  }
  const afsendelse = { transaktionsId: messageId, kildesystem: afsender?.systemUuid, ipAdresse };
  return { svar: await modtager.modtag(besked, afsender, afsendelse), beskedId: besked.beskedId };
}
