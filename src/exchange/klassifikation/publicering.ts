/**
 * The states to send so that an object is published as an edition says, from a day on. What lies before the day is never
 * touched; a planned state that is no longer wanted is taken back with an empty period.
 */
import { contains, type Instant, type Interval, isEmptyInterval, TIL_ALTID } from '../../base/instant.ts';
import type { Tilstand } from '../../register/model.ts';
import type { Hvem } from '../oensket.ts';

const INGEN: Interval = { fra: TIL_ALTID, til: TIL_ALTID };

/** The periods in which it is published from the day on, those that meet joined. */
function perioderEfter(tilstande: readonly Tilstand[], dag: Instant): readonly Interval[] {
  const perioder: Interval[] = [];
  for (const { vaerdi, virkning } of tilstande) {
    const del = { fra: Math.max(virkning.fra, dag), til: virkning.til };
    if (vaerdi !== 'true' || isEmptyInterval(del)) continue;
    const sidste = perioder.at(-1);
    if (sidste?.til === del.fra) perioder[perioder.length - 1] = { fra: sidste.fra, til: del.til };
    else perioder.push(del);
  }
  return perioder;
}

/** The states of an object that begins. */
export function begyndende({ fra, til }: Interval, hvem: Hvem): readonly Tilstand[] {
  const publiceret = { virkning: { fra, til: Math.max(fra, til), ...hvem }, vaerdi: 'true' };
  const derefter = { virkning: { fra: Math.max(fra, til), til: TIL_ALTID, ...hvem }, vaerdi: 'false' };
  return [publiceret, derefter].filter(({ virkning }) => !isEmptyInterval(virkning));
}

/**
 * @param oensket When it is to be published, from `dag` on; absent: never.
 * @returns `undefined` where it is so already.
 */
export function publicering(
  lagrede: readonly Tilstand[],
  dag: Instant,
  oensket: Interval = INGEN,
  hvem: Hvem,
): readonly Tilstand[] | undefined {
  const nu = perioderEfter(lagrede, dag);
  const isTom = isEmptyInterval(oensket);
  const isSamme = isTom ? nu.length === 0 : nu.length === 1 && nu[0]!.fra === oensket.fra && nu[0]!.til === oensket.til;
  if (isSamme) return undefined;
  const gaelder = lagrede.find(({ vaerdi, virkning }) => vaerdi === 'true' && contains(virkning, oensket.fra));
  const fra = isTom ? dag : (gaelder?.virkning.fra ?? oensket.fra);
  const sendte = begyndende(isTom ? { fra, til: fra } : { fra, til: oensket.til }, hvem);
  const tilbage = lagrede
    .filter(({ virkning }) => virkning.fra > fra && sendte.every((sendt) => sendt.virkning.fra !== virkning.fra))
    .map((en) => ({ ...en, virkning: { ...en.virkning, til: en.virkning.fra } }));
  return [...sendte, ...tilbage];
}
