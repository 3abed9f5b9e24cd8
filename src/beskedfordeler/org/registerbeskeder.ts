/** The register's own messages after a position, for those who read them at their own pace: brokers and listeners. */
import type { Store } from '../../store/store.ts';
import { kildetyper, orgBeskeder } from './afledte.ts';
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
      const beskeder: Orgbesked[] = [];
      for (const haendelse of haendelser) beskeder.push(...(await orgBeskeder(store, haendelse, valg)).beskeder);
      return { beskeder, position, flere };
    },
  };
}
