/**
 * The events that one listener is told of. With a token they are those that the agreements of its system let through, as in a
 * dueslag; they are asked with every page, because an agreement can end while somebody listens.
 */
import { type Kalder, visibleOwners } from '../access/kalder.ts';
import type { Bedoemt } from '../beskedfordeler/adgang/aftale.ts';
import { mayDeliver } from '../beskedfordeler/adgang/modtag.ts';
import type { Stroemhaendelse, Stroemkilde, Stroemside } from '../fronts/rest/stroem.ts';
import { findModtager, type Modtageropslag } from './modtageraftaler.ts';

/** An event with what decides who may be told of it. */
export interface Registerhaendelse extends Stroemhaendelse {
  /** CVR of the authority whose data it tells of. */
  readonly cvr: string;
  readonly besked: Bedoemt;
}

export interface Registerside extends Stroemside {
  readonly haendelser: readonly Registerhaendelse[];
}

/** Where the events of all come from. */
export interface Registerkilde extends Pick<Stroemkilde, 'vent'> {
  efter(siden: number): Promise<Registerside>;
}

/** @param opslag Absent: nobody has agreements, and who brings a token is told of nothing. */
export function lytterkilde(kilde: Registerkilde, opslag: Modtageropslag | undefined, kalder: Kalder): Stroemkilde {
  const vent: Stroemkilde['vent'] = (...om) => kilde.vent(...om);
  if (!kalder.identitet) {
    const ejere = new Set(visibleOwners(kalder));
    return {
      vent,
      async efter(siden) {
        const side = await kilde.efter(siden);
        return { ...side, haendelser: side.haendelser.filter(({ cvr }) => ejere.has(cvr)) };
      },
    };
  }
  return {
    vent,
    async efter(siden) {
      const side = await kilde.efter(siden);
      const modtager = opslag && (await findModtager(opslag, kalder));
      if (!modtager) return undefined;
      const { aftaler } = modtager;
      const maaFaa = ({ besked }: Registerhaendelse) => aftaler.some((aftale) => mayDeliver(besked, aftale));
      return { ...side, haendelser: side.haendelser.filter(maaFaa) };
    },
  };
}
