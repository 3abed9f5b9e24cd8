/** `fkorg check`: the store held against the documents, and with --repair its search rows made anew from them. */
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf, storePlace, withStore } from '../open.ts';
import type { Progress } from '../progress.ts';
import { verifyAudit } from './audit.ts';

export const check: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const total = [...(await store.antal()).values()].reduce((sum, n) => sum + n, 0);
    const progress = progressOf(context, 'Check', 'objects');
    const onProgress = (done: number) => progress.report(done, total);
    const { findings, mended, left } = await (context.settings.repair ? repair : find)(context, store, onProgress);
    progress.end();
    const audit = await verifyAudit(context, (onAudit) => store.revision.efterproev(onAudit));
    const said = mended > 0 ? `, the search rows of ${mended} objects mended, ${left} things left as they are` : '';
    context.terminal.err(
      findings === 0 && audit === 0
        ? `Nothing is wrong in ${storePlace(context)}.\n`
        : `${findings + audit} things wrong in ${storePlace(context)}${said}.\n`,
    );
    return left + audit === 0 ? EXIT.ok : EXIT.failed;
  });

interface Counts {
  /** Things that were wrong. */
  findings: number;
  /** Objects whose search rows are right again. */
  mended: number;
  /** Things that still are wrong. */
  left: number;
}

type OnProgress = Progress['report'];

async function find({ terminal }: CommandContext, store: Store, onProgress: OnProgress): Promise<Counts> {
  let findings = 0;
  for await (const line of store.kontroller(onProgress)) {
    await terminal.out(`${line}\n`);
    findings += 1;
  }
  return { findings, mended: 0, left: findings };
}

async function repair({ terminal }: CommandContext, store: Store, onProgress: OnProgress): Promise<Counts> {
  const counts: Counts = { findings: 0, mended: 0, left: 0 };
  for await (const { linje, art } of store.reparer(onProgress)) {
    await terminal.out(`${linje}\n`);
    if (art === 'fejl' || art === 'raekke') counts.findings += 1;
    if (art === 'fejl' || art === 'efterladt') counts.left += 1;
    if (art === 'rettet') counts.mended += 1;
  }
  return counts;
}
