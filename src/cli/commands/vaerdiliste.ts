/** `fkorg besked vaerdiliste …`: value lists are listed and shown, and values of a file put on one or taken off it. */
import { readFileSync, statSync } from 'node:fs';
import { FkorgError } from '../../base/error.ts';
import { isUuid } from '../../base/uuid.ts';
import { udfoerListekald } from '../../beskedfordeler/vaerdilister/udfoer.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import { STATUS } from '../../standard/koder.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ vaerdilister }) => {
    for (const { uuid, kode, ejer, antal, navn } of await vaerdilister.alle()) {
      await context.terminal.out(`${[uuid, kode, ejer.cvr, ejer.systemUuid ?? '', antal, navn].join('\t')}\n`);
    }
    return EXIT.ok;
  });

export const vis: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const { ejer, uuid } = await findListe(store, context.words[0]!);
    for (const vaerdi of await store.vaerdilister.vaerdier(ejer, uuid)) await context.terminal.out(`${vaerdi}\n`);
    return EXIT.ok;
  });

export const tilfoej = skift('tilfoejvaerdier');
export const fjern = skift('fjernvaerdier');

function skift(verbum: 'tilfoejvaerdier' | 'fjernvaerdier'): RunCommand {
  return (context) =>
    withStore(context, 'existing', async (store) => {
      const [hvilken, fil] = context.words;
      const { ejer, uuid } = await findListe(store, hvilken!);
      const { clock, settings } = context;
      const kontekst = { lister: store.vaerdilister, beskeder: store.beskeder, ejer, clock, limits: settings.limits };
      const kald = { verbum, uuid, vaerdier: vaerdierI(context, fil!) };
      const { status, brud } = await udfoerListekald(kontekst, kald);
      if (status !== STATUS.ok) throw new FkorgError('bad-setting', brudTekst(brud));
      const [nu] = await store.vaerdilister.hent(ejer, [uuid]);
      await context.terminal.out(`${uuid}\t${nu?.antal ?? 0}\n`);
      return EXIT.ok;
    });
}

/** By UUID or name. Throws `bad-setting` where there is none, or several. */
async function findListe({ vaerdilister }: Store, hvilken: string) {
  const alle = await vaerdilister.alle();
  const fundne = alle.filter(({ uuid, navn }) => (isUuid(hvilken) ? uuid === hvilken.toLowerCase() : navn === hvilken));
  if (fundne.length === 1) return fundne[0]!;
  const hvad = fundne.length === 0 ? `There is no value list "${hvilken}"` : `Several value lists are "${hvilken}"`;
  throw new FkorgError('bad-setting', `${hvad}: see \`fkorg besked vaerdiliste list\`.`);
}

/** The values of a file, one on each line. Throws `bad-file`. */
function vaerdierI({ settings }: CommandContext, fil: string): readonly string[] {
  const { importBodyBytesMax } = settings.limits;
  try {
    const { size } = statSync(fil);
    if (size > importBodyBytesMax) throw new Error(`it has ${size} bytes; ${importBodyBytesMax} is the most`);
    return readFileSync(fil, 'utf8')
      .split('\n')
      .filter((linje) => linje.trim() !== '');
  } catch (cause) {
    throw new FkorgError('bad-file', `${fil} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
