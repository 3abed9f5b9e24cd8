/**
 * Work on one object waits its turn. The store lets the first of several writers through and has the others decide
 * again; where they come together to one server it is cheaper, and fairer, not to start until the one before is done.
 */
import type { Store } from '../store/store.ts';

/** By store and object: what the next in the queue waits for. Only objects that are worked on are in it. */
const koeer = new WeakMap<Store, Map<string, Promise<void>>>();

/** Does the work when all earlier work under the same key is done, however that ended. */
export async function efterTur<T>(store: Store, noegle: string, arbejde: () => Promise<T>): Promise<T> {
  const koe = koeer.get(store) ?? new Map<string, Promise<void>>();
  koeer.set(store, koe);
  const foran = koe.get(noegle);
  const { promise: faerdig, resolve } = Promise.withResolvers<void>();
  koe.set(noegle, faerdig);
  try {
    await foran;
    return await arbejde();
  } finally {
    resolve();
    if (koe.get(noegle) === faerdig) koe.delete(noegle);
  }
}
