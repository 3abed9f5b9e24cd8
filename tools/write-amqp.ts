/** Writes src/fronts/amqp/methods.ts, the framing of AMQP 0-9-1: `node tools/write-amqp.ts`. */
import { writeFileSync } from 'node:fs';
import { amqpTable } from './amqp-table.ts';

writeFileSync(new URL('../src/fronts/amqp/methods.ts', import.meta.url), amqpTable());
