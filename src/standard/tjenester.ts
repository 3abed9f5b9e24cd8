/**
 * The 16 services: their paths, their namespaces, their operations and the irregularities of spec sf1500 §1.2 and §1.6.
 */
import { NS } from './namespaces.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from './objekttyper.ts';

/** The twelve verbs. */
export type Verbum =
  | 'opret'
  | 'importer'
  | 'passiver'
  | 'laes'
  | 'ret'
  | 'slet'
  | 'soeg'
  | 'list'
  | 'fremsoegobjekthierarki'
  | 'import'
  | 'anonymiser'
  | 'fysiskslet';

export interface OperationRaekke {
  readonly verbum: Verbum;
  /** Local name of the body element of the request; `Output` in place of `Input` names the answer's. */
  readonly input: string;
  readonly output: string;
  /** The stem of the WSDL messages: `<stem>RequestMessage`, `<stem>ResponseMessage`. */
  readonly besked: string;
  readonly soapAction: string;
}

export interface Tjeneste {
  /** The name of the service, which is also that of its WSDL port and binding. */
  readonly navn: string;
  readonly system: 'organisation' | 'klassifikation';
  /** The object type that it serves; the three system services have none. */
  readonly objekttype?: ObjektType;
  /** The namespace of its body elements. */
  readonly namespace: string;
  readonly wsdlNamespace: string;
  readonly wsdlServiceNavn: string;
  /** The path without a last slash. */
  readonly sti: string;
  readonly operationer: readonly OperationRaekke[];
}

const OBJEKT_OPERATIONER = [
  { verbum: 'opret', input: 'OpretInput', besked: 'Opret' },
  { verbum: 'importer', input: 'ImportInput', besked: 'Importer' },
  { verbum: 'passiver', input: 'PassiverInput', besked: 'Passiver' },
  { verbum: 'laes', input: 'LaesInput', besked: 'Laes' },
  { verbum: 'ret', input: 'RetInput', besked: 'Ret' },
  { verbum: 'slet', input: 'SletInput', besked: 'Slet' },
  { verbum: 'soeg', input: 'SoegInput', besked: 'Soeg' },
  { verbum: 'list', input: 'ListInput', besked: 'Liste' },
] as const;

/** One name of a message differs from the pattern: the contract's list of Organisation lacks an e. */
const BESKED_AFVIGELSER: Readonly<Record<string, string>> = { OrganisationListe: 'OrganisationList' };

function operation(verbum: Verbum, input: string, moenster: string, actionPrefix: string): OperationRaekke {
  const besked = BESKED_AFVIGELSER[moenster] ?? moenster;
  return { verbum, input, output: input.replace(/Input$/, 'Output'), besked, soapAction: `${actionPrefix}/${verbum}` };
}

function wsdlOf(system: Tjeneste['system'], navn: string) {
  return system === 'organisation'
    ? { wsdlNamespace: NS.orgfaelles, wsdlServiceNavn: `${navn}Service` }
    : { wsdlNamespace: NS.klassifikationWsdl, wsdlServiceNavn: `${navn}Service_6` };
}

function objektTjeneste(navn: ObjektType): Tjeneste {
  const { system, namespace } = objekttyper[navn];
  const ord = navn.toLowerCase();
  const action = `http://kombit.dk/sts/${system}/${ord}`;
  return {
    navn,
    system,
    objekttype: navn,
    namespace,
    ...wsdlOf(system, navn),
    sti: `/${system}/${ord}/6`,
    operationer: OBJEKT_OPERATIONER.map((raekke) =>
      operation(raekke.verbum, raekke.input, `${navn}${raekke.besked}`, action),
    ),
  };
}

/** The word of the path and the word of the soapAction differ in one letter (spec sf1500 §1.6 no 1). */
const ORGANISATION_SYSTEM_ACTION = 'http://kombit.dk/sts/organisation/organisationssystem';
const KLASSIFIKATION_SYSTEM_ACTION = 'http://kombit.dk/sts/klassifikation/klassifikationsystem';
const ADMINISTRATION_ACTION = 'http://kombit.dk/sts/organisation/organisationadministration';

const organisationSystem: Tjeneste = {
  navn: 'OrganisationSystem',
  system: 'organisation',
  namespace: 'http://stoettesystemerne.dk/organisation/organisationsystem/6/',
  ...wsdlOf('organisation', 'OrganisationSystem'),
  sti: '/organisation/organisationsystem/6',
  operationer: [
    operation(
      'fremsoegobjekthierarki',
      'FremsoegObjekthierarkiInput',
      'FremsoegObjekthierarki',
      ORGANISATION_SYSTEM_ACTION,
    ),
    operation('import', 'ImporterOrganisationSystemInput', 'ImporterOrganisationSystem', ORGANISATION_SYSTEM_ACTION),
    operation('anonymiser', 'AnonymiserInput', 'Anonymiser', ORGANISATION_SYSTEM_ACTION),
  ],
};

/** Its namespace ends in 6 and its path in 1 (spec sf1500 §1.6 no 4). */
const organisationAdministration: Tjeneste = {
  navn: 'OrganisationAdministration',
  system: 'organisation',
  namespace: 'http://stoettesystemerne.dk/organisation/organisationadministration/6/',
  ...wsdlOf('organisation', 'OrganisationAdministration'),
  sti: '/organisation/organisationadministration/1',
  operationer: [operation('fysiskslet', 'FysiskSletInput', 'FysiskSlet', ADMINISTRATION_ACTION)],
};

const klassifikationSystem: Tjeneste = {
  navn: 'KlassifikationSystem',
  system: 'klassifikation',
  namespace: 'http://stoettesystemerne.dk/klassifikation/klassifikationsystem/6/',
  ...wsdlOf('klassifikation', 'KlassifikationSystem'),
  sti: '/klassifikation/klassifikationsystem/6',
  operationer: [
    operation(
      'fremsoegobjekthierarki',
      'FremsoegObjekthierarkiInput',
      'FremsoegObjekthierarki',
      KLASSIFIKATION_SYSTEM_ACTION,
    ),
    operation(
      'import',
      'ImporterKlassifikationSystemInput',
      'ImporterKlassifikationSystem',
      KLASSIFIKATION_SYSTEM_ACTION,
    ),
  ],
};

/** All services of the contract. */
export const tjenester: readonly Tjeneste[] = [
  ...objekttypeNavne.map(objektTjeneste),
  organisationSystem,
  organisationAdministration,
  klassifikationSystem,
];

/** A container of a hierarchy: its element, its search element, its element in an import, and what it holds. */
export interface Beholder {
  readonly objekttype: ObjektType;
  readonly output: string;
  readonly soegEgenskab: string;
  /** `rod` is exactly one object as such; a name is a wrapping element with 0..n objects. */
  readonly importInput?: 'rod' | string;
}

/** The containers of the two hierarchies, in schema order. */
export const hierarkier: Readonly<Record<Tjeneste['system'], readonly Beholder[]>> = {
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
