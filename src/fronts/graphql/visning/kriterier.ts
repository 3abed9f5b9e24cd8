/** The criteria that filters are made of, at the point that is asked about. */
import type { Interval } from '../../../base/instant.ts';
import type { Kriterium, Relationskriterium } from '../../../register/soegning.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import type { TilstandStatus } from '../tabel.ts';
import type { Udsyn } from './udsyn.ts';

/** The shortest interval that holds the instant. */
function ved({ punkt: { virkning } }: Udsyn): Interval {
  return { fra: virkning, til: virkning + 1 };
}

export function feltkriterium(udsyn: Udsyn, navn: string, vaerdi: string): Kriterium {
  return { art: 'felt', navn, vaerdi, virkning: ved(udsyn) };
}

export function statuskriterium(udsyn: Udsyn, status: TilstandStatus): Kriterium {
  return {
    art: 'tilstand',
    navn: 'Gyldighed',
    vaerdi: status === 'AKTIV' ? 'Aktiv' : 'Inaktiv',
    virkning: ved(udsyn),
  };
}

/** An entry of a relation; what is absent or null is not asked for. */
export function relationskriterium(
  udsyn: Udsyn,
  navn: Relationsnavn,
  { uuid, rolle }: { readonly uuid?: string; readonly rolle?: string | null | undefined },
): Relationskriterium {
  return {
    art: 'relation',
    navn,
    ...(uuid !== undefined && { reference: { uuid } }),
    ...(typeof rolle === 'string' && { rolle: { uuid: rolle } }),
    virkning: ved(udsyn),
  };
}
