/** Items in parcels of a good size for the store, none of which names an object twice: the second must see the first. */
import { type Emne, isObjektemne, objektOf } from './emne.ts';

/** Objects in one call of the store: enough to be quick, few enough for a short transaction and little memory. */
const EMNER_PER_PARCEL = 1000;

/** @param size Items in a parcel at most. */
export async function* parceller(
  emner: AsyncIterable<Emne> | Iterable<Emne>,
  size = EMNER_PER_PARCEL,
): AsyncGenerator<readonly Emne[]> {
  let parcel: Emne[] = [];
  const noegler = new Set<string>();
  for await (const emne of emner) {
    const noegle = isObjektemne(emne) ? noegleOf(emne) : undefined;
    if (parcel.length === size || (noegle !== undefined && noegler.has(noegle))) {
      yield parcel;
      parcel = [];
      noegler.clear();
    }
    parcel.push(emne);
    if (noegle !== undefined) noegler.add(noegle);
  }
  if (parcel.length > 0) yield parcel;
}

function noegleOf(emne: Parameters<typeof objektOf>[0]): string {
  const { ejer = '', objekttype, uuid } = objektOf(emne);
  return `${ejer} ${objekttype} ${uuid}`;
}

/** The same items, each made while whoever takes them is busy with the one before. */
export async function* forud<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  // What goes wrong meanwhile is thrown when it is asked for.
  next.catch(() => undefined);
  while (true) {
    const { done, value } = await next;
    if (done) return;
    next = items.next();
    next.catch(() => undefined);
    yield value;
  }
}
