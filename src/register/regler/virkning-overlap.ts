/** The periods of the Egenskaber, of the state and of a 0..1 relation in one message do not overlap (spec sf1500 §2.3). */
import { type Regeltjek, visPeriode, visTid } from './regel.ts';
import { sammenfald } from './sammenfald.ts';

export const virkningOverlap: Regeltjek = ({ type, sendt }) => {
  const enkelte = type.relationer.filter(({ isFler }) => !isFler);
  const tidslinjer = [
    sendt.egenskaber,
    sendt.tilstande,
    ...enkelte.map(({ relation }) => sendt.relationer.get(relation.navn) ?? []),
  ];
  return tidslinjer.flatMap(sammenfald).map(({ senere, foer }) => ({
    regel: 'virkning-overlap',
    sted: `${senere.sted}/Virkning`,
    vaerdi: visPeriode(senere.post.virkning),
    forventet: `FraTidspunkt tidligst ${visTid(foer.post.virkning.til)}, hvor ${foer.sted} slutter`,
  }));
};
