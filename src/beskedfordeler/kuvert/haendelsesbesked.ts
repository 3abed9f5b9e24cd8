/**
 * A message, read: what distribution and agreements look at, and the text and the tree it came as. Values are as they
 * were written; UUIDs are compared in lower case, and a CVR by `cvrOf`. Door file.
 */
import { parseDateTime } from '../../base/copenhagen.ts';
import type { Instant } from '../../base/instant.ts';
import { BESKED_NS } from '../../standard/besked-namespaces.ts';
import type { XmlElement } from '../../xml/parse.ts';
import type { Udstraekning } from '../../xml/udstrakt.ts';

export interface Haendelsesbesked {
  readonly beskedId: string;
  readonly beskedtype: string;
  /** The UUID of the system that answers for it. */
  readonly beskedAnsvarligAktoer?: string;
  readonly tilladteModtagere: readonly string[];
  /** Of each ObjektRegistrering that names one, in order. */
  readonly ansvarligeMyndigheder: readonly string[];
  readonly opgaveEmner: readonly string[];
  /** Sikkerhedsklassificering. */
  readonly foelsomhed?: string;
  /** How many ObjektRegistrering there are. */
  readonly registreringer: number;
  /** The element Haendelsesbesked as it was written, without what stands outside it. */
  readonly tekst: string;
  readonly rod: XmlElement;
  /** Where the elements of the envelope stand in `tekst`. */
  readonly udstraekninger: ReadonlyMap<XmlElement, Udstraekning>;
}

const NAVNERUM: ReadonlySet<string> = new Set([BESKED_NS.kuvert, BESKED_NS.sd]);

/** What is in it belongs to the sender and the receiver; the distributor never looks. */
const UINDSIGTLIG = 'Beskeddata';

/** The elements at a path of names below Haendelsesbesked. Beskeddata and extensions of other namespaces are not looked into. */
export function elementerPaa({ rod }: Pick<Haendelsesbesked, 'rod'>, sti: readonly string[]): readonly XmlElement[] {
  let her: readonly XmlElement[] = [rod];
  for (const navn of sti) {
    if (navn === UINDSIGTLIG) return [];
    her = her.flatMap(({ boern }) => boern.filter((barn) => barn.navn === navn && NAVNERUM.has(barn.ns)));
  }
  return her;
}

/**
 * The texts at a path of element names below Haendelsesbesked; every step may be there more than once, and none is no
 * value. A path to a UnikId, an Aktoer or a Tidspunkt gives what stands in its one child.
 */
export function vaerdierPaa(besked: Pick<Haendelsesbesked, 'rod'>, sti: readonly string[]): readonly string[] {
  return elementerPaa(besked, sti).flatMap((element) => {
    const [barn, ...flere] = element.boern;
    const blad = barn ?? element;
    return flere.length === 0 && blad.boern.length === 0 ? [blad.tekst.trim()] : [];
  });
}

/** The instants at a path to a Tidspunkt; what names no date (GraenseIndikator) is left out. */
export function tidspunktPaa(besked: Pick<Haendelsesbesked, 'rod'>, sti: readonly string[]): readonly Instant[] {
  const tider = vaerdierPaa(besked, [...sti, 'TidsstempelDatoTid']).map(parseDateTime);
  return tider.filter((tid) => tid !== undefined);
}

const CVR_URN = /^urn:oio:cvr(?:-nr)?:(\d{8})$/i;

/** The CVR that a URN names, in either spelling that is in use; undefined for every other text. */
export function cvrOf(urn: string): string | undefined {
  return CVR_URN.exec(urn)?.[1];
}

/** The URN of a CVR, as our own messages have it. */
export function cvrUrn(cvr: string): string {
  return `urn:oio:cvr-nr:${cvr}`;
}
