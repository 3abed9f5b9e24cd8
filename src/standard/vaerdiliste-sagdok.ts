/**
 * The frames of the operations on value lists, in namespace `sd` as the Beskedfordeler has it (spec neighbours §1.6): the names
 * of SF1500 with other types, a life cycle with one code more, and a Virkning that must say who.
 */
import {
  HELTAL,
  sagDokObjektType,
  standardRetur,
  TEKST,
  tidspunktType,
  unikIdType,
  uuidIdentifikator,
} from './besked-sagdok.ts';
import { AKTOERTYPEKODER } from './koder.ts';
import type { Partikel } from './komponenter.ts';
import { type Antal, ref, sekvens, tekst } from './skema-dele.ts';
import { sd, sdElement } from './skema-sagdok.ts';
import { VAERDILISTEKODER } from './vaerdiliste-koder.ts';

const noteTekst = sdElement('NoteTekst', TEKST);
const fraTidspunkt = sdElement('FraTidspunkt', tidspunktType);
const livscyklusKode = sdElement('LivscyklusKode', tekst({ navn: sd('LivscyklusKodeType'), koder: VAERDILISTEKODER }));
const brugerRef = sdElement('BrugerRef', unikIdType);
const uuidNote = [ref(uuidIdentifikator, '1'), ref(noteTekst, '?')];

export const brugervendtNoegleTekst = sdElement('BrugervendtNoegleTekst', TEKST);
export const lokalUdvidelse = sdElement('LokalUdvidelse', {
  art: 'kompleks',
  navn: sd('LokalUdvidelseType'),
  model: 'vilkaarlig',
  indhold: [],
});

export const registreringType = sekvens(sd('RegistreringType'), [
  ref(fraTidspunkt, '1'),
  ref(livscyklusKode, '1'),
  ref(brugerRef, '?'),
]);

const tilTidspunkt = sdElement('TilTidspunkt', tidspunktType);
const aktoerRef = sdElement('AktoerRef', unikIdType);
const aktoerTypeKode = sdElement('AktoerTypeKode', tekst({ navn: sd('AktoerTypeKodeType'), koder: AKTOERTYPEKODER }));

/** @param hvem How often it says who. */
function virkningIndhold(hvem: Antal): readonly Partikel[] {
  return [
    ref(fraTidspunkt, '?'),
    ref(tilTidspunkt, '?'),
    ref(aktoerRef, hvem),
    ref(aktoerTypeKode, hvem),
    ref(noteTekst, '?'),
  ];
}

export const virkning = sdElement('Virkning', sekvens(sd('VirkningType'), virkningIndhold('1')));
export const soegVirkning = sdElement('SoegVirkning', sekvens(sd('SoegVirkningType'), virkningIndhold('?')));

const soegRegistrering = sdElement(
  'SoegRegistrering',
  sekvens(sd('SoegRegistreringType'), [ref(fraTidspunkt, '?'), ref(livscyklusKode, '?'), ref(brugerRef, '?')]),
);

export const soegSagDokObjektType = sekvens(sd('SoegSagDokObjektType'), [
  ref(uuidIdentifikator, '?'),
  ref(soegRegistrering, '?'),
  ref(soegVirkning, '?'),
]);

export const uuidNoteInputType = sekvens(sd('UuidNoteInputType'), uuidNote);
export const opretInputType = sekvens(sd('OpretInputType'), [ref(noteTekst, '?')]);
export const importInputType = sekvens(sd('ImportInputType'), [ref(noteTekst, '?')]);
export const retInputType = sekvens(sd('RetInputType'), uuidNote);

const filtre = ['VirkningFraFilter', 'VirkningTilFilter', 'RegistreringFraFilter', 'RegistreringTilFilter'].map(
  (navn) => ref(sdElement(navn, tidspunktType), '?'),
);

export const laesInputType = sekvens(sd('LaesInputType'), [ref(uuidIdentifikator, '1'), ...filtre]);
export const listInputType = sekvens(sd('ListInputType'), [ref(uuidIdentifikator, '+'), ...filtre]);
export const soegInputType = sekvens(sd('SoegInputType'), [
  ref(sdElement('FoersteResultatReference', HELTAL), '?'),
  ref(sdElement('MaksimalAntalKvantitet', HELTAL), '?'),
]);

export const laesFiltreretOutputType = sekvens(sd('LaesFiltreretOutputType'), [], sagDokObjektType);
export const listOutputType = sekvens(sd('ListOutputType'), [ref(standardRetur, '1')]);
const idListe = sdElement('IdListe', sekvens(sd('IdListeType'), [ref(uuidIdentifikator, '*')]));
export const soegOutputType = sekvens(sd('SoegOutputType'), [ref(standardRetur, '1'), ref(idListe, '?')]);
