/**
 * A period that begins before a stored one that is already in force or past, and reaches into it, is sent together with
 * it (spec sf1500 §2.3, scenario R12). A stored one that still lies in the future is planned: it stays, and the new
 * period ends where it begins.
 */
import { type Instant, overlaps } from '../../base/instant.ts';
import type { ObjektTypeRaekke } from '../../standard/objekttyper.ts';
import type { Egenskab, Indhold, Virkning } from '../model.ts';
import type { Sendt, SendtIndhold } from '../udfyld.ts';
import { type Regelbrud, visPeriode, visTid } from './regel.ts';

interface MedVirkning {
  readonly virkning: Virkning;
}

function bagom(lagrede: readonly MedVirkning[], sendte: readonly Sendt<MedVirkning>[], now: Instant): Regelbrud[] {
  const medsendte = new Set(sendte.map(({ post }) => post.virkning.fra));
  const faste = lagrede.filter(({ virkning }) => virkning.fra <= now && !medsendte.has(virkning.fra));
  return sendte.flatMap(({ sted, post }) => {
    const senere = faste.find(({ virkning }) => virkning.fra > post.virkning.fra && overlaps(virkning, post.virkning));
    if (!senere) return [];
    return {
      regel: 'virkning-raekkefoelge',
      sted: `${sted}/Virkning`,
      vaerdi: visPeriode(post.virkning),
      forventet:
        `TilTidspunkt senest ${visTid(senere.virkning.fra)}, FraTidspunkt efter det, eller at den registrerede ` +
        `periode ${visPeriode(senere.virkning)} sendes med`,
    };
  });
}

/** The breaches of what a `ret` sends against what is stored. */
export function virkningRaekkefoelge(
  type: ObjektTypeRaekke,
  sendt: SendtIndhold,
  lagret: Indhold,
  now: Instant,
): readonly Regelbrud[] {
  return [
    ...bagom(lagret.egenskaber satisfies readonly Egenskab[], sendt.egenskaber, now),
    ...bagom(lagret.tilstande, sendt.tilstande, now),
    ...type.relationer
      .filter(({ isFler }) => !isFler)
      .flatMap(({ relation: { navn } }) => bagom(lagret.relationer[navn] ?? [], sendt.relationer.get(navn) ?? [], now)),
  ];
}
