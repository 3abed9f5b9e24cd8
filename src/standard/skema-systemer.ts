/**
 * The messages of the three services without an object type: the hierarchies and imports of OrganisationSystem and
 * KlassifikationSystem, anonymiser, and fysiskslet of OrganisationAdministration (spec sf1500 §1.5).
 */

import { type Beholder, hierarkier } from './hierarkier.ts';
import type { ElementKomponent, KompleksType, Partikel, SimpelType } from './komponenter.ts';
import { basicOutputType, multipleOutputType, soegInputType } from './skema-beskeder.ts';
import { elementOf, lokal, ref, sekvens, tekst, valg } from './skema-dele.ts';
import { objektSkema } from './skema-objekt.ts';
import { UUID_MOENSTER, uuidIdentifikator } from './skema-sagdok.ts';
import { type Tjeneste, tjenester } from './tjenester.ts';

/** The only version that has them. */
const VERSION = 6;

/** What a namespace declares at the top: elements, and the types that no element of it leads to. */
export interface SystemSkema {
  readonly elementer: readonly ElementKomponent[];
  readonly typer: readonly (SimpelType | KompleksType)[];
}

function namespaceOf(navn: string): string {
  const tjeneste = tjenester.find((en) => en.navn === navn);
  if (!tjeneste) throw new Error(`no service ${navn}`);
  return tjeneste.namespace;
}

function soegEgenskab(ns: string, beholder: Beholder): ElementKomponent {
  return elementOf(ns, beholder.soegEgenskab, objektSkema(beholder.objekttype, VERSION).egenskabType);
}

/** A container is in the namespace of the system; what is in its snapshots is in that of the object type. */
function outputBeholder(ns: string, { output, objekttype }: Beholder): ElementKomponent {
  const { filtreretOejebliksbilledeType } = objektSkema(objekttype, VERSION);
  const billede = lokal(ns, 'FiltreretOejebliksbillede', filtreretOejebliksbilledeType, '*');
  return elementOf(ns, output, sekvens({ ns, navn: `${output}OutputType` }, [billede]));
}

function importPartikler(ns: string, { objekttype, importInput }: Beholder): readonly Partikel[] {
  if (!importInput) return [];
  const { objekt } = objektSkema(objekttype, VERSION);
  if (importInput === 'rod') return [ref(objekt, '1')];
  return [ref(elementOf(ns, importInput, sekvens({ ns, navn: `${importInput}Type` }, [ref(objekt, '*')])), '1')];
}

/** The four elements of a hierarchy search and an import. */
function hierarkiElementer(ns: string, system: Tjeneste['system'], importNavn: string): readonly ElementKomponent[] {
  const beholdere = hierarkier[system];
  const element = (navn: string, indhold: readonly Partikel[], udvider?: KompleksType) =>
    elementOf(ns, navn, sekvens({ ns, navn: `${navn}Type` }, indhold, udvider));
  return [
    element(
      'FremsoegObjekthierarkiInput',
      beholdere.map((beholder) => ref(soegEgenskab(ns, beholder), '?')),
      soegInputType(VERSION),
    ),
    element(
      'FremsoegObjekthierarkiOutput',
      beholdere.map((beholder) => ref(outputBeholder(ns, beholder), '1')),
      basicOutputType,
    ),
    element(
      `${importNavn}Input`,
      beholdere.flatMap((beholder) => importPartikler(ns, beholder)),
    ),
    elementOf(ns, `${importNavn}Output`, multipleOutputType),
  ];
}

function uuidType(ns: string): SimpelType {
  return tekst({ navn: { ns, navn: 'UUIDType' }, moenster: UUID_MOENSTER });
}

function cprType(ns: string): SimpelType {
  return tekst({ navn: { ns, navn: 'CPRType' }, moenster: '[0-9]{10}' });
}

function organisationSystem(): SystemSkema {
  const ns = namespaceOf('OrganisationSystem');
  const anonymiserInputType = valg({ ns, navn: 'AnonymiserInputType' }, [
    lokal(ns, 'PersonUUID', uuidType(ns), '1'),
    lokal(ns, 'PersonCPR', cprType(ns), '1'),
  ]);
  return {
    elementer: [
      ...hierarkiElementer(ns, 'organisation', 'ImporterOrganisationSystem'),
      elementOf(ns, 'AnonymiserInput', anonymiserInputType),
      elementOf(ns, 'AnonymiserOutput', basicOutputType),
    ],
    typer: [],
  };
}

/** Its CPRType is used by no element of the contract (spec sf1500 §1.6 no 16). */
function organisationAdministration(): SystemSkema {
  const ns = namespaceOf('OrganisationAdministration');
  const uuid = uuidType(ns);
  const inputType = sekvens({ ns, navn: 'FysiskSletInputType' }, [
    lokal(ns, 'OrganisationUUID', uuid, '1'),
    lokal(ns, 'OrganisationEnhedUUID', uuid, '1'),
  ]);
  return {
    elementer: [elementOf(ns, 'FysiskSletInput', inputType), elementOf(ns, 'FysiskSletOutput', basicOutputType)],
    typer: [cprType(ns)],
  };
}

/** Its ImportOutputElementType is used by no element of the contract. */
function klassifikationSystem(): SystemSkema {
  const ns = namespaceOf('KlassifikationSystem');
  const objektType = tekst({
    navn: { ns, navn: 'KlassifikationObjektType' },
    koder: hierarkier.klassifikation.map((beholder) => beholder.objekttype),
  });
  const ubrugt = sekvens(
    { ns, navn: 'ImportOutputElementType' },
    [ref(uuidIdentifikator, '1'), lokal(ns, 'ObjektType', objektType, '1')],
    basicOutputType,
  );
  return {
    elementer: hierarkiElementer(ns, 'klassifikation', 'ImporterKlassifikationSystem'),
    typer: [ubrugt],
  };
}

/** The schema components of the three services. */
export const systemSkemaer: readonly SystemSkema[] = [
  organisationSystem(),
  organisationAdministration(),
  klassifikationSystem(),
];
