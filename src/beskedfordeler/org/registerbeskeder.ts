/** The register's own messages after a position, for those who read them at their own pace: brokers and listeners. */
import type { Store } from '../../store/store.ts';
import { kildetyper } from './afledte.ts';
import { foersteBeskeder } from './kilde.ts';
import type { Orgbesked } from './org-besked.ts';
import type { Orgvalg } from './valg.ts';

export interface Beskedside {
  /** In the order of their positions. */
  readonly beskeder: readonly Orgbesked[];
  /** Where to go on; before `siden` where no change has got that far. */
  readonly position: number;
  /** True where more is known to come after it. */
  readonly flere: boolean;
}

export interface Registerbeskeder {
  /** The messages of at most `antal` changes. */
  efter(siden: number, antal: number): Promise<Beskedside>;
}

export function registerbeskeder(store: Store, valg: Orgvalg): Registerbeskeder {
  const typer = kildetyper(valg);
  return {
    async efter(siden, antal) {
      const { haendelser, position, flere } = await store.beskeder.haendelser(siden, antal, typer);
      const { beskeder, aendringer } = await foersteBeskeder(store, haendelser, valg);
      if (aendringer === haendelser.length) return { beskeder, position, flere };
      return { beskeder, position: haendelser[aendringer - 1]!.position, flere: true };
    },
  };
}
