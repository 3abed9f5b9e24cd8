/** The inputs and outputs that all services share or extend (namespace `sd`, spec sf1500 §1.3), and RequestHeader. */
import type { KompleksType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { elementOf, lokal, ref, sekvens, tekst } from './skema-dele.ts';
import {
  foersteResultatReference,
  maksimalAntalKvantitet,
  noteTekst,
  sd,
  sdElement,
  soegRegistrering,
  soegVirkning,
  standardRetur,
  standardReturType,
  tidspunktType,
  unikReturType,
  uuidIdentifikator,
} from './skema-sagdok.ts';
import { type Versionsnr, versioner } from './versioner.ts';

const uuidNote = [ref(uuidIdentifikator, '1'), ref(noteTekst, '?')];

export const uuidNoteInputType = sekvens(sd('UuidNoteInputType'), uuidNote);
export const retInputType = sekvens(sd('RetInputType'), uuidNote);
export const opretInputType = sekvens(sd('OpretInputType'), [ref(noteTekst, '?')]);

const filtre = ['VirkningFraFilter', 'VirkningTilFilter', 'RegistreringFraFilter', 'RegistreringTilFilter'].map(
  (navn) => ref(sdElement(navn, tidspunktType), '?'),
);

export const laesInputType = sekvens(sd('LaesInputType'), [ref(uuidIdentifikator, '1'), ...filtre]);
export const listInputType = sekvens(sd('ListInputType'), [ref(uuidIdentifikator, '+'), ...filtre]);

/** Whose an object is. The type is called as its element. */
export const dataEjerType = sekvens(sd('DataEjer'), [ref(sdElement('CVR', tekst({ moenster: '[0-9]{8}' })), '?')]);

const soegInputTyper = new Map<Versionsnr, KompleksType>(
  versioner.map(({ nr, hasDataEjer }) => [
    nr,
    sekvens(sd('SoegInputType'), [
      ref(foersteResultatReference, '?'),
      ref(maksimalAntalKvantitet, '?'),
      ref(soegRegistrering, '?'),
      ref(soegVirkning, '?'),
      ...(hasDataEjer ? [lokal(NS.sd, 'DataEjer', dataEjerType, '?')] : []),
    ]),
  ]),
);

/** The frame of a search in a version. */
export function soegInputType(version: Versionsnr): KompleksType {
  return soegInputTyper.get(version)!;
}

export const basicOutputType = sekvens(sd('BasicOutputType'), [ref(standardRetur, '1')]);
export const listOutputType = sekvens(sd('ListOutputType'), [ref(standardRetur, '1')]);
export const opretOutputType = sekvens(sd('OpretOutputType'), [ref(uuidIdentifikator, '?')], basicOutputType);

const idListe = sdElement('IdListe', sekvens(sd('IdListeType'), [ref(uuidIdentifikator, '*')]));

export const soegOutputType = sekvens(sd('SoegOutputType'), [ref(standardRetur, '1'), ref(idListe, '?')]);

/** The answer of the two imports: one UnikRetur for each object, or StandardRetur alone. */
export const multipleOutputType = {
  art: 'kompleks',
  navn: sd('MultipleOutputType'),
  model: 'valg',
  indhold: [lokal(NS.sd, 'UnikRetur', unikReturType, '*'), lokal(NS.sd, 'StandardRetur', standardReturType, '*')],
} as const;

const transactionUuidBasis = tekst({ navn: { ns: NS.header, navn: 'UUIDType' }, tegnMin: 1 });

/** Free text of at least one character, whatever its name says (spec sf1500 §1.1). */
const transactionUuid = elementOf(
  NS.header,
  'TransactionUUID',
  tekst({ navn: { ns: NS.header, navn: 'TransactionUUIDType' }, indsnaevrer: transactionUuidBasis, tegnMin: 1 }),
);

/** The header of every request and every answer. */
export const requestHeader = elementOf(NS.header, 'RequestHeader', {
  art: 'kompleks',
  navn: { ns: NS.header, navn: 'RequestHeaderType' },
  model: 'alle',
  indhold: [ref(transactionUuid, '1')],
});
