/** The criteria that filters are made of, at the point that is asked about. */
import type { Personfelt } from '../../../access/personfelter.ts';
import { FkorgError } from '../../../base/error.ts';
import type { Instant, Interval } from '../../../base/instant.ts';
import type { Opslag } from '../../../operations/opslag/opslag.ts';
import type { Kriterium, Relationskriterium } from '../../../register/soegning.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import { Feltfejl, type TilstandStatus } from '../tabel.ts';
import type { Udsyn } from './udsyn.ts';

/** What a filter over a relation finds; where that is too much it is the filter that is refused, and not the whole query. */
export async function findForFilter(
  opslag: Opslag,
  ...[ejer, objekttype, kriterier, punkt]: Parameters<Opslag['find']>
): Promise<readonly string[] | Personfelt> {
  try {
    return await opslag.find(ejer, objekttype, kriterier, punkt);
  } catch (error) {
    if (!(error instanceof FkorgError) || error.code !== 'limit-passed') throw error;
    throw new Feltfejl('ValidationError', error.message);
  }
}

/** The shortest interval that holds the instant. */
function vedInstant(virkning: Instant): Interval {
  return { fra: virkning, til: virkning + 1 };
}

function ved({ punkt }: Udsyn): Interval {
  return vedInstant(punkt.virkning);
}

/** The same criteria, asked about another instant. */
export function flyttet(kriterier: readonly Kriterium[], virkning: Instant): readonly Kriterium[] {
  return kriterier.map((kriterium) => ({ ...kriterium, virkning: vedInstant(virkning) }));
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
