/** `fkorg audit` and `fkorg audit verify`: who asked for what, and whether that is all of it as it was written. */
import type { PlaceretRaekke } from '../../store/revision/raekke.ts';
import type { Revisionsfilter } from '../../store/revision/revisionslog.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf, storePlace, withStore } from '../open.ts';
import type { Settings } from '../settings.ts';
import { tidspunktOf } from '../tidspunkt.ts';

/** UUIDs in a line that is read by people. */
const SHOWN_UUIDS = 3;

function filterOf({ system, since, until, uuid, verb, cvr }: Settings): Revisionsfilter {
  return {
    ...(system !== undefined && { system }),
    ...(cvr !== undefined && { cvr }),
    ...(since !== undefined && { siden: tidspunktOf('since', since) }),
    ...(until !== undefined && { indtil: tidspunktOf('until', until) }),
    ...(uuid !== undefined && { uuid }),
    ...(verb !== undefined && { handling: verb }),
  };
}

function lineOf(raekke: PlaceretRaekke): string {
  const { tid, varighedUs, art, front, handling, objekttype, system, systemNavn, cvr, status, kode, uuids, antal } =
    raekke;
  const shown = uuids.slice(0, SHOWN_UUIDS);
  const more = antal > shown.length ? [`and ${antal - shown.length} more`] : [];
  return [
    new Date(tid).toISOString(),
    `${front} ${art}`,
    cvr ?? '-',
    systemNavn ?? system ?? '-',
    [handling, objekttype].filter((word) => word !== null).join(' ') || '-',
    [status, kode].filter((word) => word !== null).join(' ') || '-',
    `${(varighedUs / 1000).toFixed(1)} ms`,
    [...shown, ...more].join(' '),
  ].join('\t');
}

function jsonOf({ tid, ...resten }: PlaceretRaekke): string {
  return JSON.stringify({ tid: new Date(tid).toISOString(), ...resten });
}

export const audit: RunCommand = (context) =>
  withStore(context, 'existing', async ({ revision }) => {
    const shown = context.settings.json ? jsonOf : lineOf;
    for await (const raekke of revision.laes(filterOf(context.settings))) {
      await context.terminal.out(`${shown(raekke)}\n`);
    }
    return EXIT.ok;
  });

/** Writes what is wrong with the chains of the audit log; gives how many things that is. */
export async function verifyAudit(
  context: CommandContext,
  lines: (onProgress: (rows: number) => void) => AsyncIterable<string>,
): Promise<number> {
  const progress = progressOf(context, 'Audit log', 'rows');
  let findings = 0;
  for await (const line of lines((rows) => progress.report(rows))) {
    await context.terminal.out(`${line}\n`);
    findings += 1;
  }
  progress.end();
  return findings;
}

export const verify: RunCommand = (context) =>
  withStore(context, 'existing', async ({ revision }) => {
    const findings = await verifyAudit(context, (onProgress) => revision.efterproev(onProgress));
    const said = findings === 0 ? 'Every chain holds' : `${findings} chains do not hold`;
    context.terminal.err(`${said} in the audit log of ${storePlace(context)}.\n`);
    return findings === 0 ? EXIT.ok : EXIT.failed;
  });
