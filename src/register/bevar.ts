/**
 * A `ret` by somebody who does not see all fields. Those that are hidden from it stay at every instant as they are stored,
 * whatever it sends, leaves out or ends (docs/decisions/0038). Those that its version of the contract has no words for stay
 * as well, but end with their Egenskab (docs/decisions/0043).
 */
import type { Instant } from '../base/instant.ts';
import type { ObjektTypeRaekke } from '../standard/objekttyper.ts';
import type { Egenskab, Feltvaerdi } from './model.ts';
import type { Regelbrud } from './regler/regel.ts';

interface Stykke {
  readonly ny: Egenskab | undefined;
  readonly gammel: Egenskab | undefined;
  readonly fra: Instant;
  readonly til: Instant;
}

/** What a timeline says at one instant and then at later ones, walked through once. */
function vandring(poster: readonly Egenskab[]): (instant: Instant) => Egenskab | undefined {
  let at = 0;
  return (instant) => {
    while (at < poster.length && poster[at]!.virkning.til <= instant) at++;
    const her = poster[at];
    return her && her.virkning.fra <= instant ? her : undefined;
  };
}

function isSammeFelter(a: Egenskab | undefined, b: Egenskab | undefined, felter: readonly string[]): boolean {
  return felter.every((felt) => a?.felter[felt] === b?.felter[felt]);
}

/** The time that the two timelines cover together, cut where one of them turns to something else. */
function stykkerOf(nye: readonly Egenskab[], gamle: readonly Egenskab[], felter: readonly string[]): Stykke[] {
  const ender = [...nye, ...gamle].flatMap(({ virkning }) => [virkning.fra, virkning.til]);
  const graenser = [...new Set(ender)].sort((a, b) => a - b);
  const [nyVed, gammelVed] = [vandring(nye), vandring(gamle)];
  const stykker: Stykke[] = [];
  for (const [i, fra] of graenser.slice(0, -1).entries()) {
    const stykke = { ny: nyVed(fra), gammel: gammelVed(fra), fra, til: graenser[i + 1]! };
    const foer = stykker.at(-1);
    const isFortsat =
      foer !== undefined &&
      foer.ny === stykke.ny &&
      (stykke.ny === undefined ? foer.gammel === stykke.gammel : isSammeFelter(foer.gammel, stykke.gammel, felter));
    if (isFortsat) stykker[stykker.length - 1] = { ...foer, til: stykke.til };
    else stykker.push(stykke);
  }
  return stykker;
}

/**
 * The Egenskaber after a change, with these fields as they were before it. A period in which an object would get no value
 * for a demanded one of them is a breach: the sender cannot give it.
 *
 * @param skjulte Fields that are hidden from the sender.
 * @param usagte Fields that it has no words for.
 */
export function medBevarede(
  type: ObjektTypeRaekke,
  gamle: readonly Egenskab[],
  nye: readonly Egenskab[],
  skjulte: readonly string[],
  usagte: readonly string[] = [],
): { readonly egenskaber: readonly Egenskab[] } | { readonly brud: readonly Regelbrud[] } {
  const bevarede = [...skjulte, ...usagte];
  const kraevet = type.felter.find(({ isPaakraevet, felt }) => isPaakraevet && skjulte.includes(felt.navn))?.felt.navn;
  const egenskaber: Egenskab[] = [];
  for (const { ny, gammel, fra, til } of stykkerOf(nye, gamle, bevarede)) {
    const kilde = ny ?? gammel;
    if (kilde === undefined) continue;
    if (gammel === undefined && kraevet !== undefined) {
      const forventet = 'kun perioder, hvor feltet er udfyldt i forvejen, når man ikke selv må udfylde det';
      return { brud: [{ regel: 'felt-udfyldt', sted: `AttributListe/Egenskab/${kraevet}`, forventet }] };
    }
    const felter: Record<string, Feltvaerdi> = {};
    for (const { felt } of type.felter) {
      const { navn } = felt;
      const isBevaret = ny === undefined ? skjulte.includes(navn) : bevarede.includes(navn);
      const vaerdi = (isBevaret ? gammel : ny)?.felter[navn];
      if (vaerdi !== undefined) felter[navn] = vaerdi;
    }
    if (ny || Object.keys(felter).length > 0) egenskaber.push({ virkning: { ...kilde.virkning, fra, til }, felter });
  }
  return { egenskaber };
}

/** The type as it is for one who does not see these fields: none of them is demanded. */
export function udenKrav(type: ObjektTypeRaekke, bevarede: readonly string[]): ObjektTypeRaekke {
  const felter = type.felter.map((felt) =>
    bevarede.includes(felt.felt.navn) ? { ...felt, isPaakraevet: false } : felt,
  );
  return { ...type, felter };
}
