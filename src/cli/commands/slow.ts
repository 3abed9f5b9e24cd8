/** `fkorg slow`: the statements that took longest, their plans, and what to do about them. */
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

const SHOWN_MAX = 20;

export const slow: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const found = await store.slowest(SHOWN_MAX);
    if (found.length === 0) await context.terminal.out('No statement has been slow.\n');
    for (const [index, { text, count, worstMs, rows, at, plan, advice }] of found.entries()) {
      const lines = [
        `${index + 1}. ${Math.round(worstMs)} ms at most, ${count} times, ${Math.max(0, rows)} rows, last at ${at}`,
        ...advice.map((line) => `   -> ${line}`),
        ...text.split('\n').map((line) => `   | ${line.trim()}`),
        ...plan.map((line) => `     ${line}`),
      ];
      await context.terminal.out(`${lines.join('\n')}\n\n`);
    }
    return EXIT.ok;
  });
