/** A token service for tests: keys of its own, agreements from a table, a clock that stands still, a memory of messages. */
import { fixedClock } from '../../src/base/clock.ts';
import type { Sts } from '../../src/fronts/sts/bevilling.ts';
import type { Aftaler } from '../../src/identity/saml/aftaler.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { lavKlient, lavPar } from '../pki/noegler.ts';
import { ORGANISATION } from './klienter.ts';

export const UDSTEDER = 'https://sts.example/runtime';
export const CVR = '11111111';
export const TILDELINGER = [
  {
    scopeCvr: CVR,
    rolle: 'rediger',
    afgraensninger: { seNavn: true, seCpr: true, anonymiser: false, fysiskslet: false },
  },
  {
    scopeCvr: '22222222',
    rolle: 'udstil',
    afgraensninger: { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false },
  },
] as const;
export const SYSTEM = { uuid: '6e5bbf77-4a3f-4f31-9a4b-0a8f6b1f4d11', navn: 'Løn' };

export interface Stsverden {
  readonly sts: Sts;
  readonly ur: ReturnType<typeof fixedClock>;
  readonly noegle: Noeglepar;
  /** Of the system that has an agreement. */
  readonly klient: Noeglepar;
  /** Of nobody. */
  readonly fremmed: Noeglepar;
  /** The messages that are remembered, and until when. */
  readonly husket: Map<string, number>;
}

/** A new one; the clock stands at the time of this process, when its keys are valid. */
export async function nySts(): Promise<Stsverden> {
  const [noegle, klient, fremmed] = await Promise.all([lavPar({ navn: 'STS' }), lavKlient(CVR, 'Løn'), lavKlient(CVR)]);
  const ur = fixedClock(Date.now());
  const husket = new Map<string, number>();
  const aftaler: Aftaler = {
    findSystem: async (sha256) => (sha256 === klient.certifikat.sha256 ? SYSTEM : undefined),
    tildelinger: async (uuid, cvr, entityId) => {
      if (entityId !== ORGANISATION) return 'ukendt-service';
      return uuid === SYSTEM.uuid && cvr === CVR ? TILDELINGER : 'ingen-aftale';
    },
  };
  const sts: Sts = {
    aftaler,
    noegler: [noegle],
    udsteder: () => UDSTEDER,
    rollevaert: 'organisation.example',
    gensyn: {
      async erNy(navn, indtil) {
        if (husket.has(navn)) return false;
        husket.set(navn, indtil);
        return true;
      },
    },
    isTlsKlientens: true,
    clock: ur,
  };
  return { sts, ur, noegle, klient, fremmed, husket };
}
