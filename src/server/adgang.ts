/**
 * Who calls while access is open: the authority that the header `X-Anvenderkontekst` names, else Korsbæk. Tokens take
 * its place later; the rest of the server knows only the caller that comes out.
 */
import type { Kalder } from '../access/kalder.ts';
import { ALT } from '../access/rettigheder.ts';
import { FkorgError } from '../base/error.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import type { Store } from '../store/store.ts';

/** The caller that a header value means. Throws `unknown-authority` where the register knows no such authority. */
export async function findKalder(store: Store, header: string | string[] | undefined): Promise<Kalder> {
  const cvr = (typeof header === 'string' ? header.trim() : undefined) ?? KORSBAEK_CVR;
  const myndighed = /^\d{8}$/.test(cvr) ? await store.myndighed(cvr) : undefined;
  if (!myndighed) {
    throw new FkorgError(
      'unknown-authority',
      `Ingen myndighed har CVR ${cvr.slice(0, 20)} her; X-Anvenderkontekst er 8 cifre, og »fkorg myndighed opret« laver en`,
    );
  }
  return {
    cvr: myndighed.cvr,
    brugerRef: { uuid: myndighed.organisationUuid },
    organisationUuid: myndighed.organisationUuid,
    rettigheder: ALT,
  };
}
