/** A message of our own as text: the fields that the register fills (spec neighbours §1.9), in the order of the schema. */
import { type Instant, isCalendarInstant } from '../../base/instant.ts';
import { felt, RUM, tidspunkt, unikId } from './skriveord.ts';

/** Identifiers are UUIDs or URNs; those of systems are UUIDs. */
export interface NyBesked {
  readonly beskedId: string;
  readonly beskedtype: string;
  /** The system that answers for the message, which is also its Kildesystem. */
  readonly anvendersystem: string;
  readonly tilladteModtagere: readonly string[];
  readonly relaterede: readonly RelateretObjekt[];
  readonly registrering: NyRegistrering;
  readonly dannet: Instant;
  readonly foelsomhed: string;
  /** Left out where it has no date. */
  readonly gyldighedFra?: Instant;
  /** One element, as XML that declares its own namespaces. */
  readonly beskeddata?: string;
}

export interface RelateretObjekt {
  readonly id: string;
  readonly type: string;
}

export interface NyRegistrering {
  readonly id: string;
  /** The UUID of who registered, where that is known by one. */
  readonly aktoer?: string;
  readonly tidspunkt: Instant;
  readonly myndighed: string;
  readonly objektId: string;
  readonly objekttype: string;
  readonly handling: string;
}

function registrering(ny: NyRegistrering): string {
  return felt(
    'ObjektRegistrering',
    [
      felt('ObjektRegistreringId', unikId(ny.id)),
      ny.aktoer === undefined ? '' : felt('RegistreringsAktoer', unikId(ny.aktoer)),
      felt('Registreringstidspunkt', tidspunkt(ny.tidspunkt)),
      felt('ObjektAnsvarligMyndighed', unikId(ny.myndighed)),
      felt('ObjektId', unikId(ny.objektId)),
      felt('ObjektType', unikId(ny.objekttype)),
      felt('ObjektHandling', unikId(ny.handling)),
    ].join(''),
  );
}

function filtreringsdata(ny: NyBesked): string {
  const relateret = ({ id, type }: RelateretObjekt) =>
    felt('RelateretObjekt', felt('ObjektId', unikId(id)) + felt('ObjektType', unikId(type)));
  return felt(
    'Filtreringsdata',
    [
      felt('Beskedtype', unikId(ny.beskedtype)),
      felt('BeskedAnsvarligAktoer', unikId(ny.anvendersystem)),
      ...ny.tilladteModtagere.map((modtager) => felt('TilladtModtager', unikId(modtager))),
      ...ny.relaterede.map(relateret),
      registrering(ny.registrering),
    ].join(''),
  );
}

/** The element Haendelsesbesked, without an XML declaration. */
export function skrivHaendelsesbesked(ny: NyBesked): string {
  const { gyldighedFra, beskeddata } = ny;
  const information = [
    felt('Dannelsestidspunkt', tidspunkt(ny.dannet)),
    felt('Kildesystem', unikId(ny.anvendersystem)),
    felt('Sikkerhedsklassificering', unikId(ny.foelsomhed)),
  ];
  const hasStart = gyldighedFra !== undefined && isCalendarInstant(gyldighedFra);
  const kuvert = [
    filtreringsdata(ny),
    felt('Leveranceinformation', information.join('')),
    hasStart ? felt('GyldighedFra', tidspunkt(gyldighedFra)) : '',
  ];
  const dele = [
    felt('BeskedId', unikId(ny.beskedId)),
    felt('BeskedVersion', '1.0'),
    felt('Beskedkuvert', kuvert.join('')),
    beskeddata === undefined ? '' : felt('Beskeddata', beskeddata),
  ];
  return felt('Haendelsesbesked', dele.join(''), RUM);
}
