/** Who may send a message, and to whom it then may go (spec neighbours §1.3, scenarios 4 to 6). */
import { type Brud, shownValue } from '../../base/brud.ts';
import type { FORDELING_REGLER } from '../../standard/fordeling-regler.ts';
import { cvrOf } from '../kuvert/haendelsesbesked.ts';
import { type Afsenderaftale, type Bedoemt, erTilladt, naevner } from './aftale.ts';

type Fordelingsregel = keyof typeof FORDELING_REGLER;

const FILTRERINGSDATA = 'Beskedkuvert/Filtreringsdata';

/**
 * The TilladtModtager with which a message is distributed that is sent for an authority, or why it is not.
 *
 * @param aftale That of the system for the authority; undefined where there is none.
 * @param cvr The authority of the sender's token.
 */
export function maaSende(
  besked: Bedoemt,
  aftale: Afsenderaftale | undefined,
  cvr: string,
): readonly string[] | Brud<Fordelingsregel> {
  if (!aftale) return brud('afsender-uden-aftale', 'Token', cvr, 'en godkendt aftale om BeskedAfsend for myndigheden');
  const ansvarlig = forkertAnsvarlig(besked, cvr);
  if (ansvarlig) return ansvarlig;
  const { tilladteModtagere } = besked;
  const ikkeTilladte = new Set(tilladteModtagere.filter((urn) => !erTilladt(aftale.modtagere, cvrOf(urn))));
  if (aftale.version === '1.0' && ikkeTilladte.size > 0) {
    const [foerste] = ikkeTilladte;
    const sted = `${FILTRERINGSDATA}/TilladtModtager[${tilladteModtagere.indexOf(foerste!) + 1}]`;
    return brud('modtager-ikke-tilladt', sted, foerste, tilladteTekst(aftale));
  }
  const tilbage = tilladteModtagere.filter((urn) => !ikkeTilladte.has(urn));
  if (tilbage.length > 0) return tilbage;
  return brud('modtager-mangler', `${FILTRERINGSDATA}/TilladtModtager`, tilladteModtagere[0], tilladteTekst(aftale));
}

/** The first ObjektRegistrering names the authority, and no other names another one. */
function forkertAnsvarlig({ ansvarligeMyndigheder }: Bedoemt, cvr: string): Brud<Fordelingsregel> | undefined {
  const nr = ansvarligeMyndigheder.findIndex((urn) => !naevner(urn, cvr));
  if (nr < 0 && ansvarligeMyndigheder.length > 0) return undefined;
  const sted = `${FILTRERINGSDATA}/ObjektRegistrering/ObjektAnsvarligMyndighed`;
  return brud('afsender-myndighed', sted, ansvarligeMyndigheder[nr], `urn:oio:cvr-nr:${cvr}, myndigheden i tokenet`);
}

function tilladteTekst({ modtagere }: Afsenderaftale): string {
  if (modtagere === 'alle') return 'mindst én myndighed som urn:oio:cvr-nr:<CVR>';
  return `myndigheder blandt ${[...modtagere].map((cvr) => `urn:oio:cvr-nr:${cvr}`).join(', ')}`;
}

function brud(
  regel: Fordelingsregel,
  sted: string,
  vaerdi: string | undefined,
  forventet: string,
): Brud<Fordelingsregel> {
  return { regel, sted, ...(vaerdi !== undefined && { vaerdi: shownValue(vaerdi) }), forventet };
}
