/** A period does not end before it begins; where it ends as it begins it is empty, which is legal (spec sf1500 §5). */
import type { Virkning } from '../model.ts';
import type { Sendt } from '../udfyld.ts';
import { type Regeltjek, visPeriode, visTid } from './regel.ts';

export const virkningOmvendt: Regeltjek = ({ sendt }) => {
  const alle: readonly Sendt<{ readonly virkning: Virkning }>[] = [
    ...sendt.egenskaber,
    ...sendt.tilstande,
    ...[...sendt.relationer.values()].flat(),
  ];
  return alle
    .filter(({ post }) => post.virkning.til < post.virkning.fra)
    .map(({ sted, post }) => ({
      regel: 'virkning-omvendt',
      sted: `${sted}/Virkning`,
      vaerdi: visPeriode(post.virkning),
      forventet: `et TilTidspunkt, der er ${visTid(post.virkning.fra)} eller senere`,
    }));
};
