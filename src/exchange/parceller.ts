/** Items in parcels of a good size for the store, none of which names an object twice: the second must see the first. */
import { type Emne, isObjektemne, objektOf } from './emne.ts';

/** Objects in one call of the store: enough to be quick, few enough for a short transaction and little memory. */
const EMNER_PER_PARCEL = 1000;

/** Characters in a parcel, but for the item that passes them: objects with long histories come in smaller parcels. */
const TEGN_PER_PARCEL = 4_000_000;

export async function* parceller(emner: AsyncIterable<Emne> | Iterable<Emne>): AsyncGenerator<readonly Emne[]> {
  let parcel: Emne[] = [];
  let tegn = 0;
  const noegler = new Set<string>();
  for await (const emne of emner) {
    const noegle = isObjektemne(emne) ? noegleOf(emne) : undefined;
    const isFuld = parcel.length === EMNER_PER_PARCEL || tegn >= TEGN_PER_PARCEL;
    if (isFuld || (noegle !== undefined && noegler.has(noegle))) {
      yield parcel;
      parcel = [];
      tegn = 0;
      noegler.clear();
    }
    parcel.push(emne);
    tegn += emne.tegn ?? 0;
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
