/** `fkorg demo`: the data to start with, laid in without serving. */
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { storePlace, withStore } from '../open.ts';
import { layInKorsbaek, layInMasterData } from '../starting-data.ts';

export const demo: RunCommand = (context) =>
  withStore(context, 'made', async (store) => {
    await layInMasterData(context, store);
    await layInKorsbaek(context, store);
    const antal = [...(await store.antal()).values()].reduce((sum, n) => sum + n, 0);
    await context.terminal.out(`${storePlace(context)} holds ${antal} objects.\n`);
    return EXIT.ok;
  });
