/**
 * What a `ret` makes of the three lists (spec sf1500 §2.3, the recommended rule; docs/decisions/0010): what is absent or
 * empty stays; new periods are laid over timelines; the entries of a 0..n relation stand in the place of those in force.
 */
import type { Instant } from '../base/instant.ts';
import type { ObjektTypeRaekke } from '../standard/objekttyper.ts';
import type { Usagt } from '../standard/versioner.ts';
import { medBevarede, udenKrav } from './bevar.ts';
import { type Udeladte, viderefoerte } from './fler-relation.ts';
import { relationerOf } from './lagret-form.ts';
import type { Indhold, Relation, Virkning } from './model.ts';
import { adresseGentagetILagret } from './regler/adresse-gentaget.ts';
import type { Regelbrud } from './regler/regel.ts';
import { validateSendt } from './regler/sendt.ts';
import { virkningRaekkefoelge } from './regler/virkning-raekkefoelge.ts';
import { laegOver, ordnet } from './tidslinje.ts';
import type { Sendt, SendtIndhold } from './udfyld.ts';
import { medStandardroller, medUsagteRoller } from './usagte-roller.ts';

function medNye<T extends { readonly virkning: Virkning }>(
  lagrede: readonly T[],
  sendte: readonly Sendt<T>[],
): readonly T[] {
  return sendte.length === 0
    ? lagrede
    : laegOver(
        lagrede,
        sendte.map(({ post }) => post),
      );
}

/** When and by whom a change is sent. */
export interface Retgrundlag {
  /** When the sender is taken to have read what it changes: it tells what was in force then, and what is still to come. */
  readonly now: Instant;
  readonly udeladte: Udeladte;
  /** Fields that the sender does not see. */
  readonly bevarede?: readonly string[];
  /** What the sender has no words for. */
  readonly usagt?: Usagt;
}

/** The lists after the change, in stored form; or every breach. */
export function ret(
  type: ObjektTypeRaekke,
  lagret: Indhold,
  kald: SendtIndhold,
  { now, udeladte, bevarede = [], usagt }: Retgrundlag,
): { readonly indhold: Indhold } | { readonly brud: readonly Regelbrud[] } {
  const lagredeOf = (navn: string): readonly Relation[] => medStandardroller(navn, lagret.relationer[navn] ?? []);
  const sendt = medUsagteRoller(kald, lagredeOf, usagt);
  const sendteOf = (navn: string) => sendt.relationer.get(navn) ?? [];
  const baarneOf = (navn: string) =>
    viderefoerte(
      lagredeOf(navn),
      sendteOf(navn).map(({ post }) => post),
      now,
      udeladte,
    );

  const brud = [
    ...validateSendt({
      type: bevarede.length > 0 ? udenKrav(type, bevarede) : type,
      sendt,
      lagret,
      isEgenskabKraevet: false,
    }),
    ...adresseGentagetILagret(sendteOf('Adresser'), baarneOf('Adresser')),
    ...virkningRaekkefoelge(type, sendt, lagret, now),
  ];
  if (brud.length > 0) return { brud };

  const efterRet = (navn: string, isFler: boolean): readonly Relation[] => {
    const sendte = sendteOf(navn);
    if (sendte.length === 0 || !isFler) return medNye(lagredeOf(navn), sendte);
    return ordnet([...baarneOf(navn), ...sendte.map(({ post }) => post)]);
  };
  const nye = medNye(lagret.egenskaber, sendt.egenskaber);
  const usagte = usagt?.felter ?? [];
  const fulde =
    bevarede.length + usagte.length > 0 && nye !== lagret.egenskaber
      ? medBevarede(type, lagret.egenskaber, nye, bevarede, usagte)
      : { egenskaber: nye };
  if ('brud' in fulde) return fulde;
  return {
    indhold: {
      egenskaber: fulde.egenskaber,
      tilstande: medNye(lagret.tilstande, sendt.tilstande),
      relationer: relationerOf(type, efterRet),
    },
  };
}
