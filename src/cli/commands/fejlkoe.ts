/** `fkorg besked fejlkoe …`: what could not be delivered is listed, put back in its place, or removed. */
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import type { Beskeder } from '../../store/beskeder/beskeder.ts';
import type { RunCommand } from '../command.ts';
import { findDueslag } from '../dueslagtekst.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

/** So many are read at a time. */
const SIDE = 500;

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    const { uuid } = await findDueslag(beskeder, context.words[0]!);
    let poster = await beskeder.fejlkoe(uuid, SIDE);
    while (poster.length > 0) {
      for (const { nr, beskedId, flyttet, bytes, forsoeg, grund } of poster) {
        const felter = [nr, beskedId, new Date(flyttet).toISOString(), bytes, forsoeg, grund];
        await context.terminal.out(`${felter.join('\t')}\n`);
      }
      poster = await beskeder.fejlkoe(uuid, SIDE, poster.at(-1)!.nr);
    }
    return EXIT.ok;
  });

export const genindsaet = med((beskeder, uuid, nr, nu) => beskeder.genindsaet(uuid, nr, nu));
export const slet = med((beskeder, uuid, nr) => beskeder.fjernFraFejlkoe(uuid, nr));

/** A command about one message of an error queue. */
function med(goer: (beskeder: Beskeder, uuid: string, nr: number, nu: Instant) => Promise<boolean>): RunCommand {
  return (context) =>
    withStore(context, 'existing', async ({ beskeder }) => {
      const [hvilket, nr] = context.words;
      const { uuid, navn } = await findDueslag(beskeder, hvilket!);
      if (!/^\d{1,15}$/.test(nr!) || !(await goer(beskeder, uuid, Number(nr), context.clock()))) {
        throw new FkorgError(
          'bad-setting',
          `The error queue of ${navn} has no number ${nr}: see \`fkorg besked fejlkoe list\`.`,
        );
      }
      await context.terminal.out(`${nr}\n`);
      return EXIT.ok;
    });
}
