/** `fkorg import <file>`: JSON lines, OIO XML or CSV into a store, in bounded memory, all or nothing or to be gone on with. */
import { FkorgError } from '../../base/error.ts';
import { skabelon } from '../../exchange/csv-skabelon.ts';
import { type Fremdrift, INTET, indlaes, type Taelling } from '../../exchange/indlaesning.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { isSammeFil, undersoegFil } from '../fil.ts';
import { emnerAf, formatOf, type Importfil, miljoeOf } from '../importfil.ts';
import { type Importmaerke, laesMaerke, maerkeNavn } from '../importmaerke.ts';
import { progressOf, withStore } from '../open.ts';
import { type Rapport, startRapport } from '../rapport.ts';

const BYTES_PER_KB = 1000;

/** Thrown in the one transaction of --all-or-nothing, so that it is undone. */
class IntetGemt extends Error {
  readonly taelling: Taelling;

  constructor(taelling: Taelling) {
    super('refused');
    this.taelling = taelling;
  }
}

export const importFile: RunCommand = async (context) => {
  const { settings, words, terminal } = context;
  if (settings.template === 'relationer') {
    throw new FkorgError('bad-setting', '--template relationer is for `fkorg klassifikation import`.');
  }
  if (settings.template !== undefined) {
    await terminal.out(skabelon(settings.template));
    return EXIT.ok;
  }
  const [navn] = words;
  if (navn === undefined) {
    throw new FkorgError('bad-setting', 'It is `fkorg import <file>`. See `fkorg import --help`.');
  }
  if (settings.report !== undefined && (await isSammeFil(navn, settings.report))) {
    throw new FkorgError('bad-setting', `--report is ${settings.report}, the file that is to be imported.`);
  }
  const fil = await undersoegFil(navn);
  const format = formatOf(context, fil);
  return withStore(context, settings['dry-run'] ? 'existing' : 'made', async (store) => {
    const taelling = await koer(context, store, { fil, format });
    await terminal.out(`${opgoerelse(taelling, context)}\n`);
    return taelling.afviste === 0 ? EXIT.ok : EXIT.failed;
  });
};

/** One run, from where an earlier one of the same file was cut off. */
async function koer(context: CommandContext, store: Store, importfil: Importfil): Promise<Taelling> {
  const { settings } = context;
  const isGenoptagelig = !settings['dry-run'] && !settings['all-or-nothing'];
  const navn = maerkeNavn(context, importfil);
  const maerke = isGenoptagelig ? await laesMaerke(store, navn) : undefined;
  if (maerke) context.terminal.err(`Going on after ${maerke.emner} items of this file.\n`);
  const arbejde = (del: Store) => medRapport(context, del, importfil, isGenoptagelig ? navn : undefined, maerke);
  if (!settings['all-or-nothing'] || settings['dry-run']) {
    const taelling = await arbejde(store);
    if (isGenoptagelig) await store.fjernMaerke(navn);
    return taelling;
  }
  try {
    return await store.samlet(async (del) => {
      const taelling = await arbejde(del);
      if (taelling.afviste > 0) throw new IntetGemt(taelling);
      return taelling;
    });
  } catch (error) {
    if (error instanceof IntetGemt) return error.taelling;
    throw error;
  }
}

/** @param navn The mark that tells a later run how far it has come; absent: none is left. */
async function medRapport(
  context: CommandContext,
  store: Store,
  importfil: Importfil,
  navn: string | undefined,
  maerke: Importmaerke | undefined,
): Promise<Taelling> {
  const { fil } = importfil;
  const progress = progressOf(context, 'Import', 'kB');
  const rapport = startRapport(context.settings.report, maerke?.rapportBytes ?? 0, progress.line);
  let laest = 0;
  const efterParcel = async (fremdrift: Fremdrift | undefined) => {
    if (navn !== undefined && fremdrift !== undefined) await store.saetMaerke(navn, tekstOf(fremdrift, rapport));
    progress.report(Math.round(laest / BYTES_PER_KB), Math.round(fil.bytes / BYTES_PER_KB));
  };
  try {
    const miljoe = await miljoeOf(context, store, importfil);
    const emner = emnerAf(context, miljoe, importfil, (bytes) => {
      laest = bytes;
    });
    const taelling = await indlaes(emner, {
      miljoe,
      isProeve: context.settings['dry-run'],
      begyndelse: maerke ?? { emner: 0, taelling: INTET },
      afvis: (afvisning) => rapport.skriv(afvisning),
      efterParcel,
    });
    progress.end();
    return taelling;
  } finally {
    rapport.end();
  }
}

function tekstOf({ emner, taelling }: Fremdrift, { bytes }: Rapport): string {
  return JSON.stringify({ emner, taelling, rapportBytes: bytes } satisfies Importmaerke);
}

/** How it ended, in one line. */
function opgoerelse({ nye, aendrede, samme, afviste, borte }: Taelling, { settings }: CommandContext): string {
  const isIntet = settings['all-or-nothing'] && afviste > 0;
  const foran = settings['dry-run'] ? 'Dry run, nothing is saved: ' : isIntet ? 'Nothing is saved: ' : '';
  const isBevaret = settings['end-missing'] !== undefined && afviste > 0;
  const hvorfor = isBevaret ? ', and do not end: a row is refused, and may be theirs' : '';
  const hale = borte > 0 ? ` ${borte} are in the register and no longer in the file${hvorfor}.` : '';
  return `${foran}${nye} new, ${aendrede} changed, ${samme} the same, ${afviste} refused.${hale}`;
}
