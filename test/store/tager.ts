/** Takes messages in a store in a folder, says so, and is killed at once. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { clock } from './verden.ts';

const [, , folder, ...noegler] = process.argv;
const { gensyn } = await openStore({ database: folder!, clock });
for (const noegle of noegler) writeSync(1, `${await gensyn.erNy(noegle, clock() + 600_000)}\n`);
process.kill(process.pid, 'SIGKILL');
