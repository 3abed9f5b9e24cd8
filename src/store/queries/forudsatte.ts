/**
 * What a change was decided from, besides its own object: other objects, each at a number. They are locked until the change is
 * there, so that of two changes that would each spoil what the other was decided from, one is decided again.
 */
import type { Session } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText } from '../parametre.ts';
import type { Forudsat, Skrivning } from '../store.ts';
import { navngivet } from './statement-navne.ts';

/** Locks in the order of the keys: nobody who holds one of them waits for one before it. */
const LAAS = `select o.nr from unnest($1::int[], $2::smallint[], $3::uuid[], $4::int[]) as k(ejer, objekttype, uuid, nr)
    join objekt o on o.ejer = k.ejer and o.objekttype = k.objekttype and o.uuid = k.uuid and o.nr = k.nr
  order by o.ejer, o.objekttype, o.uuid for no key update of o`;

function noegleOf({ ejer, objekttype, uuid }: Forudsat): string {
  return `${ejer} ${objekttype} ${uuid}`;
}

/** All objects that must be as they were: those that are presupposed, and those that are changed. Empty where none is presupposed. */
export function forudsatteOf(skrivninger: readonly Skrivning[]): readonly Forudsat[] {
  const forudsatte = skrivninger.flatMap((skrivning) => skrivning.forudsatte ?? []);
  if (forudsatte.length === 0) return [];
  const kendte = skrivninger.filter(({ forventetNr }) => forventetNr > 0);
  const alle = [...forudsatte, ...kendte.map(({ forventetNr: nr, ...noegle }) => ({ ...noegle, nr }))];
  const entydige = new Map(alle.map((en) => [`${noegleOf(en)} ${en.nr}`, en]));
  return [...entydige.values()];
}

/** Locks the objects until the transaction ends; false where one is no longer at its number. */
export async function laasForudsatte(session: Session, forudsatte: readonly Forudsat[]): Promise<boolean> {
  if (forudsatte.length === 0) return true;
  const laaste = await session.query(navngivet(LAAS), [
    arrayText(forudsatte.map(({ ejer }) => Number(ejer))),
    arrayText(forudsatte.map(({ objekttype }) => objekttypeNr(objekttype))),
    arrayText(forudsatte.map(({ uuid }) => uuid)),
    arrayText(forudsatte.map(({ nr }) => nr)),
  ]);
  return laaste.length === forudsatte.length;
}
