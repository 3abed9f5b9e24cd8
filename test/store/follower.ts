/**
 * Follows the change feed of a store as a process of its own, from the start until it has seen a number of changes or its
 * time is up, and prints each: position, owner, UUID and registration time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import { clock } from './verden.ts';

const [, , database, ejere, antal, tidMs] = process.argv;
const store = await openStore({ database: database!, clock });
const until = performance.now() + Number(tidMs);
process.stdout.write('ready\n');
let siden = 0;
for (let seen = 0; seen < Number(antal) && performance.now() < until; ) {
  const side = await store.aendringer(ejere!.split(','), siden, 17);
  for (const { position, ejer, uuid, tidspunkt } of side.aendringer) {
    process.stdout.write(`${position} ${ejer} ${uuid} ${tidspunkt}\n`);
  }
  seen += side.aendringer.length;
  siden = side.position;
  if (!side.flere) await sleep(5);
}
await store.close();
