/** The fields, the state and the relations of a registration are those of its object type (spec sf1500 §1.5). */
import type { Regelbrud, Regeltjek } from './regel.ts';

export const elementUkendt: Regeltjek = ({ type, sendt }) => {
  const brud: Regelbrud[] = [];
  const ukendt = (sted: string, navne: readonly string[]) =>
    brud.push({
      regel: 'element-ukendt',
      sted,
      forventet: navne.length === 0 ? `ingen elementer her for ${type.navn}` : `et af elementerne ${navne.join(', ')}`,
    });
  const feltnavne = type.felter.map(({ felt }) => felt.navn);
  for (const { sted, post } of sendt.egenskaber) {
    for (const navn of Object.keys(post.felter)) if (!feltnavne.includes(navn)) ukendt(`${sted}/${navn}`, feltnavne);
  }
  if (type.tilstand === undefined) for (const { sted } of sendt.tilstande) ukendt(sted, []);
  const relationsnavne: string[] = type.relationer.map(({ relation }) => relation.navn);
  for (const navn of sendt.relationer.keys()) {
    if (!relationsnavne.includes(navn)) ukendt(`${sendt.sted}RelationListe/${navn}`, relationsnavne);
  }
  return brud;
};
