/**
 * What the Beskedfordeler's messages share, in namespace `sd` and those of parties (spec neighbours §1.7). The names are
 * those of SF1500 and the types are not: identifiers are any text, and GraenseIndikator may be false.
 */
import { BESKED_NS } from './besked-namespaces.ts';
import type { SimpelType } from './komponenter.ts';
import { ref, sekvens, tekst, valg } from './skema-dele.ts';
import { sd, sdElement } from './skema-sagdok.ts';

export const TEKST: SimpelType = tekst();
export const HELTAL: SimpelType = { art: 'simpel', base: 'integer' };

export const uuidIdentifikator = sdElement('UUIDIdentifikator', TEKST);

export const unikIdType = valg(sd('UnikIdType'), [
  ref(uuidIdentifikator, '1'),
  ref(sdElement('URNIdentifikator', TEKST), '1'),
]);

export const tidspunktType = valg(sd('TidspunktType'), [
  ref(sdElement('TidsstempelDatoTid', { art: 'simpel', base: 'dateTime' }), '1'),
  ref(sdElement('GraenseIndikator', { art: 'simpel', base: 'boolean' }), '1'),
]);

export const sagDokObjektType = sekvens(sd('SagDokObjektType'), [ref(uuidIdentifikator, '1')]);
const partType = sekvens({ ns: BESKED_NS.part, navn: 'PartType' }, [], sagDokObjektType);

/** A system or a person that has done something, by UUID. */
export const aktoerType = sekvens({ ns: BESKED_NS.orgfaelles, navn: 'AktoerType' }, [], partType);

export const standardRetur = sdElement(
  'StandardRetur',
  sekvens(sd('StandardReturType'), [
    ref(sdElement('StatusKode', HELTAL), '1'),
    ref(sdElement('FejlbeskedTekst', TEKST), '?'),
  ]),
);

export const basicOutputType = sekvens(sd('BasicOutputType'), [ref(standardRetur, '1')]);
