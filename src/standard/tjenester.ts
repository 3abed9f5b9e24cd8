/**
 * The 19 services: the 16 of version 6 and the three of version 7; their paths, their namespaces, their operations and the
 * irregularities of spec sf1500 §1.2 and §1.6.
 */
import { NS } from './namespaces.ts';
import type { ObjektType } from './objekttyper.ts';
import { type Typeversion, typeversioner, type Versionsnr } from './versioner.ts';

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
  /** That of the contract; the path of one service ends in another number. */
  readonly version: Versionsnr;
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

function wsdlOf(system: Tjeneste['system'], navn: string, version: Versionsnr = 6) {
  return system === 'organisation'
    ? { version, wsdlNamespace: NS.orgfaelles, wsdlServiceNavn: `${navn}Service` }
    : { version, wsdlNamespace: NS.klassifikationWsdl, wsdlServiceNavn: `${navn}Service_${version}` };
}

/** The soapActions of all versions of a type are the same. */
function objektTjeneste({ navn, system, namespace, version: { nr } }: Typeversion): Tjeneste {
  const ord = navn.toLowerCase();
  const action = `http://kombit.dk/sts/${system}/${ord}`;
  return {
    navn,
    system,
    objekttype: navn,
    namespace,
    ...wsdlOf(system, navn, nr),
    sti: `/${system}/${ord}/${nr}`,
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

const objektTjenester = typeversioner.map(objektTjeneste);

/** All services of the contract, those of version 6 first. */
export const tjenester: readonly Tjeneste[] = [
  ...objektTjenester.filter(({ version }) => version === 6),
  organisationSystem,
  organisationAdministration,
  klassifikationSystem,
  ...objektTjenester.filter(({ version }) => version > 6),
];
