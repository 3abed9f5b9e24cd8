/** `fkorg klassifikation import <file>`: an edition of a classification into a store, all of it or nothing. */
import type { Kalder } from '../../access/kalder.ts';
import { ALT } from '../../access/rettigheder.ts';
import { startOfDanishDay } from '../../base/copenhagen.ts';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { DEFAULT_LIMITS } from '../../base/limits.ts';
import { skabelonAf } from '../../exchange/csv-skabelon.ts';
import { genkendKlasser, hovedlinje, KLASSEFORMER, type Klasseform } from '../../exchange/formater.ts';
import { antalOf, indlaesUdgave, type Klasseresultat } from '../../exchange/klassifikation/indlaes.ts';
import type { Kendt } from '../../exchange/klassifikation/kendt.ts';
import { laesKle } from '../../exchange/klassifikation/kle-laes.ts';
import { laesOioUdgave } from '../../exchange/klassifikation/oio-udgave.ts';
import {
  laesRelationer,
  RELATIONER_KOLONNER,
  relationskolonner,
} from '../../exchange/klassifikation/relationer-laes.ts';
import type { Udgave } from '../../exchange/klassifikation/udgave.ts';
import { emnerAfOio } from '../../exchange/oio-laes.ts';
import { facetudvidelserOf } from '../../operations/klassifikation/facetudvidelser.ts';
import { compileAnmodningsskema } from '../../standard/anmodningsskema.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { type Fil, isSammeFil, undersoegFil } from '../fil.ts';
import { dagSetting } from '../importfil.ts';
import { skrivKlasserapport, synlig, visteLinjer } from '../klasserapport.ts';
import { progressOf, withStore } from '../open.ts';
import { layInMasterData } from '../starting-data.ts';

/** An edition is held in memory; the whole of KLE is some 10 MB of XML. */
const FIL_BYTES_MAX = 268_435_456;

export const importEdition: RunCommand = async (context) => {
  const { settings, words, terminal } = context;
  if (settings.template !== undefined) {
    if (settings.template === 'relationer') await terminal.out(skabelonAf(RELATIONER_KOLONNER));
    else throw new FkorgError('bad-setting', `--template ${settings.template} is for \`fkorg import\`.`);
    return EXIT.ok;
  }
  const [navn] = words;
  if (navn === undefined) {
    throw new FkorgError('bad-setting', 'It is `fkorg klassifikation import <file>`. See its --help.');
  }
  if (settings.report !== undefined && (await isSammeFil(navn, settings.report))) {
    throw new FkorgError('bad-setting', `--report is ${settings.report}, the file that is to be imported.`);
  }
  const fil = await undersoegFil(navn);
  const form = klasseformOf(fil);
  if (settings.facet !== undefined && form !== 'kle') {
    throw new FkorgError('bad-setting', `--facet is for KLE; ${navn} is ${form}, which names its facets itself.`);
  }
  // Where the report cannot be written, that is known before anything is saved.
  if (settings.report !== undefined) skrivKlasserapport(settings.report, { forskelle: [], afviste: [] });
  return withStore(context, settings['dry-run'] ? 'existing' : 'made', async (store) => {
    if (!settings['dry-run']) await layInMasterData(context, store);
    const resultat = await indlaes(context, store, fil, form);
    if (settings.report !== undefined) skrivKlasserapport(settings.report, resultat);
    for (const linje of visteLinjer(resultat)) terminal.err(`${linje}\n`);
    if (resultat.oversete.length > 0) {
      terminal.err(`Passed over, because it is not kept: ${synlig(resultat.oversete.join(', '))}.\n`);
    }
    await terminal.out(`${opgoerelse(resultat, settings['dry-run'])}\n`);
    return resultat.afviste.length === 0 ? EXIT.ok : EXIT.failed;
  });
};

/** Throws `bad-file` for a file that is none of the three, or too large. */
function klasseformOf(fil: Fil): Klasseform {
  const form = genkendKlasser(fil.begyndelse);
  if (form === undefined) {
    const former = `KL's own XML (root KLE-Emneplan or KLE-Handlingsfacetter), OIO XML, nor CSV with the columns of ${'`--template relationer`'}`;
    throw new FkorgError('bad-file', `${fil.navn} is neither ${former}: it is none of ${KLASSEFORMER.join(', ')}.`);
  }
  if (form !== 'relationer' && fil.tegnsaet !== 'utf-8') {
    throw new FkorgError('bad-file', `${fil.navn} cannot be read: it is not UTF-8, as XML must be.`);
  }
  if (fil.bytes > FIL_BYTES_MAX) {
    throw new FkorgError('bad-file', `${fil.navn} has ${fil.bytes} bytes; an edition has at most ${FIL_BYTES_MAX}.`);
  }
  return form;
}

async function indlaes(context: CommandContext, store: Store, fil: Fil, form: Klasseform): Promise<Klasseresultat> {
  const { settings, clock } = context;
  const kalder = await kalderOf(store, settings.ejer ?? KOMBIT_CVR);
  const dag = dagSetting('virkning-fra', settings['virkning-fra']) ?? startOfDanishDay(clock());
  const progress = progressOf(context, 'Classification', 'objects');
  const resultat = await indlaesUdgave({
    register: {
      ...{ store, clock, limits: DEFAULT_LIMITS, udeladte: 'fjernes' },
      facetudvidelser: facetudvidelserOf(settings['facet-udvidelser']),
    },
    kalder,
    dag,
    isProeve: settings['dry-run'],
    laes: (kendt) => laes(context, fil, form, { kendt, dag, ejer: kalder.cvr }),
    onProgress: progress.report,
  });
  progress.end();
  return resultat;
}

/** Throws `bad-setting` where the register does not know the authority. */
async function kalderOf(store: Store, ejer: string): Promise<Kalder> {
  const myndighed = await store.myndighed(ejer);
  if (!myndighed) {
    throw new FkorgError(
      'bad-setting',
      `The register knows no authority ${ejer}; \`fkorg myndighed opret\` makes one.`,
    );
  }
  const { organisationUuid } = myndighed;
  return { cvr: ejer, brugerRef: { uuid: organisationUuid }, organisationUuid, rettigheder: ALT };
}

function laes(
  { settings }: CommandContext,
  fil: Fil,
  form: Klasseform,
  { kendt, dag, ejer }: { readonly kendt: Kendt; readonly dag: Instant; readonly ejer: string },
): Promise<Udgave> {
  switch (form) {
    case 'kle':
      return laesKle(fil.tekst(), { kendt, facet: settings.facet?.toLowerCase() });
    case 'relationer':
      return laesRelationer(fil.tekst(), relationskolonner(hovedlinje(fil.begyndelse))!, kendt);
    case 'oio':
      return laesOioUdgave(emnerAfOio(fil.tekst(), compileAnmodningsskema(), ejer), dag);
  }
}

function opgoerelse({ forskelle, samme, afviste }: Klasseresultat, isProeve: boolean): string {
  const { ny, aendret, ophoert, genaabnet } = antalOf(forskelle);
  const tal = `${ny} new, ${aendret} changed, ${ophoert} ended, ${genaabnet} reopened, ${samme} the same`;
  if (afviste.length > 0) return `Nothing is saved: ${afviste.length} refused.`;
  return isProeve ? `Dry run, nothing is saved: ${tal}.` : `${tal}.`;
}
