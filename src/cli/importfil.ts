/** From the settings of an import to what the exchange room needs: the format, the caller, the reader of the file. */
import type { Kalder } from '../access/kalder.ts';
import { ALT } from '../access/rettigheder.ts';
import { startOfDanishDay } from '../base/copenhagen.ts';
import { FkorgError } from '../base/error.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import type { Miljoe } from '../exchange/afgoerelse.ts';
import { kolonnerOf } from '../exchange/csv-kolonner.ts';
import { emnerAfCsv } from '../exchange/csv-raekker.ts';
import { dagOf } from '../exchange/csv-vaerdier.ts';
import type { Emne } from '../exchange/emne.ts';
import { FORMATER, type Format, genkend, hovedlinje, isCsv } from '../exchange/formater.ts';
import { emnerAfJson } from '../exchange/jsonlinjer.ts';
import { emnerAfOio } from '../exchange/oio-laes.ts';
import { facetudvidelserOf } from '../operations/klassifikation/facetudvidelser.ts';
import { compileAnmodningsskema } from '../standard/anmodningsskema.ts';
import type { Myndighedspost, Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import type { Fil } from './fil.ts';

export interface Importfil {
  readonly fil: Fil;
  readonly format: Format;
}

/** The environment of an import, with the authority where the format needs one. */
export interface Importmiljoe extends Miljoe {
  readonly myndighed?: Myndighedspost;
}

/** The format that the user names, or that the file begins like. Throws `bad-file`, `bad-setting`. */
export function formatOf({ settings, terminal }: CommandContext, fil: Fil): Format {
  const format = settings.format ?? genkend(fil.begyndelse);
  if (format === undefined) {
    throw new FkorgError(
      'bad-file',
      `${fil.navn} begins like none of ${FORMATER.join(', ')}; --format says which it is.`,
    );
  }
  if (!isCsv(format) && fil.tegnsaet !== 'utf-8') {
    throw new FkorgError('bad-file', `${fil.navn} cannot be read: it is not UTF-8, as ${format} must be.`);
  }
  if (settings['end-missing'] !== undefined && !isCsv(format)) {
    throw new FkorgError('bad-setting', `--end-missing is for enheder and medarbejdere; ${fil.navn} is ${format}.`);
  }
  const ukendte = isCsv(format) ? (kolonnerOf(format, hovedlinje(fil.begyndelse))?.ukendte ?? []) : [];
  for (const navn of ukendte) terminal.err(`The column "${navn.slice(0, 80)}" is not known and is passed over.\n`);
  return format;
}

/** Throws `bad-setting` where the format needs an authority that is not named or not here. */
export async function miljoeOf(
  { settings, clock }: CommandContext,
  store: Store,
  { format }: Importfil,
): Promise<Importmiljoe> {
  const register = {
    ...{ store, clock, limits: DEFAULT_LIMITS, udeladte: 'fjernes' as const },
    facetudvidelser: facetudvidelserOf(settings['facet-udvidelser']),
  };
  const dag = dagSetting('virkning', settings.virkning) ?? startOfDanishDay(clock());
  if (format === 'jsonl') return { ...register, dag };
  const { ejer } = settings;
  if (ejer === undefined)
    throw new FkorgError('bad-setting', `--ejer must say for which authority ${format} is imported.`);
  const myndighed = await store.myndighed(ejer);
  if (!myndighed) {
    throw new FkorgError(
      'bad-setting',
      `The register knows no authority ${ejer}; \`fkorg myndighed opret\` makes one.`,
    );
  }
  const { organisationUuid } = myndighed;
  const kalder: Kalder = { cvr: ejer, brugerRef: { uuid: organisationUuid }, organisationUuid, rettigheder: ALT };
  return { ...register, dag, kalder, myndighed };
}

/** The Danish midnight that begins a day, moved by whole days. Throws `bad-setting`. */
export function dagSetting(navn: string, tekst: string | undefined, dage = 0): number | undefined {
  if (tekst === undefined) return undefined;
  const dag = dagOf(tekst, dage);
  if (dag === undefined)
    throw new FkorgError('bad-setting', `--${navn} is ${tekst}, but takes a day such as 2026-01-31.`);
  return dag;
}

/** The items of the file. `laest` is told of the bytes that have been read. */
export function emnerAf(
  { settings, clock }: CommandContext,
  miljoe: Importmiljoe,
  { fil, format }: Importfil,
  laest: (bytes: number) => void,
): AsyncGenerator<Emne> {
  switch (format) {
    case 'jsonl':
      return emnerAfJson(fil.tekst(laest), clock);
    case 'oio':
      return emnerAfOio(fil.tekst(laest), compileAnmodningsskema(), miljoe.kalder!.cvr);
    case 'enheder':
    case 'medarbejdere': {
      const borteTil = dagSetting('end-missing', settings['end-missing'], 1);
      return emnerAfCsv({
        format,
        tekst: () => fil.tekst(laest),
        hoved: hovedlinje(fil.begyndelse),
        store: miljoe.store,
        myndighed: miljoe.myndighed!,
        dag: miljoe.dag,
        ...(borteTil !== undefined && { borteTil }),
      });
    }
  }
}
