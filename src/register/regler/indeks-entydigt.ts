/**
 * Indeks tells the Adresser of one message apart, ended ones too (spec sf1500 §2.3, scenario I9); Opgaver may share it.
 * An entry without Indeks is not counted, and neither is the same entry at another time. Two entries that are both
 * stored already are no breach, whatever their Indeks: a reader of the whole history must be able to send it back.
 */
import { shownValue } from '../../base/brud.ts';
import { postNoegle } from '../fler-relation.ts';
import type { Regelbrud, Regeltjek } from './regel.ts';

export const indeksEntydigt: Regeltjek = ({ sendt, lagret }) => {
  const adresser = (sendt.relationer.get('Adresser') ?? [])
    .filter(({ post }) => (post.indeks ?? '').trim() !== '')
    .map(({ sted, post }) => ({ sted, indeks: post.indeks!, noegle: postNoegle(post) }));
  const lagrede = new Set((lagret?.relationer.Adresser ?? []).map(postNoegle));
  const brud: Regelbrud[] = [];
  for (const gruppe of Map.groupBy(adresser, ({ indeks }) => indeks).values()) {
    const kendte = gruppe.filter(({ noegle }) => lagrede.has(noegle));
    const nye = gruppe.filter(({ noegle }) => !lagrede.has(noegle));
    const foerste = kendte[0] ?? nye[0]!;
    for (const { sted, indeks, noegle } of nye) {
      if (noegle === foerste.noegle) continue;
      brud.push({
        regel: 'indeks-entydigt',
        sted: `${sted}/Indeks`,
        vaerdi: shownValue(indeks),
        forventet: `et Indeks, som ingen anden adresse i beskeden har (${foerste.sted} har det)`,
      });
    }
  }
  return brud;
};
