/**
 * The relation elements (spec sf1500 §1.5; the element names are all in the namespace `sd`).
 *
 * `nr` names the relation in stored search rows. It is for ever: a number is never changed and never used again.
 */

export interface RelationElement {
  /** The local name of the element, as in the XSD. */
  readonly navn: string;
  /** Number in stored search rows; relations begin at 101. */
  readonly nr: number;
  /** The name of its complex type without `RelationType`: `Klasse`, `KlasseFler`, and so on. */
  readonly art: string;
  /** What is at the other end, by the name of its object type; `Aktoer` is any of the actor types. */
  readonly maal: string;
  /** True where the relation carries Rolle, Type and Indeks (DynamicFlerRelationType). */
  readonly isDynamisk?: true;
  /** How it stands from version 7 on, with Rolle, Type and Indeks by UUID alone: see `Fra7`. */
  readonly fra7?: Fra7;
}

/** A relation that got roles with version 7. */
export interface Fra7 {
  readonly art: string;
  /** Rolle and Type of an entry that was made without: by version 6, or before there was another. */
  readonly rolle: string;
  readonly type: string;
}

const RELATIONER = [
  { navn: 'Adresser', nr: 101, art: 'AdresseFler', maal: 'Adresse', isDynamisk: true },
  { navn: 'Ansatte', nr: 102, art: 'PersonFler', maal: 'Person' },
  { navn: 'Branche', nr: 103, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Interessefaellesskabstype', nr: 104, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Myndighed', nr: 105, art: 'Myndighed', maal: 'Myndighed' },
  { navn: 'Myndighedstype', nr: 106, art: 'Klasse', maal: 'Klasse' },
  { navn: 'TilknyttedeOpgaver', nr: 107, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'Opgaver', nr: 108, art: 'OpgaverFler', maal: 'Klasse', isDynamisk: true },
  { navn: 'Overordnet', nr: 109, art: 'OrganisationEnhed', maal: 'OrganisationEnhed' },
  { navn: 'Produktionsenhed', nr: 110, art: 'Virksomhed', maal: 'Virksomhed' },
  { navn: 'Skatteenhed', nr: 111, art: 'Virksomhed', maal: 'Virksomhed' },
  { navn: 'Tilhoerer', nr: 112, art: 'OrganisationFler', maal: 'Organisation' },
  { navn: 'TilknyttedeBrugere', nr: 113, art: 'BrugerFler', maal: 'Bruger' },
  { navn: 'TilknyttedeEnheder', nr: 114, art: 'OrganisationEnhedFler', maal: 'OrganisationEnhed' },
  { navn: 'TilknyttedeFunktioner', nr: 115, art: 'OrganisationFunktionFler', maal: 'OrganisationFunktion' },
  { navn: 'TilknyttedeInteressefaellesskaber', nr: 116, art: 'InteressefaellesskabFler', maal: 'Interessefaellesskab' },
  { navn: 'TilknyttedeOrganisationer', nr: 117, art: 'OrganisationFler', maal: 'Organisation' },
  { navn: 'TilknyttedePersoner', nr: 118, art: 'PersonFler', maal: 'Person' },
  { navn: 'TilknyttedeItSystemer', nr: 119, art: 'ItSystemFler', maal: 'ItSystem' },
  { navn: 'Virksomhed', nr: 120, art: 'Virksomhed', maal: 'Virksomhed' },
  { navn: 'Virksomhedstype', nr: 121, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Enhedstype', nr: 122, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Organisationstype', nr: 123, art: 'Klasse', maal: 'Klasse' },
  { navn: 'BrugerTyper', nr: 124, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'SystemTyper', nr: 125, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'Funktionstype', nr: 126, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Ansvarlig', nr: 127, art: 'Aktoer', maal: 'Aktoer' },
  { navn: 'Ejer', nr: 128, art: 'Aktoer', maal: 'Aktoer' },
  { navn: 'Erstatter', nr: 129, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'Facet', nr: 130, art: 'Facet', maal: 'Facet' },
  { navn: 'LovligeKombinationer', nr: 131, art: 'KlasseFler', maal: 'Klasse' },
  {
    navn: 'Mapninger',
    nr: 132,
    art: 'KlasseFler',
    maal: 'Klasse',
    fra7: {
      art: 'MapningerFler',
      rolle: '9ef341c6-251b-4820-a077-9071a9070644',
      type: '9870b51e-3bc0-4f98-8827-eba991dd89a9',
    },
  },
  { navn: 'OverordnetKlasse', nr: 133, art: 'Klasse', maal: 'Klasse' },
  { navn: 'Redaktoerer', nr: 134, art: 'AktoerFler', maal: 'Aktoer' },
  { navn: 'Sideordnede', nr: 135, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'Tilfoejelser', nr: 136, art: 'KlasseFler', maal: 'Klasse' },
  { navn: 'FacetTilhoerer', nr: 137, art: 'Klassifikation', maal: 'Klassifikation' },
] as const satisfies readonly RelationElement[];

export type Relationsnavn = (typeof RELATIONER)[number]['navn'];

/** The relation elements by name. */
export const relationer: ReadonlyMap<Relationsnavn, RelationElement> = new Map(
  RELATIONER.map((relation) => [relation.navn, relation]),
);

/** A relation as it stands in a version. */
export function relationI(relation: RelationElement, version: number): RelationElement {
  const { fra7 } = relation;
  return fra7 && version >= 7 ? { ...relation, art: fra7.art, isDynamisk: true } : relation;
}
