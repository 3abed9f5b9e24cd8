/**
 * `omskriv` changes what registrations say and leaves their numbers. A change that was made from what stood there before
 * would bring back what anonymiser took out, and its number would not tell. So where a type can be rewritten the object is
 * locked before the write, and its newest registration compared with the one that the change was made from.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Parameter, Session } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import type { Skrivning } from '../store.ts';
import { navngivet } from './statement-navne.ts';

/** The types that `anonymiser` rewrites. */
const OMSKRIVES: readonly ObjektType[] = ['Person'];

const NOEGLE = 'ejer = $1::int and objekttype = $2::smallint and uuid = $3::uuid and nr = $4::int';
const LAAS = `select nr from objekt where ${NOEGLE} for update`;
const DOKUMENT = `select dokument from registrering where ${NOEGLE}`;

/** True for a change of a registration that may have been rewritten since it was read. */
export function kanVaereOmskrevet({ objekttype, forrige }: Skrivning): boolean {
  return forrige !== undefined && OMSKRIVES.includes(objekttype);
}

/** Locks the object until the transaction ends; false where it is no longer as the change was made from. */
export async function isUomskrevet(session: Session, skrivning: Skrivning): Promise<boolean> {
  const { ejer, objekttype, uuid, forventetNr, forrige } = skrivning;
  const noegle: Parameter[] = [Number(ejer), objekttypeNr(objekttype), uuid, forventetNr];
  if ((await session.query(navngivet(LAAS), noegle)).length === 0) return false;
  // A statement of its own: its snapshot is younger than the lock.
  const [row] = await session.query<[string]>(navngivet(DOKUMENT), noegle);
  return row !== undefined && isDeepStrictEqual(registreringOf(row[0]), forrige);
}
