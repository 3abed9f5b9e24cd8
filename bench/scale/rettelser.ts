/** What the 300th `ret` of an object costs, to the first: whole operations, from the decision to the commit. */

import { ALT } from '../../src/access/rettigheder.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { run } from '../../src/operations/run.ts';
import { type Cast, median } from '../cpu.ts';
import { EJER, enhedsPakke, ORGANISATION } from './kommune.ts';
import { cpuUs, type Maaling } from './maal.ts';
import type { Register } from './register.ts';

const OBJECTS = 40;
const RETS = 300;
/** Rets of each object that are measured together, first and last. */
const BATCH = 10;
const DAY_MS = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 1);

/** @param hasNyPeriode True: each ret begins a day later, so that the document grows by a period each time. */
async function maal(cast: Cast, { store }: Register, hasNyPeriode: boolean): Promise<number[]> {
  console.error(`measuring ${RETS} rets of ${OBJECTS} units ...`);
  const uuids = Array.from({ length: OBJECTS }, newUuid);
  const [enhed] = enhedsPakke(1, ['OrganisationEnhed']);
  const nye = enhed!.nye.slice(0, 1);
  await store.gem(uuids.map((uuid) => ({ ...enhed!, uuid, nye })));
  const kalder = { cvr: EJER, organisationUuid: ORGANISATION, brugerRef: { uuid: ORGANISATION }, rettigheder: ALT };
  let ret = 0;
  let nr = 0;
  const rettelse = async () => {
    const now = BEGIN + ret * DAY_MS;
    const egenskab = {
      virkning: { fra: hasNyPeriode ? now : BEGIN },
      felter: { BrugervendtNoegleTekst: '1', EnhedNavn: ret % 2 === 0 ? 'Nord' : `Syd ${ret}` },
    };
    const kontekst = { store, clock: () => now, limits: DEFAULT_LIMITS, udeladte: 'fjernes' as const, kalder };
    const { status, brud } = await run(kontekst, {
      verbum: 'ret',
      objekttype: 'OrganisationEnhed',
      uuid: uuids[nr]!,
      aendring: { egenskaber: [egenskab] },
    });
    if (status !== 20) throw new Error(`ret ${ret}: ${status} ${JSON.stringify(brud)}`);
    nr += 1;
    if (nr === OBJECTS) [nr, ret] = [0, ret + 1];
  };
  const us: number[] = [];
  while (ret < RETS) us.push(await cpuUs(cast, OBJECTS, rettelse));
  return us;
}

/** The first rets warm the code up, so the first batch begins after them. */
function forhold(navn: string, us: readonly number[]): Maaling {
  return { navn, us: median(us.slice(-BATCH)), gulvUs: median(us.slice(BATCH, 2 * BATCH)) };
}

export async function maalRettelser(cast: Cast, register: Register): Promise<Maaling[]> {
  const samme = forhold(`ret no ${RETS} of one object, to the first`, await maal(cast, register, false));
  const nye = forhold(`the same, where each begins a new period`, await maal(cast, register, true));
  return [{ ...samme, hoejst: 1.5 }, nye];
}
