/** `fkorg agreement …`: agreements are asked for, decided on, ended, copied and listed. */
import { aendr, findAftale } from '../../administration/aendring.ts';
import { afvis, anmod, godkend, kopier, ophoer } from '../../administration/livsforloeb.ts';
import { type Aftale, type Tilstand, tilstandOf } from '../../administration/model.ts';
import { parterOf } from '../../administration/status.ts';
import { findSystem } from '../../administration/systemer.ts';
import { newUuid } from '../../base/uuid.ts';
import type { Administrationsposter, Aftaleindhold, Haendelse } from '../../store/administration/administration.ts';
import type { Store } from '../../store/store.ts';
import { aftaleLinje, historikLinjer, kraevet, laesEjere, laesServices } from '../aftaletekst.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';
import { layInMasterData } from '../starting-data.ts';

export const request: RunCommand = (context) => {
  const { settings, words } = context;
  const needed = (value: string | undefined, name: string) => kraevet(value, name, 'agreement request');
  const cvr = needed(settings.cvr, 'cvr');
  const indhold: Aftaleindhold = {
    navn: needed(settings.navn, 'navn'),
    begrundelse: needed(settings.reason, 'reason'),
    dataejere: laesEjere(settings.owners) ?? [],
    services: laesServices(needed(settings.services, 'services')),
  };
  return withStore(context, 'made', async (store) => {
    await layInMasterData(context, store);
    const uuid = newUuid();
    const kendte = await kendteMyndigheder(store);
    await aendr(store.administration, (tilstand) => {
      const { uuid: systemUuid } = findSystem(tilstand, words[0]!);
      const anmodning = { uuid, systemUuid, cvr, miljoe: settings.environment, indhold };
      return anmod(tilstand, anmodning, kendte, hvem(context));
    });
    return tell(context, store, uuid);
  });
};

export const copy: RunCommand = (context) => {
  const { navn, reason, owners, services } = context.settings;
  return withStore(context, 'existing', async (store) => {
    const uuid = newUuid();
    const kendte = await kendteMyndigheder(store);
    await aendr(store.administration, (tilstand) => {
      const aftale = findAftale(tilstand, context.words[0]!);
      const dataejere = laesEjere(owners);
      const indhold = {
        ...aftale.indhold,
        ...(navn !== undefined && { navn }),
        ...(reason !== undefined && { begrundelse: reason }),
        ...(dataejere !== undefined && { dataejere }),
        ...(services !== undefined && { services: laesServices(services) }),
      };
      return kopier(tilstand, aftale, uuid, indhold, kendte, hvem(context));
    });
    return tell(context, store, uuid);
  });
};

export const approve: RunCommand = (context) => {
  const cvr = kraevet(context.settings.cvr, 'cvr', 'agreement approve');
  return decide(context, (tilstand, aftale, who) => godkend(tilstand, aftale, cvr, who, context.settings.as));
};

export const reject: RunCommand = (context) => {
  const cvr = kraevet(context.settings.cvr, 'cvr', 'agreement reject');
  const reason = kraevet(context.settings.reason, 'reason', 'agreement reject');
  return decide(context, (_, aftale, who) => afvis(aftale, cvr, reason, who, context.settings.as));
};

export const end: RunCommand = (context) => {
  const reason = kraevet(context.settings.reason, 'reason', 'agreement end');
  return decide(context, (_, aftale, who) => ophoer(aftale, reason, who));
};

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ administration }) => {
    const { cvr, history } = context.settings;
    const tilstand = tilstandOf(await administration.hent());
    const [hvilket] = context.words;
    const system = hvilket === undefined ? undefined : findSystem(tilstand, hvilket);
    for (const aftale of tilstand.aftaler) {
      if (system && aftale.systemUuid !== system.uuid) continue;
      if (cvr !== undefined && !parterOf(aftale).some((part) => part.cvr === cvr)) continue;
      await context.terminal.out(aftaleLinje(aftale, systemNavn(tilstand, aftale)));
      if (history) await context.terminal.out(historikLinjer(aftale).join(''));
    }
    return EXIT.ok;
  });

type Decide = (tilstand: Tilstand, aftale: Aftale, who: Haendelse) => Partial<Administrationsposter>;

function decide(context: CommandContext, work: Decide) {
  const uuid = context.words[0]!;
  return withStore(context, 'existing', async (store) => {
    await aendr(store.administration, (tilstand) => work(tilstand, findAftale(tilstand, uuid), hvem(context)));
    return tell(context, store, uuid);
  });
}

/** Prints the agreement as it stands now; its line says who is still to approve. */
async function tell({ terminal }: CommandContext, store: Store, uuid: string) {
  const tilstand = tilstandOf(await store.administration.hent());
  const aftale = findAftale(tilstand, uuid);
  await terminal.out(aftaleLinje(aftale, systemNavn(tilstand, aftale)));
  return EXIT.ok;
}

function systemNavn({ systemer }: Tilstand, { systemUuid }: Aftale): string {
  return systemer.find(({ uuid }) => uuid === systemUuid)!.navn;
}

function hvem({ settings, clock }: CommandContext): Haendelse {
  return { tidspunkt: clock(), af: settings.by };
}

async function kendteMyndigheder(store: Store): Promise<ReadonlySet<string>> {
  return new Set((await store.myndigheder()).map(({ cvr }) => cvr));
}
