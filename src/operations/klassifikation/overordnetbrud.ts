/** Whether the parents of a class are there and in its facet, and whether climbing from it comes to an end. */
import { opad } from '../../register/klassifikation/overordnede.ts';
import { type Tilhoer, tilhoersforhold, visId } from '../../register/klassifikation/tilhoer.ts';
import { idNoegle, isAfsluttet, isSameId, type Registrering, type UnikId, uuidOf } from '../../register/model.ts';
import { type Regelbrud, visPeriode } from '../../register/regler/regel.ts';
import type { Skrivning } from '../../store/store.ts';
import type { Omstaendigheder } from './tilhoersbrud.ts';

/** Steps that are taken upwards from one class: with a history it has several parents. */
const TRIN_MAX = 1000;

const EN_KLASSE =
  'UUID på en Klasse, der er oprettet og ikke afsluttet, eller som står i samme besked uden at ligge under denne';

function overordnede({ relationer }: Registrering): readonly UnikId[] {
  return (relationer.OverordnetKlasse ?? []).flatMap(({ reference }) => reference ?? []);
}

/** Parents that a `ret` leaves as they are need not be looked at: what they were is not its business. */
function nyeOverordnede({ uuid, nye, forrige, verbum }: Skrivning): readonly UnikId[] {
  const kendte = new Set([uuid, ...(verbum === 'ret' && forrige ? overordnede(forrige).map(idNoegle) : [])]);
  return overordnede(nye.at(-1)!).filter((id) => !kendte.has(idNoegle(id)));
}

function overordnetBrud(
  { omverden, ukendte }: Omstaendigheder,
  ny: Registrering,
  tilhoer: Tilhoer,
  id: UnikId,
  sted: string,
): Regelbrud[] {
  const uuid = uuidOf(id);
  const fundet = uuid === undefined ? undefined : omverden.find('Klasse', uuid);
  // What was too much to read is too high a hierarchy, as the climb tells.
  if (fundet === 'ulaest') return [];
  const brud = { sted, vaerdi: visId(id) };
  if (fundet === undefined || isAfsluttet(fundet.registrering.livscyklusKode)) {
    return ukendte === 'taales' ? [] : [{ regel: 'reference-ukendt', ...brud, forventet: EN_KLASSE }];
  }
  const egen = tilhoersforhold(ny, tilhoer);
  if (isSameId(tilhoersforhold(fundet.registrering, tilhoer), egen)) return [];
  return [{ regel: 'overordnet-facet', ...brud, forventet: `en klasse i facetten ${egen ? visId(egen) : ''}` }];
}

export function overordnetbrud(om: Omstaendigheder, skrivning: Skrivning, tilhoer: Tilhoer): Regelbrud[] {
  const { kontekst, omverden, forudsatte } = om;
  const ny = skrivning.nye.at(-1)!;
  const sted = `${om.sted}RelationListe/OverordnetKlasse`;
  const brud = nyeOverordnede(skrivning).flatMap((id) => overordnetBrud(om, ny, tilhoer, id, sted));
  if (brud.length > 0) return brud;
  const niveauerMax = kontekst.limits.klasseNiveauerMax;
  const { set, kreds, isForDyb } = opad(
    skrivning.uuid,
    ny,
    (uuid) => {
      const fundet = omverden.find('Klasse', uuid);
      return typeof fundet === 'object' ? fundet.registrering : fundet;
    },
    { niveauerMax, trinMax: TRIN_MAX },
  );
  if (kreds) {
    const forventet = 'en overordnet klasse, der ikke selv ligger under klassen';
    return [{ regel: 'overordnet-kreds', sted, vaerdi: visPeriode(kreds), forventet }];
  }
  if (isForDyb) {
    return [{ regel: 'overordnet-dybde', sted, forventet: `højst ${niveauerMax} niveauer over klassen` }];
  }
  for (const uuid of set) {
    const fundet = omverden.find('Klasse', uuid);
    if (typeof fundet === 'object' && fundet.forudsat) forudsatte.push(fundet.forudsat);
  }
  return [];
}
