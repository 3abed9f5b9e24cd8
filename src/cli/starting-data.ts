/** Lays in the data that a register starts with, and tells how far it has come. */
import { indlaesKorsbaek, indlaesSuperOrg } from '../data/indlaes.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { progressOf } from './open.ts';

/** The shared master data, once. */
export async function layInMasterData(context: CommandContext, store: Store): Promise<void> {
  const progress = progressOf(context, 'Master data', 'objects');
  const { objekter } = await indlaesSuperOrg(store, context.clock());
  progress.report(objekter, objekter);
  progress.end();
}

/** Korsbæk Kommune, once. Says it where the store has another one than the settings ask for. */
export async function layInKorsbaek(context: CommandContext, store: Store): Promise<void> {
  const { settings, clock, terminal } = context;
  const progress = progressOf(context, 'Korsbæk', 'units');
  const wanted = { units: settings['demo-size'], seed: settings['demo-seed'] };
  const laidIn = await indlaesKorsbaek(store, { ...wanted, now: clock(), onProgress: progress.report });
  progress.end();
  if (laidIn.isNy) terminal.err(`Korsbæk Kommune: ${laidIn.objekter} objects laid in.\n`);
  if (laidIn.units !== wanted.units || laidIn.seed !== wanted.seed) {
    terminal.err(
      `The store has a Korsbæk of units=${laidIn.units} from seed ${laidIn.seed} already; it is left as it is. ` +
        'Another one needs a data folder of its own (--data).\n',
    );
  }
}
