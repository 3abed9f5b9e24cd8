/** `fkorg besked abonnement …`: the filters of dueslag are made, listed, removed, and tried on a message in a file. */
import { readFileSync, statSync } from 'node:fs';
import { FkorgError } from '../../base/error.ts';
import { isUuid, newUuid } from '../../base/uuid.ts';
import { beskedgraenserOf, laesHaendelsesbesked } from '../../beskedfordeler/kuvert/laes.ts';
import { assertAbonnement } from '../../beskedfordeler/tilmelding.ts';
import { forklar } from '../../beskedfordeler/udtryk/forklar.ts';
import { type Listeled, type Listeopslag, oversaet } from '../../beskedfordeler/udtryk/oversaet.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { abonnementLinje, findDueslag } from '../dueslagtekst.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

export const opret: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    const [hvilket, navn, udtryk] = context.words;
    const dueslag = await findDueslag(beskeder, hvilket!);
    const abonnement = { uuid: newUuid(), navn: navn!, udtryk: udtryk! };
    assertAbonnement(abonnement, dueslag);
    await beskeder.gemAbonnement(dueslag.uuid, abonnement);
    await context.terminal.out(`${abonnement.uuid}\n`);
    return EXIT.ok;
  });

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    const [hvilket] = context.words;
    const vist = hvilket === undefined ? await beskeder.dueslag() : [await findDueslag(beskeder, hvilket)];
    for (const { navn, abonnementer } of vist) {
      for (const abonnement of abonnementer) await context.terminal.out(`${navn}\t${abonnementLinje(abonnement)}`);
    }
    return EXIT.ok;
  });

export const slet: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    const uuid = context.words[0]!;
    if (!isUuid(uuid) || !(await beskeder.fjernAbonnement(uuid.toLowerCase()))) {
      throw new FkorgError('bad-setting', `There is no subscription ${uuid}: see \`fkorg besked abonnement list\`.`);
    }
    await context.terminal.out(`${uuid.toLowerCase()}\n`);
    return EXIT.ok;
  });

/** Ends with 0 where the message passes, with 1 where it does not. */
export const proev: RunCommand = async (context) => {
  const [udtryk, fil] = context.words;
  const { trae, lister, listeled, passer } = oversaet(udtryk!);
  const besked = laesFil(context, fil!);
  const opslag = lister.length === 0 ? () => false : await listeopslag(context, listeled(besked));
  const isPasset = passer(besked, opslag);
  await context.terminal.out(isPasset ? 'The message passes.\n' : 'The message does not pass.\n');
  for (const { tekst, passer: isSaa, vaerdier } of forklar(trae, besked, opslag)) {
    const fundet = vaerdier.length === 0 ? 'nothing there' : vaerdier.join(', ');
    await context.terminal.out(`${isSaa ? 'yes' : 'no'}\t${tekst}\t${fundet}\n`);
  }
  return isPasset ? EXIT.ok : EXIT.failed;
};

function laesFil({ settings }: CommandContext, fil: string) {
  const { bodyBytesMax } = settings.limits;
  try {
    if (statSync(fil).size > bodyBytesMax)
      throw new FkorgError('bad-file', `A message has at most ${bodyBytesMax} bytes.`);
    return laesHaendelsesbesked(readFileSync(fil), beskedgraenserOf(settings.limits, bodyBytesMax));
  } catch (error) {
    const hvorfor = error instanceof Error ? error.message : String(error);
    throw new FkorgError('bad-file', `${fil}: ${hvorfor}`, { cause: error });
  }
}

/** What is on value lists, whoever has them. */
function listeopslag(context: CommandContext, spurgt: readonly Listeled[]): Promise<Listeopslag> {
  return withStore(context, 'existing', async ({ vaerdilister }) => {
    const noegle = ({ liste, vaerdi }: Listeled) => `${liste}\n${vaerdi}`;
    const fundne = new Set((await vaerdilister.medlemmer(spurgt)).map(noegle));
    return (led) => fundne.has(noegle(led));
  });
}
