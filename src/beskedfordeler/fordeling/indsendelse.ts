/**
 * Messages that others send: held against the sender's agreement, and saved and distributed before they are answered. Those
 * that come at the same time share a transaction.
 */

import type { Clock } from '../../base/clock.ts';
import { enBrudTekst } from '../../standard/brud-tekst.ts';
import { STATUS } from '../../standard/koder.ts';
import { regler } from '../../standard/regler.ts';
import type { Beskeder, NyBesked, Stoppet } from '../../store/beskeder/beskeder.ts';
import { Gatherer } from '../../store/gather.ts';
import type { Afsenderaftale } from '../adgang/aftale.ts';
import { maaSende } from '../adgang/send.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import { type Afsendelse, medAfsendelse } from '../kuvert/lever.ts';
import { portionOf } from './portion.ts';
import { sha256 } from './sha256.ts';
import type { Stand, Tilmeldinger } from './tilmeldinger.ts';
import type { Udvaelgelse } from './udvaelgelse.ts';

/** Who sends, and under which agreement; undefined where access is open: then everybody may send everything. */
export type Afsender =
  | { readonly systemUuid: string; readonly cvr: string; readonly aftale: Afsenderaftale | undefined }
  | undefined;

/** What the sender is answered: 20, or why it was not taken. */
export interface Svar {
  readonly kode: number;
  readonly tekst: string;
}

export interface Indsendelsesvalg {
  readonly beskeder: Beskeder;
  readonly tilmeldinger: Tilmeldinger;
  readonly udvaelgelse: Udvaelgelse;
  readonly clock: Clock;
  /** True where dueslag were closed because a subscription cannot be read: then they are to be read again. */
  readonly lukUlaeselige: (stand: Stand) => Promise<boolean>;
  readonly fordelt: (stoppede: readonly Stoppet[]) => void;
}

const OPTAGET = 'Fordeleren har for mange beskeder i arbejde; prøv igen om lidt';
/** Dueslag can be changed while a message is distributed, but not for ever. */
const FORSOEG_MAX = 20;

interface Indsendt {
  readonly besked: Haendelsesbesked;
  /** The receivers that are left of those it names. */
  readonly tilladteModtagere: readonly string[];
  readonly afsenderUuid: string | undefined;
  readonly afsendelse: Afsendelse;
}

export class Indsendelse {
  readonly #valg: Indsendelsesvalg;
  readonly #samlet = new Gatherer((indsendte: readonly Indsendt[]) => this.#gem(indsendte), OPTAGET);

  constructor(valg: Indsendelsesvalg) {
    this.#valg = valg;
  }

  async modtag(besked: Haendelsesbesked, afsender: Afsender, afsendelse: Afsendelse): Promise<Svar> {
    const modtagere = afsender ? maaSende(besked, afsender.aftale, afsender.cvr) : besked.tilladteModtagere;
    if ('regel' in modtagere) return { kode: regler[modtagere.regel].status, tekst: enBrudTekst(modtagere) };
    const afsenderUuid = afsender?.systemUuid;
    return this.#samlet.add({ besked, tilladteModtagere: modtagere, afsenderUuid, afsendelse });
  }

  /** Resolves when nothing is under way. */
  stille(): Promise<void> {
    return this.#samlet.idle();
  }

  /** In portions, one after the other. */
  async #gem(indsendte: readonly Indsendt[]): Promise<readonly Svar[]> {
    const svar: Svar[] = [];
    let forsoeg = 0;
    while (svar.length < indsendte.length) {
      const gemt = await this.#portion(indsendte.slice(svar.length));
      if (gemt) svar.push(...gemt);
      else if (++forsoeg === FORSOEG_MAX) return [...svar, ...indsendte.slice(svar.length).map(() => FOR_URO)];
    }
    return svar;
  }

  /** The answers to the first of these; undefined where dueslag or subscriptions changed meanwhile. */
  async #portion(indsendte: readonly Indsendt[]): Promise<readonly Svar[] | undefined> {
    const { beskeder, tilmeldinger, udvaelgelse, clock, lukUlaeselige, fordelt } = this.#valg;
    const doemte = indsendte.map(({ besked, tilladteModtagere }) => ({ ...besked, tilladteModtagere }));
    const stand = await tilmeldinger.nu();
    if (await lukUlaeselige(stand)) return undefined;
    const leveringer = await udvaelgelse.leveringer(doemte, stand);
    const modtaget = clock();
    const nye = indsendte
      .slice(0, portionOf(leveringer.map(({ length }) => length)))
      .map((indsendt, nr) => nyBesked(indsendt, modtaget, leveringer[nr]!));
    const svar = await beskeder.fordel(nye, stand.version);
    if (svar.udfald !== 'gemt') return undefined;
    fordelt(svar.stoppede);
    const afviste = new Set(svar.afviste);
    return nye.map((_, nr) => (afviste.has(nr) ? ANDET_INDHOLD : TAGET));
  }
}

function nyBesked(
  { besked, tilladteModtagere, afsenderUuid, afsendelse }: Indsendt,
  modtaget: number,
  leveringer: NyBesked['leveringer'],
): NyBesked {
  const { beskedId } = besked;
  const indhold = medAfsendelse(besked, afsendelse);
  const isTrimmet = tilladteModtagere.length < besked.tilladteModtagere.length;
  return {
    ...{ beskedId, indhold, sha256: sha256(besked.tekst), modtaget, leveringer },
    ...(afsenderUuid !== undefined && { afsenderUuid }),
    ...(isTrimmet && { tilladteModtagere }),
  };
}

const FOR_URO: Svar = { kode: STATUS.internFejl, tekst: OPTAGET };
const TAGET: Svar = { kode: STATUS.ok, tekst: 'OK' };
const ANDET_INDHOLD: Svar = {
  kode: STATUS.ugyldigtInput,
  tekst:
    'BeskedId: en anden besked med samme BeskedId er sendt før. Forventet: et nyt BeskedId, eller beskeden som den var.',
};
