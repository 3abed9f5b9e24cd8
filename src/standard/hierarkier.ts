/** The containers of the two hierarchies, and of the imports that take the same form (spec sf1500 §1.5). */
import type { ObjektType, ObjektTypeRaekke } from './objekttyper.ts';

/** A container of a hierarchy: its element, its search element, its element in an import, and what it holds. */
export interface Beholder {
  readonly objekttype: ObjektType;
  readonly output: string;
  readonly soegEgenskab: string;
  /** `rod` is exactly one object as such; a name is a wrapping element with 0..n objects. */
  readonly importInput?: 'rod' | string;
}

/** The containers of the two hierarchies, in schema order. */
export const hierarkier: Readonly<Record<ObjektTypeRaekke['system'], readonly Beholder[]>> = {
  organisation: [
    {
      objekttype: 'Organisation',
      output: 'Organisationer',
      soegEgenskab: 'OrganisationSoegEgenskab',
      importInput: 'rod',
    },
    {
      objekttype: 'OrganisationEnhed',
      output: 'OrganisationEnheder',
      soegEgenskab: 'OrganisationEnhedSoegEgenskab',
      importInput: 'OrganisationEnhederInput',
    },
    {
      objekttype: 'OrganisationFunktion',
      output: 'OrganisationFunktioner',
      soegEgenskab: 'OrganisationFunktionSoegEgenskab',
    },
    { objekttype: 'Bruger', output: 'Brugere', soegEgenskab: 'BrugerSoegEgenskab' },
    {
      objekttype: 'Interessefaellesskab',
      output: 'Interessefaellesskaber',
      soegEgenskab: 'InteressefaellesskabSoegEgenskab',
    },
    { objekttype: 'ItSystem', output: 'ItSystemer', soegEgenskab: 'ItSystemSoegEgenskab' },
  ],
  klassifikation: [
    {
      objekttype: 'Klassifikation',
      output: 'Klassifikationer',
      soegEgenskab: 'KlassifikationSoegEgenskab',
      importInput: 'rod',
    },
    { objekttype: 'Facet', output: 'Facetter', soegEgenskab: 'FacetSoegEgenskab', importInput: 'FacetterInput' },
    { objekttype: 'Klasse', output: 'Klasser', soegEgenskab: 'KlasseSoegEgenskab', importInput: 'KlasserInput' },
  ],
};
