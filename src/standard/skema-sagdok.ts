/**
 * The shared building blocks of namespace `sd`: identifiers, points in time, Virkning, StandardRetur, and the bases of
 * objects, registrations and relations (spec sf1500 §1.4).
 */
import { AKTOERTYPEKODER, LIVSCYKLUSKODER } from './koder.ts';
import type { ElementKomponent, KompleksType, QName, SimpelType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { elementOf, lokal, ref, sekvens, tekst, valg } from './skema-dele.ts';

/** The XSD pattern of a UUID: upper and lower case are both legal. */
export const UUID_MOENSTER = '[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}';

/** A name in `sd`. */
export function sd(navn: string): QName {
  return { ns: NS.sd, navn };
}

/** A global element in `sd`. */
export function sdElement(navn: string, type: SimpelType | KompleksType): ElementKomponent {
  return elementOf(NS.sd, navn, type);
}

export const STRING: SimpelType = tekst();
const INTEGER: SimpelType = { art: 'simpel', base: 'integer' };
const BOOLEAN: SimpelType = { art: 'simpel', base: 'boolean' };
const DATE_TIME: SimpelType = { art: 'simpel', base: 'dateTime' };

export const uuidIdentifikator = sdElement('UUIDIdentifikator', tekst({ moenster: UUID_MOENSTER }));
export const noteTekst = sdElement('NoteTekst', tekst({ tegnMax: 1024 }));
export const foersteResultatReference = sdElement('FoersteResultatReference', INTEGER);
export const maksimalAntalKvantitet = sdElement('MaksimalAntalKvantitet', INTEGER);
export const erPubliceretIndikator = sdElement('ErPubliceretIndikator', BOOLEAN);

export const unikIdType = valg(sd('UnikIdType'), [
  ref(uuidIdentifikator, '1'),
  ref(sdElement('URNIdentifikator', tekst({ tegnMax: 255 })), '1'),
]);

export const tidspunktType = valg(sd('TidspunktType'), [
  ref(sdElement('TidsstempelDatoTid', DATE_TIME), '1'),
  ref({ ...sdElement('GraenseIndikator', BOOLEAN), fast: 'true' }, '1'),
]);

export const fraTidspunkt = sdElement('FraTidspunkt', tidspunktType);
export const tilTidspunkt = sdElement('TilTidspunkt', tidspunktType);
export const brugerRef = sdElement('BrugerRef', unikIdType);
export const livscyklusKode = sdElement(
  'LivscyklusKode',
  tekst({ navn: sd('LivscyklusKodeType'), koder: LIVSCYKLUSKODER }),
);

/** VirkningType and SoegVirkningType hold the same elements. */
const virkningIndhold = [
  ref(fraTidspunkt, '?'),
  ref(tilTidspunkt, '?'),
  ref(sdElement('AktoerRef', unikIdType), '?'),
  ref(sdElement('AktoerTypeKode', tekst({ navn: sd('AktoerTypeKodeType'), koder: AKTOERTYPEKODER })), '?'),
  ref(noteTekst, '?'),
];

export const virkning = sdElement('Virkning', sekvens(sd('VirkningType'), virkningIndhold));
export const soegVirkning = sdElement('SoegVirkning', sekvens(sd('SoegVirkningType'), virkningIndhold));

export const soegRegistrering = sdElement(
  'SoegRegistrering',
  sekvens(sd('SoegRegistreringType'), [
    ref(fraTidspunkt, '?'),
    ref(tilTidspunkt, '?'),
    ref(livscyklusKode, '?'),
    ref(brugerRef, '?'),
  ]),
);

export const standardReturType = sekvens(sd('StandardReturType'), [
  ref(sdElement('StatusKode', INTEGER), '1'),
  ref(sdElement('FejlbeskedTekst', STRING), '?'),
]);

export const standardRetur = sdElement('StandardRetur', standardReturType);

export const sagDokObjektType = sekvens(sd('SagDokObjektType'), [ref(uuidIdentifikator, '1')]);

/** `Tidspunkt` is a dateTime here; the global element of that name is not (spec sf1500 §1.6 no 5). */
export const registreringType = sekvens(sd('RegistreringType'), [
  ref(noteTekst, '?'),
  lokal(NS.sd, 'Tidspunkt', DATE_TIME, '?'),
  ref(livscyklusKode, '?'),
  ref(brugerRef, '?'),
]);

export const lokalUdvidelse = sdElement('LokalUdvidelse', {
  art: 'kompleks',
  navn: sd('LokalUdvidelseType'),
  model: 'vilkaarlig',
  indhold: [],
});

/** UnikIdType followed by a Label. */
export const uuidLabelInputType = sekvens(sd('UuidLabelInputType'), [lokal(NS.sd, 'Label', STRING, '?')], unikIdType);

/** The second answer of the two imports: which object, and how it went. `Type` is a string here (spec sf1500 §1.6 no 5). */
export const unikReturType = sekvens(
  sd('UnikReturType'),
  [lokal(NS.sd, 'Type', STRING, '1'), ref(uuidIdentifikator, '1')],
  standardReturType,
);
