/** `fkorg besked beskedtype …`: the catalogue of Beskedtyper, and names that an operator adds to it. */
import { FkorgError } from '../../base/error.ts';
import { isUuid } from '../../base/uuid.ts';
import { katalogOf } from '../../beskedfordeler/katalog.ts';
import { orgvalgOf } from '../beskedvalg.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

const NAVN = /^(?=.*\S)\P{Cc}{1,200}$/u;

export const list: RunCommand = (context) =>
  withStore(context, 'made', async ({ beskeder }) => {
    for (const { uuid, navn, kilde } of katalogOf(orgvalgOf(context.settings), await beskeder.beskedtyper())) {
      await context.terminal.out(`${uuid}\t${kilde}\t${navn}\n`);
    }
    return EXIT.ok;
  });

export const opret: RunCommand = (context) => {
  const [givet, navn] = context.words;
  const uuid = uuidOf(givet!);
  if (!NAVN.test(navn!)) throw new FkorgError('bad-setting', 'A name is 1 to 200 characters without line breaks.');
  return withStore(context, 'made', async ({ beskeder }) => {
    await beskeder.gemBeskedtype({ uuid, navn: navn! });
    await context.terminal.out(`${uuid}\n`);
    return EXIT.ok;
  });
};

export const slet: RunCommand = (context) => {
  const uuid = uuidOf(context.words[0]!);
  return withStore(context, 'existing', async ({ beskeder }) => {
    if (!(await beskeder.fjernBeskedtype(uuid))) {
      throw new FkorgError('bad-setting', `Nobody has added ${uuid}: see \`fkorg besked beskedtype list\`.`);
    }
    await context.terminal.out(`${uuid}\n`);
    return EXIT.ok;
  });
};

function uuidOf(tekst: string): string {
  if (isUuid(tekst)) return tekst.toLowerCase();
  throw new FkorgError('bad-setting', `"${tekst}" is no UUID.`);
}
