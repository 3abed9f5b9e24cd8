/**
 * Brings dueslag and their subscriptions to what a file of agreements says: what is so already is left alone, and what
 * the file does not name as well. Everything is judged before anything is saved.
 */
import type { Aftalefil } from '../administration/aftalefil.ts';
import type { Fildueslag } from '../administration/dueslagfil.ts';
import type { Tilstand } from '../administration/model.ts';
import { findSystem } from '../administration/systemer.ts';
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';
import { isUuid, newUuid } from '../base/uuid.ts';
import { assertAbonnement, assertDueslag } from '../beskedfordeler/tilmelding.ts';
import type { Adressekrav } from '../beskedfordeler/ud/adresse.ts';
import type { Beskeder } from '../store/beskeder/beskeder.ts';
import type { Abonnement, Dueslag, Dueslagspost } from '../store/beskeder/dueslag.ts';
import type { Graenser } from './dueslaggraenser.ts';

/** A dueslag as it is to be, and as it is. */
interface Oensket {
  readonly post: Dueslagspost;
  readonly abonnementer: readonly Omit<Abonnement, 'uuid'>[];
  readonly kendt: Dueslag | undefined;
}

/** Throws `bad-file` with file, line and column where one of them cannot be. */
export function doemDueslag(
  { noder, dueslag: fra }: Aftalefil,
  kendte: readonly Dueslag[],
  tilstand: Tilstand,
  krav: Adressekrav,
  graenser: Graenser,
): readonly Oensket[] {
  const sete = new Set<string>();
  return fra.map((et) => {
    if (sete.has(et.uuid)) throw noder.fejl(et.node, 'fil-gentaget', 'It was named before.');
    sete.add(et.uuid);
    const { uuid: systemUuid } = noder.ved(et.node, () => findSystem(tilstand, et.system));
    const kendt = kendte.find(({ uuid }) => uuid === et.uuid);
    const ved = <T>(node: Fildueslag['node'], goer: () => T): T => {
      try {
        return goer();
      } catch (error) {
        if (!(error instanceof FkorgError) || error.code !== 'bad-setting') throw error;
        throw noder.fejl(node, 'fil-dueslag', error.message);
      }
    };
    return ved(et.node, () => {
      if (!isUuid(et.uuid)) throw new FkorgError('bad-setting', 'A dueslag has a UUID.');
      if (kendt && kendt.systemUuid !== systemUuid) throw new FkorgError('bad-setting', 'It is another receiver’s.');
      const { beskederMax, bytesMax, alderMaxMs } = kendt ?? graenser;
      const { uuid, navn, maade, adresse, abonnementer } = et;
      const post = {
        ...{ uuid, navn, systemUuid, maade, beskederMax, bytesMax, alderMaxMs },
        ...(adresse !== undefined && { adresse }),
      };
      assertDueslag(post, krav);
      for (const [nr, abonnement] of abonnementer.entries()) {
        ved(abonnement.node, () => assertAbonnement({ uuid, ...abonnement }, { abonnementer: Array(nr) }));
      }
      if (new Set(abonnementer.map((a) => a.navn)).size < abonnementer.length) {
        throw new FkorgError('bad-setting', 'Two of its subscriptions have one name.');
      }
      return { post, abonnementer, kendt };
    });
  });
}

/** Saves them; gives a line for each that was not so already. */
export async function gemDueslag(beskeder: Beskeder, oenskede: readonly Oensket[], nu: Instant): Promise<string[]> {
  const linjer: string[] = [];
  for (const oensket of oenskede) if (await bring(beskeder, oensket, nu)) linjer.push(linjeOm(oensket));
  return linjer;
}

function linjeOm({ post, kendt }: Oensket): string {
  return `Dueslag ${post.navn} (${post.uuid}): ${kendt ? 'changed' : 'made'}.`;
}

async function bring(beskeder: Beskeder, { post, abonnementer, kendt }: Oensket, nu: Instant): Promise<boolean> {
  let isAendret = false;
  if (!kendt || kendt.navn !== post.navn || kendt.maade !== post.maade || kendt.adresse !== post.adresse) {
    await beskeder.gemDueslag(post, nu);
    isAendret = true;
  }
  const gamle = kendt?.abonnementer ?? [];
  for (const { uuid, navn } of gamle) {
    if (abonnementer.some((nyt) => nyt.navn === navn)) continue;
    await beskeder.fjernAbonnement(uuid);
    isAendret = true;
  }
  for (const { navn, udtryk } of abonnementer) {
    const gammelt = gamle.find((et) => et.navn === navn);
    if (gammelt?.udtryk === udtryk) continue;
    await beskeder.gemAbonnement(post.uuid, { uuid: gammelt?.uuid ?? newUuid(), navn, udtryk });
    isAendret = true;
  }
  return isAendret;
}
