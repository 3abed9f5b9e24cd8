/** `fkorg migrate`: opening a store migrates it, and tells how far it has come; nothing else is to be done. */
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { storePlace, withStore } from '../open.ts';

export const migrate: RunCommand = (context) =>
  withStore(context, 'made', async () => {
    await context.terminal.out(`${storePlace(context)} is in the form that this version writes.\n`);
    return EXIT.ok;
  });
