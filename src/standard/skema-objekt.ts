/**
 * What the namespace of an object type declares, made once for all 13 and
 * all their versions from the tables in objekttyper.ts and versioner.ts: the object, its
 * registration with the three lists, the inputs and outputs of the eight operations and RegistreringBesked
 * (spec sf1500 §1.3, §1.5, §1.6).
 */
import type { ElementKomponent, KompleksType, Partikel } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { hasLokalUdvidelse, type ObjektFelt, type ObjektType, type ObjektTypeRaekke } from './objekttyper.ts';
import {
  basicOutputType,
  dataEjerType,
  laesInputType,
  listInputType,
  listOutputType,
  opretInputType,
  opretOutputType,
  retInputType,
  soegInputType,
  soegOutputType,
  uuidNoteInputType,
} from './skema-beskeder.ts';
import { type Antal, elementOf, lokal, ref, sekvens } from './skema-dele.ts';
import { faellesFelt, gyldighed, personNavn, publiceretStatus, soegeord } from './skema-felter.ts';
import { relationselement } from './skema-relationer.ts';
import {
  lokalUdvidelse,
  registreringType,
  sagDokObjektType,
  unikIdType,
  uuidIdentifikator,
  virkning,
} from './skema-sagdok.ts';
import { type Typeversion, typeversioner, type Versionsnr } from './versioner.ts';

/** The components of an object type that others refer to, and all its global elements. */
export interface ObjektSkema {
  readonly objekt: ElementKomponent;
  readonly egenskabType: KompleksType;
  readonly filtreretOejebliksbilledeType: KompleksType;
  readonly elementer: readonly ElementKomponent[];
}

export const partType = sekvens({ ns: NS.part, navn: 'PartType' }, [], sagDokObjektType);
export const aktoerType = sekvens({ ns: NS.orgfaelles, navn: 'AktoerType' }, [], partType);

const baser = { SagDokObjektType: sagDokObjektType, PartType: partType, AktoerType: aktoerType };
const listOutputBaser = { ListOutputType: listOutputType, BasicOutputType: basicOutputType };

function feltElement(ns: string, { felt }: ObjektFelt): ElementKomponent {
  if (felt.namespace !== 'objekt') return faellesFelt(felt.navn);
  return felt.art === 'soegeord' ? soegeord(ns) : personNavn(ns);
}

function tilstandElement({ namespace, tilstand }: ObjektTypeRaekke): ElementKomponent | undefined {
  if (!tilstand) return undefined;
  return tilstand === 'Gyldighed' ? gyldighed : publiceretStatus(namespace);
}

function relationPartikler({ relationer, version }: Typeversion): readonly Partikel[] {
  return relationer.map(({ relation, isFler }) => ref(relationselement(relation.navn, version.nr), isFler ? '*' : '?'));
}

function byg(type: Typeversion): ObjektSkema {
  const { namespace: ns, version } = type;
  const q = (navn: string) => ({ ns, navn });
  const element = (navn: string, elementType: KompleksType) => elementOf(ns, navn, elementType);
  const udvidelse = hasLokalUdvidelse(type) ? [ref(lokalUdvidelse, '?')] : [];

  const egenskabType = sekvens(q('EgenskabType'), [
    ref(virkning, '?'),
    ...type.felter.map((felt) => ref(feltElement(ns, felt), felt.isGentaget ? '*' : '?')),
  ]);
  const egenskab = element('Egenskab', egenskabType);
  const tilstand = tilstandElement(type);

  const lister = [
    element('AttributListe', sekvens(q('AttributListeType'), [ref(egenskab, '*'), ...udvidelse])),
    element(
      'TilstandListe',
      sekvens(q('TilstandListeType'), [...(tilstand ? [ref(tilstand, '*')] : []), ...udvidelse]),
    ),
    element('RelationListe', sekvens(q('RelationListeType'), [...relationPartikler(type), ...udvidelse])),
  ];
  const listerne = (antal: Antal) => lister.map((liste) => ref(liste, antal));

  const objektRegistreringType = sekvens(q('RegistreringType'), listerne('1'), registreringType);
  const registrering = element('Registrering', objektRegistreringType);
  const objekt = element(type.navn, sekvens(q(`${type.navn}Type`), [ref(registrering, '+')], baser[type.basis]));

  /** `Registrering` is local here, though the namespace has a global element of the same name and type. */
  const filtreretOejebliksbilledeType = sekvens(q('FiltreretOejebliksbilledeType'), [
    lokal(ns, version.billedeId, sagDokObjektType, '1'),
    ...(version.hasDataEjer ? [lokal(ns, 'DataEjer', dataEjerType, '?')] : []),
    lokal(ns, 'Registrering', objektRegistreringType, '*'),
  ]);
  const billede = (antal: Antal) => lokal(ns, 'FiltreretOejebliksbillede', filtreretOejebliksbilledeType, antal);

  const beskedId = type.beskedId === 'ObjektID' ? lokal(ns, 'ObjektID', unikIdType, '1') : ref(uuidIdentifikator, '1');

  const opretLister = listerne(type.isListerValgfriVedOpret ? '?' : '1');
  const listOutputBasis = listOutputBaser[type.listOutputBasis];

  return {
    objekt,
    egenskabType,
    filtreretOejebliksbilledeType,
    elementer: [
      objekt,
      element('OpretInput', sekvens(q('OpretInputType'), opretLister, opretInputType)),
      element('OpretOutput', opretOutputType),
      element('ImportInput', sekvens(q('ImportInputType'), [ref(objekt, '1')])),
      element('ImportOutput', basicOutputType),
      element('PassiverInput', uuidNoteInputType),
      element('PassiverOutput', basicOutputType),
      element('LaesInput', laesInputType),
      element('LaesOutput', sekvens(q('LaesOutputType'), [billede('?')], basicOutputType)),
      element('RetInput', sekvens(q('RetInputType'), listerne('?'), retInputType)),
      element('RetOutput', basicOutputType),
      element('SletInput', uuidNoteInputType),
      element('SletOutput', basicOutputType),
      element('SoegInput', sekvens(q('SoegInputType'), listerne('1'), soegInputType(version.nr))),
      element('SoegOutput', soegOutputType),
      element('ListInput', listInputType),
      element('ListOutput', sekvens(q('ListOutputType'), [billede('*')], listOutputBasis)),
      element('RegistreringBesked', sekvens(q('RegistreringBeskedType'), [beskedId, ref(registrering, '1')])),
    ],
  };
}

const skemaer = new Map(typeversioner.map((type) => [`${type.navn} ${type.version.nr}`, byg(type)]));

/** The schema components of an object type in a version. Throws where the version does not have it. */
export function objektSkema(objekttype: ObjektType, version: Versionsnr): ObjektSkema {
  const skema = skemaer.get(`${objekttype} ${version}`);
  if (!skema) throw new Error(`version ${version} has no ${objekttype}`);
  return skema;
}
