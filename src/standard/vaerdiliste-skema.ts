/**
 * Value lists and the operations on them as schema components (spec neighbours §1.6), and the operation that moves a message to
 * the error queue, which the same service has.
 */
import { haendelsesbesked } from './besked-kuvert.ts';
import { BESKED_NS } from './besked-namespaces.ts';
import { basicOutputType, sagDokObjektType, TEKST, unikIdType, uuidIdentifikator } from './besked-sagdok.ts';
import type { ElementKomponent, KompleksType, Partikel, SimpelType } from './komponenter.ts';
import { elementOf, lokal, ref, sekvens, valg } from './skema-dele.ts';
import {
  brugervendtNoegleTekst,
  importInputType,
  laesFiltreretOutputType,
  laesInputType,
  listInputType,
  listOutputType,
  lokalUdvidelse,
  opretInputType,
  registreringType,
  retInputType,
  soegInputType,
  soegOutputType,
  soegSagDokObjektType,
  soegVirkning,
  uuidNoteInputType,
  virkning,
} from './vaerdiliste-sagdok.ts';

const VL = BESKED_NS.vaerdiliste;
const BF = BESKED_NS.beskedfordeler;

function element(navn: string, type: SimpelType | KompleksType): ElementKomponent {
  return elementOf(VL, navn, type);
}

/** An element of a type that has its name. */
function sammensat(navn: string, indhold: readonly Partikel[], udvider?: KompleksType): ElementKomponent {
  return element(navn, sekvens({ ns: VL, navn: `${navn}Type` }, indhold, udvider));
}

/** The values themselves; an Egenskab calls them Vaerdiliste, as the whole object is called. */
const vaerdiElementType = sekvens({ ns: VL, navn: 'VaerdiElementType' }, [
  lokal(VL, 'Navn', TEKST, '1'),
  lokal(VL, 'Vaerdi', TEKST, '*'),
]);

const egenskab = sammensat('Egenskab', [
  ref(brugervendtNoegleTekst, '?'),
  lokal(VL, 'Vaerdiliste', vaerdiElementType, '1'),
  ref(virkning, '1'),
]);

const attributListe = sammensat('AttributListe', [ref(egenskab, '*'), ref(lokalUdvidelse, '?')]);
const tilstandListe = sammensat('TilstandListe', [ref(lokalUdvidelse, '?')]);
const relationListe = sammensat('RelationListe', [ref(lokalUdvidelse, '?')]);
const lister = [ref(attributListe, '1'), ref(tilstandListe, '1'), ref(relationListe, '1')];

const registrering = sammensat('Registrering', lister, registreringType);
const vaerdiliste = sammensat('Vaerdiliste', [ref(registrering, '+')], sagDokObjektType);
const filtreretOejebliksbillede = sammensat('FiltreretOejebliksbillede', lister, laesFiltreretOutputType);
const laesResultat = element(
  'LaesResultat',
  valg({ ns: VL, navn: 'LaesResultatType' }, [ref(registrering, '1'), ref(filtreretOejebliksbillede, '1')]),
);

const soegEgenskab = sammensat('SoegEgenskab', [
  ref(brugervendtNoegleTekst, '?'),
  lokal(VL, 'Vaerdiliste', vaerdiElementType, '?'),
  ref(soegVirkning, '?'),
]);
const soegObjekt = sammensat(
  'SoegObjekt',
  [
    ref(sammensat('SoegAttributListe', [ref(soegEgenskab, '*'), ref(lokalUdvidelse, '?')]), '?'),
    ref(sammensat('SoegTilstandListe', [ref(lokalUdvidelse, '?')]), '?'),
    ref(sammensat('SoegRelationListe', []), '?'),
  ],
  soegSagDokObjektType,
);

const registreringOutput = sammensat('RegistreringOutput', [ref(registrering, '?')], basicOutputType);
const vaerdier = [ref(uuidIdentifikator, '1'), lokal(VL, 'Vaerdier', TEKST, '*')];

const elementer: readonly ElementKomponent[] = [
  sammensat('OpretInput', lister, opretInputType),
  sammensat('OpretOutput', [ref(vaerdiliste, '?')], basicOutputType),
  sammensat('ImportInput', [ref(vaerdiliste, '1')], importInputType),
  sammensat(
    'RetInput',
    lister.map((partikel) => ({ ...partikel, min: 0 })),
    retInputType,
  ),
  element('PassiverInput', uuidNoteInputType),
  element('SletInput', uuidNoteInputType),
  registreringOutput,
  ...['ImportOutput', 'RetOutput', 'PassiverOutput', 'SletOutput'].map((navn) =>
    element(navn, registreringOutput.type),
  ),
  element('LaesInput', laesInputType),
  sammensat('LaesOutput', [ref(laesResultat, '?')], basicOutputType),
  element('ListInput', listInputType),
  sammensat('ListOutput', [ref(laesResultat, '*')], listOutputType),
  sammensat('SoegInput', [ref(soegObjekt, '?')], soegInputType),
  element('SoegOutput', soegOutputType),
  sammensat('TilfoejVaerdierInput', vaerdier),
  sammensat('TilfoejVaerdierOutput', [], basicOutputType),
  sammensat('FjernVaerdierInput', vaerdier),
  sammensat('FjernVaerdierOutput', [], basicOutputType),
  sammensat('RegistreringBesked', [lokal(VL, 'ObjektID', unikIdType, '1'), ref(registrering, '1')]),
];

/** A message in an operation of the Beskedfordeler, and the answer. */
function medBesked(navn: string): readonly ElementKomponent[] {
  const input = sekvens({ ns: BF, navn: `${navn}InputType` }, [ref(haendelsesbesked, '1')]);
  return [elementOf(BF, `${navn}Input`, input), elementOf(BF, `${navn}Output`, basicOutputType)];
}

/** Everything that the two namespaces of the service declare. */
export const vaerdilisteElementer: readonly ElementKomponent[] = [
  ...elementer,
  ...medBesked('FlytBeskedTilFejlkoe'),
  ...medBesked('AfsendBesked'),
];
