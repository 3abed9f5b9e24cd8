/** One change of the administration: read, decide, save; where somebody else came first, once more. */
import { FkorgError } from '../base/error.ts';
import type { Administration, Administrationsposter } from '../store/administration/administration.ts';
import { Aftalebrud } from './aftalebrud.ts';
import { type Aftale, type Tilstand, tilstandOf } from './model.ts';

const TRIES_MAX = 20;

/** Saves the rows that `afgoer` gives for the state as it is, and nothing where it gives none; throws what it throws. */
export async function aendr<T extends Partial<Administrationsposter>>(
  administration: Administration,
  afgoer: (tilstand: Tilstand, poster: Administrationsposter) => T,
): Promise<T> {
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const version = await administration.version();
    const poster = await administration.hent();
    const nye = afgoer(tilstandOf(poster), poster);
    if (isTomt(nye) || (await administration.gem(nye, version))) return nye;
  }
  throw new FkorgError('busy', `The agreements were changed by others ${TRIES_MAX} times meanwhile. Try again.`);
}

function isTomt({ systemer, certifikater, aftaler, afgoerelser }: Partial<Administrationsposter>): boolean {
  return [systemer, certifikater, aftaler, afgoerelser].every((poster) => (poster?.length ?? 0) === 0);
}

/** The agreement with a UUID. */
export function findAftale({ aftaler }: Tilstand, uuid: string): Aftale {
  const aftale = aftaler.find((kendt) => kendt.uuid === uuid.toLowerCase());
  if (!aftale) throw new Aftalebrud('aftale-ukendt', `There is no agreement ${uuid.slice(0, 80)}.`);
  return aftale;
}
