/**
 * The 13 object types that have the eight operations: fields, state and relations in schema order, with their
 * cardinalities (spec sf1500 §1.5 and §1.6), those of all versions together. versioner.ts says what a version leaves out.
 *
 * `nr` names the type in the store. It is for ever: a number is never changed and never used again.
 */
import { type Felt, type Feltnavn, felter, PERSON_NAVN } from './felter.ts';
import { type RelationElement, type Relationsnavn, relationer } from './relationer.ts';

/** The state of an object type: its element, and the values that it takes in order. */
export type TilstandNavn = 'Gyldighed' | 'PubliceretStatus';

/** A field of an object type. */
export interface ObjektFelt {
  readonly felt: Felt;
  /** True where the element may stand any number of times. */
  readonly isGentaget: boolean;
  /** True where a filled value is demanded of every Egenskab (rule `felt-udfyldt`; spec sf1500 §2.3, §4.2, I8). */
  readonly isPaakraevet: boolean;
}

/** A relation of an object type. */
export interface ObjektRelation {
  readonly relation: RelationElement;
  /** True for 0..n, false for 0..1. */
  readonly isFler: boolean;
}

export interface ObjektTypeRaekke {
  readonly navn: string;
  readonly nr: number;
  /** Which of the two systems it belongs to. */
  readonly system: 'organisation' | 'klassifikation';
  /** The base of its complex type. */
  readonly basis: 'SagDokObjektType' | 'PartType' | 'AktoerType';
  /** The namespace of its elements in version 6. */
  readonly namespace: string;
  readonly felter: readonly ObjektFelt[];
  readonly tilstand?: TilstandNavn;
  readonly relationer: readonly ObjektRelation[];
  /** True where the three lists of OpretInput may be left out (spec sf1500 §1.6 no 10). */
  readonly isListerValgfriVedOpret: boolean;
  /** The base of its ListOutputType; the same on the wire (spec sf1500 §1.6 no 10). */
  readonly listOutputBasis: 'ListOutputType' | 'BasicOutputType';
  /** How a RegistreringBesked names the object (spec sf1500 §1.6 no 13). */
  readonly beskedId: 'ObjektID' | 'UUIDIdentifikator';
}

interface Kilde {
  readonly nr: number;
  readonly system?: 'klassifikation';
  readonly basis: ObjektTypeRaekke['basis'];
  /** Field names in order; `*` after a name: 0..n; `!` after a name: must be filled. */
  readonly felter: string;
  readonly tilstand?: TilstandNavn;
  /** Relation names in order; `*` after a name: 0..n. */
  readonly relationer?: string;
  readonly isListerValgfriVedOpret?: true;
  readonly listOutputBasis?: 'BasicOutputType';
  readonly beskedId?: 'ObjektID';
}

const KILDER = {
  Adresse: {
    nr: 1,
    basis: 'SagDokObjektType',
    felter: 'AdresseTekst!',
    isListerValgfriVedOpret: true,
    listOutputBasis: 'BasicOutputType',
    beskedId: 'ObjektID',
  },
  Bruger: {
    nr: 2,
    basis: 'AktoerType',
    felter: 'BrugerNavn! BrugerTypeTekst',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* BrugerTyper* TilknyttedeOpgaver* Tilhoerer TilknyttedeEnheder* TilknyttedeFunktioner* ' +
      'TilknyttedeInteressefaellesskaber* TilknyttedeOrganisationer* TilknyttedePersoner* TilknyttedeItSystemer*',
  },
  Interessefaellesskab: {
    nr: 3,
    basis: 'AktoerType',
    felter: 'InteressefaellesskabNavn InteressefaellesskabTypeTekst',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* Branche Interessefaellesskabstype TilknyttedeOpgaver* Overordnet Tilhoerer TilknyttedeBrugere* ' +
      'TilknyttedeEnheder* TilknyttedeFunktioner* TilknyttedeInteressefaellesskaber* TilknyttedeOrganisationer* ' +
      'TilknyttedePersoner* TilknyttedeItSystemer*',
  },
  ItSystem: {
    nr: 4,
    basis: 'AktoerType',
    felter: 'ItSystemNavn! ItSystemTypeTekst KonfigurationReference*',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* TilknyttedeOpgaver* SystemTyper* Tilhoerer* TilknyttedeBrugere* TilknyttedeEnheder* ' +
      'TilknyttedeFunktioner* TilknyttedeInteressefaellesskaber* TilknyttedeOrganisationer* TilknyttedePersoner* ' +
      'TilknyttedeItSystemer*',
  },
  Myndighed: {
    nr: 5,
    basis: 'PartType',
    felter: 'CVR-NummerTekst NavnTekst MyndighedsKode',
  },
  Organisation: {
    nr: 6,
    basis: 'AktoerType',
    felter: 'OrganisationNavn',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* Ansatte* Branche Organisationstype Myndighed Myndighedstype TilknyttedeOpgaver* Overordnet ' +
      'Produktionsenhed Skatteenhed Tilhoerer TilknyttedeBrugere* TilknyttedeEnheder* TilknyttedeFunktioner* ' +
      'TilknyttedeInteressefaellesskaber* TilknyttedeOrganisationer* TilknyttedePersoner* TilknyttedeItSystemer* ' +
      'Virksomhed Virksomhedstype',
    beskedId: 'ObjektID',
  },
  OrganisationEnhed: {
    nr: 7,
    basis: 'AktoerType',
    felter: 'EnhedNavn!',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* Ansatte* Branche Enhedstype Opgaver* Overordnet Produktionsenhed Skatteenhed Tilhoerer ' +
      'TilknyttedeBrugere* TilknyttedeEnheder* TilknyttedeFunktioner* TilknyttedeInteressefaellesskaber* ' +
      'TilknyttedeOrganisationer* TilknyttedePersoner* TilknyttedeItSystemer*',
    beskedId: 'ObjektID',
  },
  OrganisationFunktion: {
    nr: 8,
    basis: 'AktoerType',
    felter: 'FunktionNavn',
    tilstand: 'Gyldighed',
    relationer:
      'Adresser* Funktionstype TilknyttedeOpgaver* TilknyttedeBrugere* TilknyttedeEnheder* ' +
      'TilknyttedeInteressefaellesskaber* TilknyttedeOrganisationer* TilknyttedePersoner* TilknyttedeItSystemer*',
  },
  Person: {
    nr: 9,
    basis: 'PartType',
    felter: 'CPR-NummerTekst NavnTekst!',
  },
  Virksomhed: {
    nr: 10,
    basis: 'PartType',
    felter: 'CVR-NummerTekst SE-NummerTekst P-NummerTekst NavnTekst',
    isListerValgfriVedOpret: true,
    listOutputBasis: 'BasicOutputType',
  },
  Facet: {
    nr: 11,
    system: 'klassifikation',
    basis: 'SagDokObjektType',
    felter:
      'TitelTekst BeskrivelseTekst OpbygningTekst OphavsretTekst PlanIdentifikator Sortering SupplementTekst ' +
      'RetskildeTekst',
    tilstand: 'PubliceretStatus',
    relationer: 'Ansvarlig Ejer FacetTilhoerer Redaktoerer*',
  },
  Klasse: {
    nr: 12,
    system: 'klassifikation',
    basis: 'SagDokObjektType',
    felter:
      'BeskrivelseTekst EksempelTekst OmfangTekst TitelTekst RetskildeTekst Sortering AendringsnotatTekst Soegeord*',
    tilstand: 'PubliceretStatus',
    relationer:
      'Ansvarlig Ejer Erstatter* Facet LovligeKombinationer* Mapninger* OverordnetKlasse Redaktoerer* Sideordnede* ' +
      'Tilfoejelser*',
  },
  Klassifikation: {
    nr: 13,
    system: 'klassifikation',
    basis: 'SagDokObjektType',
    felter: 'TitelTekst BeskrivelseTekst KaldenavnTekst OphavsretTekst',
    tilstand: 'PubliceretStatus',
    relationer: 'Ansvarlig Ejer',
  },
} as const satisfies Record<string, Kilde>;

/** The name of an object type, as in the XSD. */
export type ObjektType = keyof typeof KILDER;

function feltOf(type: string, ord: string): ObjektFelt {
  const navn = ord.replace(/[*!]$/, '') as Feltnavn;
  const felt = type === 'Person' && navn === 'NavnTekst' ? PERSON_NAVN : felter.get(navn);
  if (!felt) throw new Error(`${type}: no field ${navn}`);
  return { felt, isGentaget: ord.endsWith('*'), isPaakraevet: ord.endsWith('!') };
}

function relationOf(type: string, ord: string): ObjektRelation {
  const relation = relationer.get(ord.replace(/\*$/, '') as Relationsnavn);
  if (!relation) throw new Error(`${type}: no relation ${ord}`);
  return { relation, isFler: ord.endsWith('*') };
}

function raekkeOf(navn: ObjektType, kilde: Kilde): ObjektTypeRaekke & { readonly navn: ObjektType } {
  const system = kilde.system ?? 'organisation';
  return {
    navn,
    nr: kilde.nr,
    system,
    basis: kilde.basis,
    namespace: `http://stoettesystemerne.dk/${system}/${navn.toLowerCase()}/6/`,
    felter: ['BrugervendtNoegleTekst', ...kilde.felter.split(' ')].map((ord) => feltOf(navn, ord)),
    ...(kilde.tilstand && { tilstand: kilde.tilstand }),
    relationer: (kilde.relationer?.split(' ') ?? []).map((ord) => relationOf(navn, ord)),
    isListerValgfriVedOpret: kilde.isListerValgfriVedOpret ?? false,
    listOutputBasis: kilde.listOutputBasis ?? 'ListOutputType',
    beskedId: kilde.beskedId ?? 'UUIDIdentifikator',
  };
}

/** The object types by name. */
export const objekttyper = Object.fromEntries(
  Object.entries(KILDER).map(([navn, kilde]) => [navn, raekkeOf(navn as ObjektType, kilde)]),
) as Readonly<Record<ObjektType, ObjektTypeRaekke & { readonly navn: ObjektType }>>;

/** The names of the object types, in the order of their numbers. */
export const objekttypeNavne: readonly ObjektType[] = Object.values(objekttyper)
  .sort((a, b) => a.nr - b.nr)
  .map((type) => type.navn);

/** Actor types have `LokalUdvidelse` last in each list (spec sf1500 §1.5). */
export function hasLokalUdvidelse(type: ObjektTypeRaekke): boolean {
  return type.basis === 'AktoerType';
}

/** The name of an object type by its number in the store; undefined for a number that is not used. */
export function objekttypeByNr(nr: number): ObjektType | undefined {
  return objekttypeNavne.find((navn) => objekttyper[navn].nr === nr);
}
