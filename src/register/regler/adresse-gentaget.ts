/**
 * The same address does not stand twice in the same role at the same time, neither in a message nor in what comes of it
 * (spec sf1500 §2.3, scenario R13).
 */
import { overlaps } from '../../base/instant.ts';
import { rolleNoegle } from '../fler-relation.ts';
import type { Relation } from '../model.ts';
import type { Sendt } from '../udfyld.ts';
import { type Regelbrud, type Regeltjek, visPeriode } from './regel.ts';
import { sammenfald } from './sammenfald.ts';

const REGEL = 'adresse-gentaget';

/** What a message says twice. */
export const adresseGentaget: Regeltjek = ({ sendt }) => {
  const grupper = Map.groupBy(sendt.relationer.get('Adresser') ?? [], ({ post }) => rolleNoegle(post));
  return [...grupper.values()].flatMap(sammenfald).map(({ senere, foer }) => ({
    regel: REGEL,
    sted: senere.sted,
    vaerdi: visPeriode(senere.post.virkning),
    forventet: `adressen én gang i rollen på samme tid (${foer.sted} gælder ${visPeriode(foer.post.virkning)})`,
  }));
};

/** What a message says again that is stored outside of what its sender saw, and stays. */
export function adresseGentagetILagret(
  sendte: readonly Sendt<Relation>[],
  viderefoerte: readonly Relation[],
): readonly Regelbrud[] {
  const efterRolle = Map.groupBy(viderefoerte, rolleNoegle);
  return sendte.flatMap(({ sted, post }) => {
    const lagret = efterRolle.get(rolleNoegle(post))?.find(({ virkning }) => overlaps(virkning, post.virkning));
    if (!lagret) return [];
    return {
      regel: REGEL,
      sted,
      vaerdi: visPeriode(post.virkning),
      forventet: `en periode uden for ${visPeriode(lagret.virkning)}, hvor adressen allerede er registreret i rollen, eller at den registrerede sendes med`,
    };
  });
}
