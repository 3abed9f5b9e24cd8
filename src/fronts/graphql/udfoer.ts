/**
 * Answers a plan level by level: first every field of a level loads for all its parents at once, then each gets its value; in the end what
 * is missing where nothing may be missing takes its parent with it. An object that is asked for the same in many places is answered once.
 */
import { setImmediate as pause } from 'node:timers/promises';
import { Feltsted } from './feltsted.ts';
import { Gruppe, INTET, type Raekke, uuidsOf } from './gruppe.ts';
import type { Feltplan, Valgplan } from './plan.ts';
import { Stoerrelse } from './stoerrelse.ts';
import { Fejlliste, type Svarfejl } from './svarfejl.ts';
import { type Felt, Feltfejl, type Forekomst, type Session } from './tabel.ts';

export interface Udfoerelse {
  readonly plan: Valgplan;
  readonly session: Session;
  /** Ends it: the one who asked has gone, or it has taken too long. */
  readonly signal: AbortSignal;
  /** Values in the whole answer. */
  readonly vaerdierMax: number;
}

export interface Svardata {
  readonly data: Raekke | null;
  readonly fejl: readonly Svarfejl[];
  /** Of the objects that were answered, those nearest to the root first. */
  readonly uuids: readonly string[];
  /** The first mistake of ours, for the log. */
  readonly intern?: unknown;
}

/** How long others wait at the most for a query that is being answered. */
const TUR_MS = 10;

class Svarer {
  readonly fejl = new Fejlliste();
  intern: unknown;
  readonly #session: Session;
  readonly #signal: AbortSignal;
  readonly #stoerrelse: Stoerrelse;
  #turMs = performance.now();

  constructor({ session, signal, vaerdierMax }: Udfoerelse) {
    this.#session = session;
    this.#signal = signal;
    this.#stoerrelse = new Stoerrelse(vaerdierMax);
  }

  /** Fills all groups of a level; gives those of the next one. */
  async niveau(grupper: readonly Gruppe[]): Promise<Gruppe[]> {
    this.#stoerrelse.niveau(grupper);
    const mislykkede = await this.#kanter(grupper);
    const naeste: Gruppe[] = [];
    for (const gruppe of grupper) {
      for (const felt of gruppe.plan.felter) {
        await this.#tur();
        const under = this.#felt(gruppe, felt, mislykkede);
        if (under && under.objekter.length > 0) naeste.push(under);
      }
    }
    return naeste;
  }

  /** Lets others come to turn where this has gone on for a while, and looks whether it is to go on. */
  async #tur(): Promise<void> {
    if (performance.now() - this.#turMs > TUR_MS) {
      await pause();
      this.#turMs = performance.now();
    }
    this.#signal.throwIfAborted();
  }

  /** Has the fields of a level load, each once; gives those that could not, with why. */
  async #kanter(grupper: readonly Gruppe[]): Promise<ReadonlyMap<object, Feltfejl>> {
    const felter = new Map<Felt, Map<string, { fra: Gruppe[]; argumenter: Feltplan['argumenter'] }>>();
    for (const gruppe of grupper) {
      for (const { felt, argumenter } of gruppe.plan.felter) {
        if ('fast' in felt || !felt.kant) continue;
        const ens = JSON.stringify(argumenter);
        const forekomster = felter.get(felt) ?? new Map();
        felter.set(felt, forekomster);
        const forekomst = forekomster.get(ens) ?? { fra: [], argumenter };
        forekomster.set(ens, forekomst);
        forekomst.fra.push(gruppe);
      }
    }
    const mislykkede = new Map<object, Feltfejl>();
    for (const [felt, samlede] of felter) {
      // Only between turns is it seen that the one who asked has gone.
      await pause();
      await this.#tur();
      const forekomster = [...samlede.values()].map(
        ({ fra, argumenter }): Forekomst<object, Feltplan['argumenter']> => ({
          foraeldre: fra.length === 1 ? fra[0]!.objekter : [...new Set(fra.flatMap(({ objekter }) => objekter))],
          argumenter,
        }),
      );
      try {
        await felt.kant!(forekomster, this.#session);
      } catch (error) {
        if (!(error instanceof Feltfejl)) throw error;
        mislykkede.set(felt, error);
      }
    }
    return mislykkede;
  }

  /** Gives a field its value in every object of a group; for objects below, their group. */
  #felt(gruppe: Gruppe, plan: Feltplan, mislykkede: ReadonlyMap<object, Feltfejl>): Gruppe | undefined {
    const { felt, noegle, form, under } = plan;
    const mislykket = mislykkede.get(felt);
    const underGruppe = under && new Gruppe(under, { gruppe, felt: plan });
    const valg: (number | readonly number[])[] = [];
    const sted = new Feltsted(this.fejl, gruppe, plan);
    for (let i = 0; i < gruppe.objekter.length; i++) {
      sted.nummer = i;
      const vaerdi = mislykket ?? this.#vaerdi(plan, gruppe.objekter[i]!, sted);
      const isListe = form.isListe && vaerdi !== null && vaerdi !== undefined && !(vaerdi instanceof Error);
      const svar = isListe
        ? this.#liste(sted, vaerdi as Iterable<unknown>, underGruppe)
        : this.#enkelt(sted, vaerdi, INTET, form.isPaakraevet, underGruppe);
      if (svar === null && form.isPaakraevet) gruppe.doede.add(i);
      if (underGruppe) {
        const numre = svar as number | null | (number | null)[];
        valg.push(Array.isArray(numre) ? numre.map((nummer) => nummer ?? INTET) : (numre ?? INTET));
        this.#stoerrelse.assertPlads(underGruppe.pladser);
      } else {
        this.#stoerrelse.vaerdi(svar, gruppe.pladserAf(i));
        gruppe.skriv(i, noegle, svar);
      }
    }
    if (underGruppe) gruppe.boern.push({ felt: plan, gruppe: underGruppe, valg });
    return underGruppe;
  }

  #vaerdi({ felt, navn, argumenter }: Feltplan, objekt: object, sted: Feltsted): unknown {
    if ('fast' in felt) return felt.fast;
    if (!felt.vaerdi) return (objekt as Raekke)[navn];
    try {
      return felt.vaerdi(objekt, argumenter, this.#session, sted);
    } catch (error) {
      return error instanceof Error ? error : new Error('no Error was thrown');
    }
  }

  /** A list; null where an entry is missing that may not be. */
  #liste(sted: Feltsted, poster: Iterable<unknown>, under: Gruppe | undefined): unknown[] | null {
    const { isPostPaakraevet } = sted.plan.form;
    const liste: unknown[] = [];
    let isHel = true;
    for (const post of poster) {
      const svar = this.#enkelt(sted, post, liste.length, isPostPaakraevet, under);
      if (svar === null && isPostPaakraevet) isHel = false;
      liste.push(svar);
    }
    return isHel ? liste : null;
  }

  /** One value, or one entry of a list: for an object its number in the group below; null, with its error, where there is none. */
  #enkelt(sted: Feltsted, vaerdi: unknown, post: number, isPaakraevet: boolean, under: Gruppe | undefined): unknown {
    if (vaerdi instanceof Error) return this.#mislykket(sted, vaerdi, post);
    if (vaerdi === null || vaerdi === undefined) {
      if (!isPaakraevet) return null;
      const { type, navn } = sted.plan;
      const besked = `${type}.${navn} skal have en værdi, og data har ingen`;
      return this.#mislykket(sted, new Feltfejl('NullValueInNonNullableField', besked), post);
    }
    if (under) return under.tag(vaerdi as object, sted.nummer, post);
    try {
      return sted.plan.form.skriv!(vaerdi);
    } catch (error) {
      return this.#mislykket(sted, error as Error, post);
    }
  }

  #mislykket(sted: Feltsted, error: Error, post: number): null {
    if (!(error instanceof Feltfejl)) this.intern ??= error;
    const kendt = error instanceof Feltfejl ? error : new Feltfejl('ServerError', 'Der skete en fejl i fkorg');
    sted.fejl(kendt, post);
    return null;
  }
}

/** The answer to a plan. Throws what stops all of it: what a load throws, a `Feltfejl` where it becomes too large, the reason of the signal. */
export async function udfoer(udfoerelse: Udfoerelse): Promise<Svardata> {
  const svarer = new Svarer(udfoerelse);
  const rod = new Gruppe(udfoerelse.plan);
  rod.tag({}, 0, INTET);
  const alle: Gruppe[] = [];
  for (let niveau = [rod]; niveau.length > 0; niveau = await svarer.niveau(niveau)) alle.push(...niveau);
  const uuids = uuidsOf(alle);
  for (const gruppe of alle.reverse()) gruppe.saml();
  const data = rod.doede.size > 0 ? null : rod.raekker[0]!;
  const svar = { data, uuids, fejl: svarer.fejl.alle() };
  return svarer.intern === undefined ? svar : { ...svar, intern: svarer.intern };
}
