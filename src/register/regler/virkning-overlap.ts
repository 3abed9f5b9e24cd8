/** The periods of the Egenskaber, of the state and of a 0..1 relation in one message do not overlap (spec sf1500 §2.3). */
import { isEmptyInterval } from '../../base/instant.ts';
import type { Virkning } from '../model.ts';
import type { Sendt } from '../udfyld.ts';
import { type Regelbrud, type Regeltjek, visPeriode, visTid } from './regel.ts';

type Sendtliste = readonly Sendt<{ readonly virkning: Virkning }>[];

/** Every period that begins before one that began earlier has ended. */
function overlap(liste: Sendtliste): Regelbrud[] {
  const ordnet = liste
    .filter(({ post }) => !isEmptyInterval(post.virkning))
    .sort((a, b) => a.post.virkning.fra - b.post.virkning.fra);
  const brud: Regelbrud[] = [];
  let sidste = ordnet[0];
  for (const naeste of ordnet.slice(1)) {
    if (naeste.post.virkning.fra < sidste!.post.virkning.til) {
      brud.push({
        regel: 'virkning-overlap',
        sted: `${naeste.sted}/Virkning`,
        vaerdi: visPeriode(naeste.post.virkning),
        forventet: `FraTidspunkt tidligst ${visTid(sidste!.post.virkning.til)}, hvor ${sidste!.sted} slutter`,
      });
    }
    if (naeste.post.virkning.til > sidste!.post.virkning.til) sidste = naeste;
  }
  return brud;
}

export const virkningOverlap: Regeltjek = ({ type, sendt }) => [
  ...overlap(sendt.egenskaber),
  ...overlap(sendt.tilstande),
  ...type.relationer
    .filter(({ isFler }) => !isFler)
    .flatMap(({ relation }) => overlap(sendt.relationer.get(relation.navn) ?? [])),
];
