/** The authority that a list or an organisation is asked for by its CVR. */
import type { Opslag } from '../../../operations/opslag/opslag.ts';
import { Feltfejl } from '../tabel.ts';

/** Throws Feltfejl where there is none, and where the caller may not see its data: with the same text. */
export async function myndighedMed(cvr: string, opslag: Opslag) {
  const post = await opslag.myndighed(cvr);
  if (post) return post;
  throw new Feltfejl('NotFound', `Der er ingen myndighed med CVR ${cvr}, hvis data kalderen kan se.`);
}
