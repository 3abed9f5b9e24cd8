/**
 * Every Egenskab fills the field that names its object, and an object is not made without one (spec sf1500 §2.3, §4.2,
 * scenario I8).
 */
import type { Regelbrud, Regeltjek } from './regel.ts';

export const feltUdfyldt: Regeltjek = ({ type, sendt, isEgenskabKraevet }) => {
  const kraevede = type.felter.filter(({ isPaakraevet }) => isPaakraevet).map(({ felt }) => felt.navn);
  const brud: Regelbrud[] = [];
  for (const { sted, post } of sendt.egenskaber) {
    for (const navn of kraevede) {
      const vaerdi = post.felter[navn];
      if (typeof vaerdi === 'string' && vaerdi.trim() !== '') continue;
      brud.push({
        regel: 'felt-udfyldt',
        sted: `${sted}/${navn}`,
        ...(typeof vaerdi === 'string' && { vaerdi }),
        forventet: 'mindst ét synligt tegn',
      });
    }
  }
  // A reversed period is another breach with another status; it is not called empty as well.
  const harEgenskab = sendt.egenskaber.some(({ post }) => post.virkning.fra !== post.virkning.til);
  if (isEgenskabKraevet && kraevede.length > 0 && !harEgenskab) {
    brud.push({
      regel: 'felt-udfyldt',
      sted: `${sendt.sted}AttributListe`,
      forventet: `mindst én Egenskab med ${kraevede.join(' og ')} og en periode, der ikke er tom`,
    });
  }
  return brud;
};
