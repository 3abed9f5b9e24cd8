/** A small world of systems and agreements for tests: no store, only the rows that a store would keep. */
import { createHash, randomBytes } from 'node:crypto';
import type { Administrationsposter, Aftaleindhold } from '../store/administration/administration.ts';
import { type Aftale, type Tilstand, tilstandOf } from './model.ts';

export const KORSBAEK = '11111111';
export const NABO = '22222222';
export const KOMBIT = '19435075';
export const KENDTE: ReadonlySet<string> = new Set([KORSBAEK, NABO, KOMBIT]);
export const LOEN = '10000000-0000-4000-8000-000000000001';
export const VAGT = '10000000-0000-4000-8000-000000000002';
export const AFTALE = '20000000-0000-4000-8000-000000000001';
export const KOPI = '20000000-0000-4000-8000-000000000002';
export const HVEM = { tidspunkt: Date.UTC(2026, 10, 24), af: 'kommandolinje' };

export const INDHOLD: Aftaleindhold = {
  navn: 'Løn til Korsbæk',
  begrundelse: 'Løn skal vide, hvem der er ansat hvor.',
  dataejere: [],
  services: [{ service: 'organisation', roller: ['udstil'], dataafgraensninger: { senavn: ['Ja'] } }],
};
export const ANMODNING = {
  uuid: AFTALE,
  systemUuid: LOEN,
  cvr: KORSBAEK,
  miljoe: 'test' as const,
  indhold: INDHOLD,
};

/** The rows of a register that grows; `tilstand` is what they amount to. */
export class Raekker {
  readonly poster = { systemer: [], certifikater: [], aftaler: [], afgoerelser: [] } as {
    [Kind in keyof Administrationsposter]: Administrationsposter[Kind][number][];
  };

  constructor() {
    this.tilfoej({
      systemer: [
        { ...HVEM, uuid: LOEN, navn: 'Løn' },
        { ...HVEM, uuid: VAGT, navn: 'Vagt' },
      ],
    });
  }

  get tilstand(): Tilstand {
    return tilstandOf(this.poster);
  }

  aftale(uuid: string = AFTALE): Aftale {
    return this.tilstand.aftaler.find((aftale) => aftale.uuid === uuid)!;
  }

  tilfoej({ systemer = [], certifikater = [], aftaler = [], afgoerelser = [] }: Partial<Administrationsposter>): void {
    this.poster.systemer.push(...systemer);
    this.poster.certifikater.push(...certifikater);
    this.poster.aftaler.push(...aftaler);
    this.poster.afgoerelser.push(...afgoerelser);
  }
}

/** What stands for a certificate where only its hash matters. */
export function somCertifikat(): { readonly sha256: string; readonly der: Buffer } {
  const der = randomBytes(32);
  return { der, sha256: createHash('sha256').update(der).digest('hex') };
}
