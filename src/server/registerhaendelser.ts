/** The register's messages as those who listen are told of them: CloudEvents, without the registration itself. */
import type { Kalder } from '../access/kalder.ts';
import type { Bedoemt } from '../beskedfordeler/adgang/aftale.ts';
import { cloudEvent } from '../beskedfordeler/org/cloud-event.ts';
import { registerbeskeder } from '../beskedfordeler/org/registerbeskeder.ts';
import { ORGVALG_STANDARD, type Orgvalg } from '../beskedfordeler/org/valg.ts';
import type { Store } from '../store/store.ts';
import { Laesere, type LaesereOptions } from './haendelser.ts';
import { Haendelseskilde } from './haendelseskilde.ts';
import { lytterkilde, type Registerside } from './lytterkilde.ts';
import type { Modtageropslag } from './modtageraftaler.ts';
import { Skrevet } from './skrevet.ts';

/** What agreements look at, and not the rest: thousands are remembered. */
function bedoemtOf(besked: Bedoemt): Bedoemt {
  const { beskedtype, tilladteModtagere, ansvarligeMyndigheder, opgaveEmner, foelsomhed, registreringer } = besked;
  const resten = { ...(foelsomhed !== undefined && { foelsomhed }) };
  return { beskedtype, tilladteModtagere, ansvarligeMyndigheder, opgaveEmner, registreringer, ...resten };
}

/** A reader of events may not have the right to see all fields of the object; what it may see, it reads. */
function registerhaendelser(
  store: Store,
  { skrivRegistrering: _uden, ...valg }: Orgvalg,
): (siden: number, antal: number) => Promise<Registerside> {
  const kilde = registerbeskeder(store, valg);
  return async (siden, antal) => {
    const { beskeder, ...side } = await kilde.efter(siden, antal);
    const haendelser = beskeder.map((besked) => ({
      position: besked.position,
      cvr: besked.ejer,
      besked: bedoemtOf(besked),
      type: besked.type,
      cloudEvent: cloudEvent(besked, valg),
    }));
    return { ...side, haendelser };
  };
}

/** What a server is told of those who listen. */
export interface Haendelsesvalg {
  /** The agreements of those who bring tokens. Absent: who brings one is told of nothing. */
  readonly modtagere?: Modtageropslag;
  /** What messages and events call things; absent: as is standard. */
  readonly orgvalg?: Orgvalg;
}

interface RegisterlaesereOptions extends Omit<LaesereOptions, 'kildeFor'>, Haendelsesvalg {
  readonly store: Store;
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
  const kildeFor = (kalder: Kalder) => lytterkilde(kilde, options.modtagere, kalder);
  return { laesere: new Laesere({ ...options, kildeFor }), skrevet };
}
