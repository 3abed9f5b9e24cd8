/** `fkorg besked dueslag …`: the queues of receivers are made, shown, changed, stopped and removed. */
import { tilstandOf } from '../../administration/model.ts';
import { findSystem } from '../../administration/systemer.ts';
import { FkorgError } from '../../base/error.ts';
import { newUuid } from '../../base/uuid.ts';
import { assertAbonnement, assertDueslag } from '../../beskedfordeler/tilmelding.ts';
import { nyWebhooknoegle } from '../../beskedfordeler/ud/signatur.ts';
import type { Dueslagspost } from '../../store/beskeder/dueslag.ts';
import type { Store } from '../../store/store.ts';
import { adressekravOf } from '../adressekrav.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { graenserOf } from '../dueslaggraenser.ts';
import { dueslagLinje, dueslagLinjer, findDueslag } from '../dueslagtekst.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

export const opret: RunCommand = (context) => {
  const { settings, words, clock, terminal } = context;
  const { adresse, udtryk } = settings;
  return withStore(context, 'made', async (store) => {
    const uuid = newUuid();
    const noegle = settings.maade === 'webhook' ? nyWebhooknoegle() : undefined;
    const post: Dueslagspost = {
      ...{ uuid, navn: words[0]!, maade: settings.maade },
      ...(await ejerOf(context, store)),
      ...(adresse !== undefined && { adresse }),
      ...(noegle !== undefined && { noegle }),
      ...graenserOf(settings),
    };
    assertDueslag(post, adressekravOf(settings));
    const abonnement = udtryk === undefined ? undefined : { uuid: newUuid(), navn: 'første', udtryk };
    if (abonnement) assertAbonnement(abonnement, { abonnementer: [] });
    await store.beskeder.gemDueslag(post, clock());
    if (abonnement) await store.beskeder.gemAbonnement(uuid, abonnement);
    await terminal.out(`${uuid}\n`);
    if (noegle !== undefined) await terminal.out(`Key that it signs with, shown this once: ${noegle}\n`);
    return EXIT.ok;
  });
};

export const ret: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const dueslag = await findDueslag(store.beskeder, context.words[0]!);
    const { uuid, navn, maade, systemUuid, cvr, noegle } = dueslag;
    const adresse = context.settings.adresse ?? dueslag.adresse;
    const post: Dueslagspost = {
      ...{ uuid, navn, maade },
      ...(systemUuid !== undefined && { systemUuid }),
      ...(cvr !== undefined && { cvr }),
      ...(adresse !== undefined && { adresse }),
      ...(noegle !== undefined && { noegle }),
      ...graenserOf(context.settings, dueslag),
    };
    assertDueslag(post, adressekravOf(context.settings));
    await store.beskeder.gemDueslag(post, context.clock());
    return vist(context, store, uuid);
  });

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    for (const dueslag of await beskeder.dueslag()) await context.terminal.out(dueslagLinje(dueslag));
    return EXIT.ok;
  });

export const vis: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const { uuid } = await findDueslag(store.beskeder, context.words[0]!);
    return vist(context, store, uuid);
  });

export const aktiver: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const { uuid } = await findDueslag(store.beskeder, context.words[0]!);
    await store.beskeder.aktiver(uuid, context.clock());
    return vist(context, store, uuid);
  });

export const inaktiver: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const { uuid } = await findDueslag(store.beskeder, context.words[0]!);
    await store.beskeder.inaktiver(uuid, context.clock());
    return vist(context, store, uuid);
  });

export const stop: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const { uuid } = await findDueslag(store.beskeder, context.words[0]!);
    await store.beskeder.stop(uuid, context.settings.reason ?? 'Stoppet fra kommandolinjen', context.clock());
    return vist(context, store, uuid);
  });

export const slet: RunCommand = (context) =>
  withStore(context, 'existing', async ({ beskeder }) => {
    const { uuid, navn, beskeder: antal } = await findDueslag(beskeder, context.words[0]!);
    if (antal > 0 && !context.settings.force) {
      throw new FkorgError(
        'bad-setting',
        `${antal} messages wait in ${navn}, and nobody will have them. With --force it is removed all the same.`,
      );
    }
    await beskeder.fjernDueslag(uuid);
    await context.terminal.out(`${uuid}\n`);
    return EXIT.ok;
  });

async function ejerOf({ settings }: CommandContext, { administration, myndighed }: Store) {
  const { system, cvr } = settings;
  if (cvr !== undefined && !(await myndighed(cvr))) {
    throw new FkorgError('bad-setting', `No authority has the CVR ${cvr}: see \`fkorg myndighed liste\`.`);
  }
  return {
    ...(system !== undefined && { systemUuid: findSystem(tilstandOf(await administration.hent()), system).uuid }),
    ...(cvr !== undefined && { cvr }),
  };
}

async function vist({ terminal }: CommandContext, { beskeder }: Store, uuid: string) {
  await terminal.out(dueslagLinjer(await findDueslag(beskeder, uuid)).join(''));
  return EXIT.ok;
}
