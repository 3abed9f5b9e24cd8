/** Bytes to a message, within limits: no document type, not too much of anything, and by the schema of the envelope. */
import { type Brud, charsOf, shownValue } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import type { Limits } from '../../base/limits.ts';
import { haendelsesbesked } from '../../standard/besked-kuvert.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import type { RegelId } from '../../standard/regler.ts';
import { textOf, type XmlLimits, xmlLimitsOf } from '../../xml/parse.ts';
import { parseUdstrakt, type UdstraktDokument } from '../../xml/udstrakt.ts';
import { beskedskema } from './dommer.ts';
import { elementerPaa, type Haendelsesbesked, vaerdierPaa } from './haendelsesbesked.ts';

export interface Beskedgraenser extends XmlLimits {
  readonly bytesMax: number;
}

/** The limits of messages of at most `bytesMax` bytes, from the settings. */
export function beskedgraenserOf(limits: Limits, bytesMax: number): Beskedgraenser {
  return { bytesMax, ...xmlLimitsOf(limits, bytesMax) };
}

const ID_TEGN_MAX = 255;

/** Haendelsesbesked, Beskedkuvert, Leveranceinformation, Leveranceruter: what is put in stands in the last of them. */
const DYBDE = 4;

const FILTRERINGSDATA = ['Beskedkuvert', 'Filtreringsdata'];
const REGISTRERING = [...FILTRERINGSDATA, 'ObjektRegistrering'];

/** Offsets into the element of the root alone, for those into the whole text. */
function flyttet(udstraekninger: UdstraktDokument['udstraekninger'], frem: number): UdstraktDokument['udstraekninger'] {
  if (frem === 0) return udstraekninger;
  const nye = [...udstraekninger].map(
    ([element, { fra, indreFra, indreTil, til }]) =>
      [element, { fra: fra - frem, indreFra: indreFra - frem, indreTil: indreTil - frem, til: til - frem }] as const,
  );
  return new Map(nye);
}

/** What the tree of a message says, without a question whether it is one. */
function beskedOf(dokument: string, { rod, udstraekninger }: UdstraktDokument): Haendelsesbesked {
  const paa = (sti: readonly string[]) => vaerdierPaa({ rod }, sti);
  const [foelsomhed] = paa(['Beskedkuvert', 'Leveranceinformation', 'Sikkerhedsklassificering']);
  const [beskedAnsvarligAktoer] = paa([...FILTRERINGSDATA, 'BeskedAnsvarligAktoer']);
  const { fra, til } = udstraekninger.get(rod)!;
  return {
    beskedId: paa(['BeskedId'])[0] ?? '',
    beskedtype: paa([...FILTRERINGSDATA, 'Beskedtype'])[0] ?? '',
    ...(beskedAnsvarligAktoer !== undefined && { beskedAnsvarligAktoer }),
    tilladteModtagere: paa([...FILTRERINGSDATA, 'TilladtModtager']),
    ansvarligeMyndigheder: paa([...REGISTRERING, 'ObjektAnsvarligMyndighed']),
    opgaveEmner: paa([...REGISTRERING, 'OpgaveEmne']),
    ...(foelsomhed !== undefined && { foelsomhed }),
    registreringer: elementerPaa({ rod }, REGISTRERING).length,
    tekst: dokument.slice(fra, til),
    rod,
    udstraekninger: flyttet(udstraekninger, fra),
  };
}

/** What has been judged before is as long and as deep as it is. */
const UDEN_GRAENSER = { depthMax: 1000, elementsMax: Number.POSITIVE_INFINITY, attributesMax: 1000 };

/** Reads a text that has been judged before: one that we wrote, or that was read and kept. */
export function genlaesHaendelsesbesked(tekst: string): Haendelsesbesked {
  return beskedOf(tekst, parseUdstrakt(tekst, UDEN_GRAENSER, DYBDE));
}

/** By the schema they may be empty or of any length; but receivers know a message again by the one, and by the other what it is. */
function identifikatorbrud({ beskedId, beskedtype }: Haendelsesbesked): readonly Brud<RegelId>[] {
  const felter: readonly [sted: string, vaerdi: string][] = [
    ['Haendelsesbesked/BeskedId', beskedId],
    ['Haendelsesbesked/Beskedkuvert/Filtreringsdata/Beskedtype', beskedtype],
  ];
  return felter.flatMap(([sted, vaerdi]) => {
    if (vaerdi !== '' && charsOf(vaerdi) <= ID_TEGN_MAX) return [];
    return [{ regel: 'vaerdi-tegn', sted, vaerdi: shownValue(vaerdi), forventet: `1 til ${ID_TEGN_MAX} tegn` }];
  });
}

/** Reads and judges a message. Throws FkorgError: `malformed-request` or `limit-passed`, with the place and the rule. */
export function laesHaendelsesbesked(bytes: Uint8Array, graenser: Beskedgraenser): Haendelsesbesked {
  const { bytesMax } = graenser;
  if (bytes.length > bytesMax) {
    throw new FkorgError('limit-passed', `Beskeden afvises: den fylder ${bytes.length} bytes; højst ${bytesMax}`);
  }
  const tekst = textOf(bytes);
  const dokument = parseUdstrakt(tekst, graenser, DYBDE);
  const brud = beskedskema().valider(bytes, dokument, haendelsesbesked);
  if (brud.length > 0) throw new FkorgError('malformed-request', `Beskeden afvises: ${brudTekst(brud)}`);
  const besked = beskedOf(tekst, dokument);
  const mangler = identifikatorbrud(besked);
  if (mangler.length > 0) throw new FkorgError('malformed-request', `Beskeden afvises: ${brudTekst(mangler)}`);
  return besked;
}
