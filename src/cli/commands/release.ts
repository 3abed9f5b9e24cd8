/** `fkorg release erase-and-reload`: all data go, the common data come; told first, then in the test environment, then in production. */
import { writeFileSync } from 'node:fs';
import { aendr } from '../../administration/aendring.ts';
import { genanmod } from '../../administration/genanmod.ts';
import { FkorgError } from '../../base/error.ts';
import { newUuid } from '../../base/uuid.ts';
import type { Releaseslip } from '../../exchange/release/slip.ts';
import { afslutRelease, udfoerRelease } from '../../exchange/release/udfoer.ts';
import { tagBackup } from '../../store/kopi/tag.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isSammeFil } from '../fil.ts';
import { progressOf, withStore } from '../open.ts';
import { laegReleaseplan, planlinjer, type Releaseplan, registernavn } from '../releaseplan.ts';
import { packageVersion } from '../version.ts';
import { assertFolder } from './backup.ts';

/** What the connections of this release are called: those of servers and of other releases have another name, and so can be seen. */
const FORBINDELSE = { navn: `fkorg release ${newUuid()}` };

export const eraseAndReload: RunCommand = async (context) => {
  const { settings, terminal } = context;
  await assertRapport(context);
  if (!settings['dry-run']) assertSagt(context);
  const plan = await withStore(context, 'existing', (store) => laegReleaseplan(context, store), FORBINDELSE);
  for (const linje of planlinjer(plan)) await terminal.out(`${linje}\n`);
  if (settings['dry-run']) {
    if (settings.report !== undefined) skrivSlip(settings.report, plan.slip);
    await terminal.out('Dry run, nothing is changed.\n');
    return plan.uenigheder && plan.uenigheder.length > 0 ? EXIT.failed : EXIT.ok;
  }
  assertMaa(context, plan);
  // Where the report cannot be written, that is known before anything goes.
  skrivSlip(settings.report!, plan.slip);
  if (plan.begyndt === undefined) await sikr(context);
  const slip = await withStore(context, 'existing', (store) => udfoer(context, store), FORBINDELSE);
  return afslutning(context, slip);
};

function kraev(er: boolean, hvad: string): void {
  if (!er) throw new FkorgError('bad-setting', `Nothing is changed: ${hvad}`);
}

/** The report is written over none of the files that are read. Throws `bad-setting`. */
async function assertRapport({ settings: { report, after, from } }: CommandContext): Promise<void> {
  if (report === undefined) return;
  const laeste = [
    ['the report of the test stage', after],
    ['the file of the common data', from],
  ] as const;
  for (const [hvad, fil] of laeste) {
    kraev(fil === undefined || !(await isSammeFil(fil, report)), `--report is ${report}, ${hvad}.`);
  }
}

/** What must be said before data go, whatever they are. Throws `bad-setting`. */
function assertSagt(context: CommandContext): void {
  const { environment, origins, report, confirm, after } = context.settings;
  kraev(origins.environment !== 'standard', '--environment must say whether this is test or produktion.');
  if (environment === 'produktion') {
    kraev(after !== undefined, '--after must name the report of the same release in a test environment.');
  }
  kraev(report !== undefined, '--report must name a file for the report; production asks for it.');
  kraev(confirm === registernavn(context), `--confirm must name the register: ${registernavn(context)}.`);
  // A variable of the environment or of a file would confirm every release to come.
  kraev(origins.confirm === 'flag', '--confirm must stand on the command line.');
}

/** What must be so of the plan. Throws `bad-setting`. */
function assertMaa({ settings }: CommandContext, { begyndt, slip, uenigheder = [] }: Releaseplan): void {
  // All has been done, and the data of today are not what it was made of: only its report is written.
  if (begyndt?.isUdfoert) return;
  const { environment, backup, after } = settings;
  if (environment === 'produktion') kraev(uenigheder.length === 0, `${after} does not fit: ${uenigheder.join('; ')}.`);
  if (begyndt === undefined) {
    const uden = 'or none where there is one already (PostgreSQL: docs/guides/backup.md)';
    kraev(backup !== undefined, `--backup must name a file for a backup, ${uden}.`);
    return;
  }
  const isSamme = begyndt.indhold.sha256 === slip.indhold.sha256 && begyndt.miljoe === environment;
  const deres = `${begyndt.miljoe}, with the common data of sha256 ${begyndt.indhold.sha256}`;
  kraev(isSamme, `the release that began ${begyndt.begyndt} is for ${deres}; go on with those.`);
}

/** The backup comes first; whoever has one says none. */
async function sikr(context: CommandContext): Promise<void> {
  const { settings, clock, terminal } = context;
  const { backup: fil, data } = settings;
  if (fil === undefined || fil === 'none') return;
  assertFolder(context);
  await tagBackup({ data, fil, clock, version: packageVersion() });
  terminal.err(`The register as it was is in ${fil}.\n`);
}

async function udfoer(context: CommandContext, store: Store): Promise<Releaseslip> {
  const { settings, clock } = context;
  const plan = await laegReleaseplan(context, store);
  assertMaa(context, plan);
  const hvem = () => ({ tidspunkt: clock(), af: settings.by });
  const begrundelse = `data slettet og genindlæst (${plan.slip.begyndt})`;
  const progress = progressOf(context, 'Release', 'owners');
  if (!plan.begyndt?.isUdfoert) {
    context.terminal.err('Data are being erased. A run that is cut off goes on when it is begun again.\n');
  }
  const slip = await udfoerRelease({
    store,
    clock,
    indhold: plan.indhold,
    slip: plan.slip,
    aftaler: async (del) => {
      const nye = await aendr(del.administration, (tilstand) =>
        genanmod(tilstand, settings.environment, begrundelse, hvem(), newUuid),
      );
      return {
        ophoert: nye.afgoerelser.map(({ aftaleUuid }) => aftaleUuid),
        anmodet: nye.aftaler.map(({ uuid }) => uuid),
      };
    },
    onProgress: progress.report,
  });
  progress.end();
  skrivSlip(settings.report!, slip);
  await afslutRelease(store);
  return slip;
}

async function afslutning({ terminal, settings }: CommandContext, slip: Releaseslip): Promise<ExitCode> {
  const { genlaest, indhold, aftaler } = slip;
  const ejere = Object.keys(slip.efter ?? {});
  await terminal.out(
    `Done: the register holds data of ${ejere.join(', ')} alone. ${aftaler.ophoert.length} agreements ended, ` +
      `${aftaler.anmodet.length} wait for approval. The report is in ${settings.report}.\n`,
  );
  if (genlaest?.sha256 === indhold.sha256) return EXIT.ok;
  terminal.err(`What was read again (sha256 ${genlaest?.sha256}) is not what was to come.\n`);
  return EXIT.failed;
}

function skrivSlip(fil: string, slip: Releaseslip): void {
  try {
    writeFileSync(fil, `${JSON.stringify(slip, undefined, 2)}\n`);
  } catch (error) {
    throw new FkorgError('bad-file', `${fil} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
