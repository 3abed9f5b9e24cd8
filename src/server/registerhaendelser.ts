/** The register's messages as those who listen are told of them: CloudEvents, without the registration itself. */
import { cloudEvent } from '../beskedfordeler/org/cloud-event.ts';
import { registerbeskeder } from '../beskedfordeler/org/registerbeskeder.ts';
import { ORGVALG_STANDARD, type Orgvalg } from '../beskedfordeler/org/valg.ts';
import type { Stroemside } from '../fronts/rest/stroem.ts';
import type { Store } from '../store/store.ts';
import { Laesere, type LaesereOptions } from './haendelser.ts';
import { Haendelseskilde } from './haendelseskilde.ts';
import { Skrevet } from './skrevet.ts';

/** A reader of events may not have the right to see all fields of the object; what it may see, it reads. */
function registerhaendelser(
  store: Store,
  { skrivRegistrering: _uden, ...valg }: Orgvalg,
): (siden: number, antal: number) => Promise<Stroemside> {
  const kilde = registerbeskeder(store, valg);
  return async (siden, antal) => {
    const { beskeder, ...side } = await kilde.efter(siden, antal);
    const haendelser = beskeder.map((besked) => ({
      position: besked.position,
      cvr: besked.ejer,
      type: besked.type,
      cloudEvent: cloudEvent(besked, valg),
    }));
    return { ...side, haendelser };
  };
}

interface RegisterlaesereOptions extends Omit<LaesereOptions, 'kilde'> {
  readonly store: Store;
  /** What messages and events call things; absent: as is standard. */
  readonly orgvalg?: Orgvalg;
}

export interface Registerlaesere {
  readonly laesere: Laesere;
  /** Is to watch the calls. */
  readonly skrevet: Skrevet;
}

/** Those who listen to the events of a register, and what wakes them when something is written. */
export function laesereOf(options: RegisterlaesereOptions): Registerlaesere {
  const kilde = new Haendelseskilde(registerhaendelser(options.store, options.orgvalg ?? ORGVALG_STANDARD));
  const skrevet = new Skrevet();
  skrevet.lyt(() => kilde.vaek());
  return { laesere: new Laesere({ ...options, kilde }), skrevet };
}
