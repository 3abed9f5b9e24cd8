/** `fkorg myndighed opret` and `fkorg myndighed liste`: the authorities that may call. */
import { FkorgError } from '../../base/error.ts';
import { opretMyndighed } from '../../data/indlaes.ts';
import { myndighedspost } from '../../data/superorg.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';
import { layInMasterData } from '../starting-data.ts';

export const opret: RunCommand = async (context) => {
  const { cvr, navn, kommunekode } = context.settings;
  if (cvr === undefined || navn === undefined) {
    throw new FkorgError('bad-setting', 'It needs --cvr and --navn. See `fkorg myndighed opret --help`.');
  }
  return withStore(context, 'made', async (store) => {
    await layInMasterData(context, store);
    const known = await store.myndighed(cvr);
    if (known) throw new FkorgError('bad-setting', `The authority ${cvr} is here already: ${known.navn}.`);
    const post = myndighedspost({ cvr, navn, ...(kommunekode !== undefined && { kommunekode }) });
    await opretMyndighed(store, post, context.clock());
    await context.terminal.out(
      `${navn} (${cvr})\n  Organisation       ${post.organisationUuid}\n  Virksomhed         ${post.virksomhedUuid}\n` +
        `  Myndighed          ${post.myndighedUuid}\n  OrganisationEnhed  ${post.rodenhedUuid}\n`,
    );
    return EXIT.ok;
  });
};

export const liste: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    for (const { cvr, kommunekode = '', organisationUuid, navn } of await store.myndigheder()) {
      await context.terminal.out(`${cvr}\t${kommunekode}\t${organisationUuid}\t${navn}\n`);
    }
    return EXIT.ok;
  });
