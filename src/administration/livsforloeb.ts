/**
 * The life of an agreement: requested, approved by all who must or rejected by one, ended. Pure: each function gives the
 * rows to add, or throws an `Aftalebrud` (docs/decisions/0037-administration.md).
 */
import type {
  Administrationsposter,
  Afgoerelsespost,
  Aftaleindhold,
  Aftalepost,
  Haendelse,
  Miljoe,
  Partsrolle,
} from '../store/administration/administration.ts';
import { Aftalebrud } from './aftalebrud.ts';
import { assertBegrundelse, assertIndhold, assertMyndighed, ordnet } from './indhold.ts';
import type { Aftale, Tilstand } from './model.ts';
import { isLevende, manglendeParter, type Part, parterOf, statusOf } from './status.ts';

export interface Anmodning {
  /** Of the new agreement. */
  readonly uuid: string;
  readonly systemUuid: string;
  readonly cvr: string;
  readonly miljoe: Miljoe;
  readonly indhold: Aftaleindhold;
}

type Nye = Partial<Administrationsposter>;

/** Asks for an agreement. `kendte` are the authorities of the register. */
export function anmod(
  tilstand: Tilstand,
  anmodning: Anmodning,
  kendte: ReadonlySet<string>,
  hvem: Haendelse,
): { readonly aftaler: readonly Aftalepost[] } {
  assertAnmodning(tilstand, anmodning, kendte);
  const anden = levende(tilstand, anmodning);
  if (anden) throw new Aftalebrud('aftale-findes', `The agreement ${anden.uuid} is ${statusOf(anden)}.`);
  return { aftaler: [{ ...hvem, ...anmodning, indhold: ordnet(anmodning.indhold) }] };
}

/**
 * Asks for an agreement like another one but for what is different. The other stays as it is until all have approved
 * the new one, and ends with that.
 */
export function kopier(
  tilstand: Tilstand,
  aftale: Aftale,
  uuid: string,
  indhold: Aftaleindhold,
  kendte: ReadonlySet<string>,
  hvem: Haendelse,
): { readonly aftaler: readonly Aftalepost[] } {
  if (statusOf(aftale) === 'anmodet') {
    throw new Aftalebrud('aftale-ikke-kopi', `The agreement ${aftale.uuid} is only requested.`);
  }
  const { systemUuid, cvr, miljoe } = aftale;
  const anmodning = { uuid, systemUuid, cvr, miljoe, indhold };
  assertAnmodning(tilstand, anmodning, kendte);
  const anden = levende(tilstand, anmodning, aftale.uuid);
  if (anden) throw new Aftalebrud('aftale-findes', `The agreement ${anden.uuid} is ${statusOf(anden)}.`);
  return { aftaler: [{ ...hvem, ...anmodning, indhold: ordnet(indhold), kopiAf: aftale.uuid }] };
}

/**
 * An authority approves, in each part that it has and has not decided in. With the last approval the agreement is in
 * force, and the one that it was copied from ends.
 *
 * @param som As whom alone, where the authority has two parts.
 */
export function godkend(tilstand: Tilstand, aftale: Aftale, cvr: string, hvem: Haendelse, som?: Partsrolle): Nye {
  const dele = partsdele(aftale, cvr, som);
  const nye = dele.map((part): Afgoerelsespost => ({ ...hvem, aftaleUuid: aftale.uuid, handling: 'godkend', part }));
  if (manglendeParter(aftale).length > dele.length) return { afgoerelser: nye };
  const forrige = tilstand.aftaler.find(({ uuid }) => uuid === aftale.kopiAf);
  if (!forrige || statusOf(forrige) !== 'godkendt') return { afgoerelser: nye };
  const begrundelse = `afløst af ${aftale.uuid}`;
  return { afgoerelser: [...nye, { ...hvem, aftaleUuid: forrige.uuid, handling: 'ophoer', begrundelse }] };
}

/** An authority rejects: the agreement will never be in force. */
export function afvis(aftale: Aftale, cvr: string, begrundelse: string, hvem: Haendelse, som?: Partsrolle): Nye {
  const [part] = partsdele(aftale, cvr, som);
  assertBegrundelse(begrundelse);
  return { afgoerelser: [{ ...hvem, aftaleUuid: aftale.uuid, handling: 'afvis', part: part!, begrundelse }] };
}

/** Ends an agreement that is in force, or takes a request back. It stays readable. */
export function ophoer(aftale: Aftale, begrundelse: string, hvem: Haendelse): Nye {
  if (!isLevende(aftale)) throw afgjort(aftale);
  assertBegrundelse(begrundelse);
  return { afgoerelser: [{ ...hvem, aftaleUuid: aftale.uuid, handling: 'ophoer', begrundelse }] };
}

function assertAnmodning(tilstand: Tilstand, anmodning: Anmodning, kendte: ReadonlySet<string>): void {
  const { systemUuid, cvr, miljoe, indhold } = anmodning;
  if (!tilstand.systemer.some(({ uuid }) => uuid === systemUuid)) {
    throw new Aftalebrud('system-ukendt', `No system has the UUID ${systemUuid}.`, ['system']);
  }
  assertMyndighed(cvr, kendte, ['myndighed']);
  assertIndhold(indhold, cvr, miljoe, kendte);
}

/** The agreement of the same system, authority and environment that is requested or in force, but for the one named. */
export function levende(
  { aftaler }: Tilstand,
  { systemUuid, cvr, miljoe }: Pick<Aftalepost, 'systemUuid' | 'cvr' | 'miljoe'>,
  undtagen?: string,
): Aftale | undefined {
  return aftaler.find(
    (aftale) =>
      aftale.systemUuid === systemUuid &&
      aftale.cvr === cvr &&
      aftale.miljoe === miljoe &&
      aftale.uuid !== undtagen &&
      isLevende(aftale),
  );
}

/** In which parts the authority decides now. */
function partsdele(aftale: Aftale, cvr: string, som: Partsrolle | undefined): readonly Part[] {
  if (statusOf(aftale) !== 'anmodet') throw afgjort(aftale);
  const parter = parterOf(aftale);
  const hendes = parter.filter((part) => part.cvr === cvr && (som === undefined || part.rolle === som));
  if (hendes.length === 0) {
    const alle = parter.map((part) => `${part.cvr} as ${part.rolle}`).join(', ');
    const hvem = som === undefined ? cvr : `${cvr} as ${som}`;
    throw new Aftalebrud('part-ukendt', `${hvem} does not decide on ${aftale.uuid}. These do: ${alle}.`);
  }
  const mangler = manglendeParter(aftale).filter((part) =>
    hendes.some(({ rolle }) => part.rolle === rolle && part.cvr === cvr),
  );
  if (mangler.length === 0) throw new Aftalebrud('part-afgjort', `${cvr} has approved ${aftale.uuid} already.`);
  return mangler;
}

function afgjort(aftale: Aftale): Aftalebrud {
  return new Aftalebrud('aftale-afgjort', `The agreement ${aftale.uuid} is ${statusOf(aftale)}.`);
}
