/** How long it takes to give an authority partitions, and how long others wait meanwhile, on a register in use. */
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import type { PartitionMade } from '../../src/store/store.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { EJER, enhedsPakke, OBJECTS_PER_UNIT } from './kommune.ts';

const ANDEN = '29189978';
const UNITS_PER_WRITE = 200;

export interface PartitionCost extends PartitionMade {
  readonly objects: number;
  /** The longest read and the longest write of another authority meanwhile, milliseconds. */
  readonly longestReadMs: number;
  readonly longestWriteMs: number;
}

/** Moves a municipality of so many units while another authority reads and writes. */
export async function benchPartition(units: number): Promise<PartitionCost> {
  await using postgres = await startPostgres();
  const store = await openStore({ database: postgres.url, clock: systemClock });
  for (let nr = 0; nr < units; nr += UNITS_PER_WRITE) {
    const length = Math.min(UNITS_PER_WRITE, units - nr);
    const parcel = Array.from({ length }, (_, n) => enhedsPakke(nr + n)).flat();
    if (!(await store.gem(parcel))) throw new Error('the store refused new objects');
  }
  let isOver = false;
  const longest = async (work: () => Promise<unknown>) => {
    let most = 0;
    while (!isOver) {
      const startedMs = performance.now();
      await work();
      most = Math.max(most, performance.now() - startedMs);
    }
    return most;
  };
  const reads = longest(() => store.hent([ANDEN], 'Bruger', [newUuid()], 'nuvaerende'));
  const [skabelon] = enhedsPakke(0, ['Adresse']);
  const writes = longest(() => store.gem([{ ...skabelon!, ejer: ANDEN, uuid: newUuid() }]));
  try {
    const made = await store.makePartition(EJER);
    isOver = true;
    const [longestReadMs, longestWriteMs] = await Promise.all([reads, writes]);
    return { ...made, objects: units * OBJECTS_PER_UNIT, longestReadMs, longestWriteMs };
  } finally {
    isOver = true;
    await Promise.allSettled([reads, writes]);
    await store.close();
  }
}
