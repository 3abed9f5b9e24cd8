/** `fkorg check`: what the store keeps beside the documents, held against the documents. */
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf, storePlace, withStore } from '../open.ts';

export const check: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const total = [...(await store.antal()).values()].reduce((sum, n) => sum + n, 0);
    const progress = progressOf(context, 'Check', 'objects');
    const lines = store.kontroller((done) => progress.report(done, total));
    let findings = 0;
    for await (const line of lines) {
      await context.terminal.out(`${line}\n`);
      findings += 1;
    }
    progress.end();
    const place = storePlace(context);
    context.terminal.err(
      findings === 0 ? `Nothing is wrong in ${place}.\n` : `${findings} things wrong in ${place}.\n`,
    );
    return findings === 0 ? EXIT.ok : EXIT.failed;
  });
