/**
 * What an object of Klassifikation belongs to: a class to its facet, a facet to its classification, for its whole life (spec
 * neighbours §2.2; docs/decisions/0042). Where it has an Egenskab it belongs somewhere, and always to the same.
 */
import { type Interval, overlaps } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Relationsnavn } from '../../standard/relationer.ts';
import { idNoegle, type Registrering, type UnikId, uuidOf } from '../model.ts';
import { type Regelbrud, visPeriode } from '../regler/regel.ts';

export interface Tilhoer {
  readonly relation: Relationsnavn;
  readonly maal: 'Facet' | 'Klassifikation';
}

const TILHOER: Partial<Record<ObjektType, Tilhoer>> = {
  Klasse: { relation: 'Facet', maal: 'Facet' },
  Facet: { relation: 'FacetTilhoerer', maal: 'Klassifikation' },
};

/** By which relation objects of a type belong to others; undefined where they do not. */
export function tilhoerFor(objekttype: ObjektType): Tilhoer | undefined {
  return TILHOER[objekttype];
}

/** A registration, and where it stands in the message (see `Brud.sted`). */
export interface Stedfaestet {
  readonly registrering: Registrering;
  readonly sted: string;
}

/** What the registration belongs to: the reference of the first period. */
export function tilhoersforhold({ relationer }: Registrering, { relation }: Tilhoer): UnikId | undefined {
  return relationer[relation]?.[0]?.reference;
}

/** The parts of an interval that none of the periods holds; the periods are in order and do not overlap. */
function udaekket(interval: Interval, perioder: readonly Interval[]): Interval[] {
  const huller: Interval[] = [];
  let { fra } = interval;
  for (const periode of perioder.filter((en) => overlaps(en, interval))) {
    if (fra < periode.fra) huller.push({ fra, til: periode.fra });
    fra = periode.til;
  }
  if (fra < interval.til) huller.push({ fra, til: interval.til });
  return huller;
}

function mangler({ registrering, sted }: Stedfaestet, tilhoer: Tilhoer): Regelbrud[] {
  const poster = registrering.relationer[tilhoer.relation] ?? [];
  const brud = { regel: 'tilhoer-mangler' as const, sted: `${sted}RelationListe/${tilhoer.relation}` };
  if (poster.length === 0) return [{ ...brud, forventet: `en reference til en ${tilhoer.maal}` }];
  const perioder = poster.map(({ virkning }) => virkning);
  const [hul] = registrering.egenskaber.flatMap(({ virkning }) => udaekket(virkning, perioder));
  return hul ? [{ ...brud, forventet: `også i perioden ${visPeriode(hul)}, hvor der er en Egenskab` }] : [];
}

/**
 * What new registrations of an object break.
 *
 * @param foer What the object belonged to before, if anything.
 */
export function tilhoerBrud(tilhoer: Tilhoer, nye: readonly Stedfaestet[], foer: UnikId | undefined): Regelbrud[] {
  const levende = nye.filter(({ registrering }) => registrering.livscyklusKode !== 'Slettet');
  const foerste = foer ?? levende.map(({ registrering }) => tilhoersforhold(registrering, tilhoer)).find(Boolean);
  return levende.flatMap((en) => {
    const andre = (en.registrering.relationer[tilhoer.relation] ?? []).flatMap(({ reference }) =>
      reference && foerste && idNoegle(reference) !== idNoegle(foerste) ? reference : [],
    );
    if (andre.length === 0) return mangler(en, tilhoer);
    return andre.map((anden) => ({
      regel: 'tilhoer-skifter' as const,
      sted: `${en.sted}RelationListe/${tilhoer.relation}`,
      vaerdi: visId(anden),
      forventet: `${visId(foerste!)}, som objektet hører til`,
    }));
  });
}

/** A reference as a message shows it. */
export function visId(id: UnikId): string {
  return uuidOf(id) ?? ('urn' in id ? id.urn : '');
}
