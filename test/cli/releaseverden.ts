/** For the tests of a release: a register with Korsbæk and an agreement that all have approved, and what is in it. */
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { anmod, godkend } from '../../src/administration/livsforloeb.ts';
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { indlaesKorsbaek, indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

export const CVR = '11111111';
const HVEM = { tidspunkt: 0, af: 'test' };

/** Opens a register in this process, for what is laid in and what is looked at. */
export async function med<T>(database: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ database, clock: systemClock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A register with Korsbæk, and an agreement with videregivelse that all have approved; gives its UUID. */
export function register(database: string): Promise<string> {
  return med(database, async (store) => {
    await indlaesSuperOrg(store, systemClock());
    await indlaesKorsbaek(store, { now: systemClock(), units: 20 });
    const uuid = newUuid();
    const systemUuid = newUuid();
    const services = ['organisation', 'klassifikation-6'].map((service) => ({
      ...{ service, roller: ['udstil'], dataafgraensninger: {} },
    }));
    const indhold = { navn: 'Plan', begrundelse: 'Vagter', dataejere: [KOMBIT_CVR], services };
    const kendte = new Set([CVR, KOMBIT_CVR]);
    await aendr(store.administration, () => ({ systemer: [{ ...HVEM, uuid: systemUuid, navn: 'Plan' }] }));
    await aendr(store.administration, (tilstand) =>
      anmod(tilstand, { uuid, systemUuid, cvr: CVR, miljoe: 'test', indhold }, kendte, HVEM),
    );
    await godkendt(store, uuid);
    return uuid;
  });
}

/** All who must approve the agreement. */
export async function godkendt(store: Store, uuid: string): Promise<void> {
  for (const cvr of [KOMBIT_CVR, CVR]) {
    await aendr(store.administration, (tilstand) => godkend(tilstand, findAftale(tilstand, uuid), cvr, HVEM));
  }
}

/** What KOMBIT's objects say, but for when it was registered and by whom. */
export async function faelles(store: Store): Promise<ReadonlyMap<string, unknown>> {
  const fundne = new Map<string, unknown>();
  for await (const { objekttype, uuid, registreringer } of store.alle({ ejer: KOMBIT_CVR })) {
    const { egenskaber, tilstande, relationer } = registreringer.at(-1)!;
    fundne.set(`${objekttype} ${uuid}`, { egenskaber, tilstande, relationer });
  }
  return fundne;
}

export async function alle<T>(items: AsyncIterable<T>): Promise<T[]> {
  const fundne: T[] = [];
  for await (const item of items) fundne.push(item);
  return fundne;
}
