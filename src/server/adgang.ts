/** Who is let in, over each wire. Open access asks for nothing but an authority: the rest of the server knows only the caller. */
import type { IncomingMessage } from 'node:http';
import type { Kalder } from '../access/kalder.ts';
import { ALT } from '../access/rettigheder.ts';
import { FkorgError } from '../base/error.ts';
import type { Indgang } from '../fronts/soap/indgang.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import type { Myndighedspost, Store } from '../store/store.ts';
import { parseXml } from '../xml/parse.ts';

/** What is called: a service of the contract, or what value lists are kept and events are listened to by, which goes with the agreements of those who receive. */
export type Adgangsmaal = Pick<Tjeneste, 'system' | 'version'> | 'beskedmodtag';

export interface Adgang {
  /** The way in for the message that this request brings to a service. */
  soap(request: IncomingMessage, maal: Adgangsmaal): Indgang;
  /**
   * Who sends this request. Throws FkorgError or Sikkerhedsfejl where nobody is let in.
   *
   * @param cvr The authority that it says elsewhere than in its headers that it is for.
   * @param maal What its token must be for; absent: Organisation.
   */
  rest(request: IncomingMessage, cvr?: string, maal?: Adgangsmaal): Promise<Kalder>;
}

/** The authority with a CVR. Throws `unknown-authority` where the register knows none, with what `raad` says may be done. */
export async function findMyndighed(store: Store, cvr: string, raad: string): Promise<Myndighedspost> {
  const myndighed = /^\d{8}$/.test(cvr) ? await store.myndighed(cvr) : undefined;
  if (myndighed) return myndighed;
  throw new FkorgError('unknown-authority', `Ingen myndighed har CVR ${cvr.slice(0, 20)} her; ${raad}`);
}

const RAAD = 'X-Anvenderkontekst er 8 cifre, og »fkorg myndighed opret« laver en';

/** Whoever reaches the address, for the authority that the header `X-Anvenderkontekst` names, else Korsbæk. */
export function aabenAdgang(store: Store): Adgang {
  const findKalder = async ({ headers }: IncomingMessage, navngivet?: string): Promise<Kalder> => {
    const { 'x-anvenderkontekst': header } = headers;
    const cvr = navngivet ?? (typeof header === 'string' ? header.trim() : undefined) ?? KORSBAEK_CVR;
    const myndighed = await findMyndighed(store, cvr, RAAD);
    return {
      cvr: myndighed.cvr,
      brugerRef: { uuid: myndighed.organisationUuid },
      organisationUuid: myndighed.organisationUuid,
      rettigheder: ALT,
    };
  };
  return {
    soap: (request) => ({
      laes(bytes, limits) {
        const dokument = parseXml(bytes, limits);
        return { dokument, lukInd: async () => ({ kalder: await findKalder(request), bytes, dokument }) };
      },
    }),
    rest: findKalder,
  };
}
