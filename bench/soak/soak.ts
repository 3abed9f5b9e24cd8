/**
 * One run: a server of its own, clients that work at it until their time is up, kills in between, and at the end a look at
 * every object, at what searches find, and at what `fkorg check` says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { KOMBIT, KOMMUNER_98, KORSBAEK } from '../../src/data/kommuner.ts';
import { MYNDIGHEDER, myndighedspost } from '../../src/data/superorg.ts';
import { tilfaeldig } from '../../test/store/verden.ts';
import { snapshots } from './answers.ts';
import { Book, KnownObject } from './book.ts';
import { Caller } from './caller.ts';
import { Clerk } from './clerk.ts';
import { FOR_EVER, FROM_EVER, TYPES } from './forms.ts';
import { Gate } from './gate.ts';
import { type Installation, type InstallationOptions, startInstallation } from './installation.ts';
import { daysAround, Material } from './material.ts';
import { laes, pathOf } from './messages.ts';
import { Reader } from './reader.ts';
import { Searcher } from './searcher.ts';
import { SystemWriter } from './system-writer.ts';
import type { Workplace } from './workplace.ts';
import { Writer } from './writer.ts';

/** The first authority has most of the clients, so that they meet. */
const CLIENTS = [
  [KORSBAEK.cvr, 4],
  [KOMMUNER_98[0]!.cvr, 2],
  [KOMMUNER_98[1]!.cvr, 1],
] as const;
const ALL_TIME = { fra: FROM_EVER, til: FOR_EVER };

export interface Options extends InstallationOptions {
  readonly seed: number;
  /** The run ends after so many milliseconds or calls, whichever is first. */
  readonly msMax: number;
  readonly callsMax: number;
  /** After how many calls, or how many milliseconds, the next kill comes; undefined: no kills. */
  readonly kills?: { readonly calls: number } | { readonly ms: readonly [min: number, max: number] };
  /** Disagreements after which the clients stop. */
  readonly disagreementsMax?: number;
  /** Told now and then. */
  readonly onProgress?: (line: string) => void;
}

export interface Result {
  readonly book: Book;
  readonly calls: number;
  readonly objects: number;
  readonly registreringer: number;
  readonly ms: number;
  /** Kills by kind, and the longest time from a kill to the first answer. */
  readonly kills: ReadonlyMap<string, number>;
  readonly recoveryMsMax: number;
}

const PROGRESS_MS = 5_000;
const TICK_MS = 20;
/** The standard of `disagreementsMax`. */
const DISAGREEMENTS_MAX = 20;

/** What the server has before the first call: the root units, read once and believed. */
async function learnTheStart(book: Book, caller: Caller): Promise<void> {
  for (const { cvr, rodenhedUuid } of MYNDIGHEDER) {
    if (cvr !== KOMBIT.cvr && !CLIENTS.some(([each]) => each === cvr)) continue;
    const object = new KnownObject(cvr, 'OrganisationEnhed', rodenhedUuid);
    const body = laes('OrganisationEnhed', rodenhedUuid, { virkning: ALL_TIME, registrering: ALL_TIME });
    const answer = await caller.surely('laes', pathOf('OrganisationEnhed'), body, cvr);
    object.learn(snapshots(answer.body)[0]?.registreringer ?? []);
    book.enter(object);
  }
}

/** Every object on both axes, and searches for everything. */
async function lookThrough(place: Workplace): Promise<void> {
  for (const object of place.book.all()) if (!object.isGivenUp) await place.reader.whole(object);
  for (const cvr of place.gates.keys()) {
    for (const type of TYPES) {
      for (const kode of [undefined, 'Passiveret', 'Slettet']) {
        await place.searcher.soeg(cvr, { type, indhold: {}, virkning: ALL_TIME, ...(kode && { kode }) });
      }
    }
  }
}

class KillPlan {
  readonly #options: Options;
  readonly #material: Material;
  #next: number;

  constructor(options: Options, material: Material) {
    this.#options = options;
    this.#material = material;
    this.#next = this.#after(0);
  }

  #after(now: number): number {
    const { kills } = this.#options;
    if (!kills) return Number.POSITIVE_INFINITY;
    if ('calls' in kills) return now + kills.calls;
    const [min, max] = kills.ms;
    return now + min + this.#material.draw(max - min);
  }

  /** True where it is time; then the next one is planned. */
  isTime(ms: number, calls: number): boolean {
    const now = this.#options.kills && 'calls' in this.#options.kills ? calls : ms;
    if (now < this.#next) return false;
    this.#next = this.#after(now);
    return true;
  }
}

async function run(options: Options, installation: Installation): Promise<Result> {
  const book = new Book();
  const caller = new Caller(installation, book);
  const userOf = (cvr: string) => myndighedspost(MYNDIGHEDER.find((m) => m.cvr === cvr)!).organisationUuid;
  const writer = new Writer(caller, book, userOf);
  const place: Workplace = {
    book,
    caller,
    writer,
    systemWriter: new SystemWriter(caller, book, writer, userOf),
    reader: new Reader(caller, book),
    searcher: new Searcher(caller, book),
    gates: new Map(CLIENTS.map(([cvr]) => [cvr, new Gate()])),
  };
  await learnTheStart(book, caller);

  const began = Date.now();
  const days = daysAround(began);
  const clients = CLIENTS.flatMap(([cvr, count], a) =>
    Array.from({ length: count }, (_, k) => {
      const nr = 10 * a + k;
      return new Clerk(`s${options.seed}-${nr}`, cvr, new Material(tilfaeldig(options.seed * 1000 + nr), days), place);
    }),
  );
  const calls = () => [...book.counts].reduce((sum, [what, n]) => (what.startsWith('unanswered') ? sum : sum + n), 0);
  const isOver = () =>
    Date.now() - began >= options.msMax ||
    calls() >= options.callsMax ||
    book.disagreements.length >= (options.disagreementsMax ?? DISAGREEMENTS_MAX);
  let failure: unknown;
  const working = clients.map(async (client) => {
    try {
      while (!isOver() && failure === undefined) await client.work();
    } catch (error) {
      failure ??= error;
    }
  });
  const allDone = Promise.all(working).then(() => true);

  const material = new Material(tilfaeldig(options.seed), days);
  const plan = new KillPlan(options, material);
  const kills = new Map<string, number>();
  let recoveryMsMax = 0;
  let toldAt = 0;
  while (!(await Promise.race([allDone, sleep(TICK_MS, false)]))) {
    if (failure !== undefined) throw failure;
    const ms = Date.now() - began;
    if (ms - toldAt >= PROGRESS_MS) {
      toldAt = ms;
      const killCount = [...kills.values()].reduce((sum, n) => sum + n, 0);
      options.onProgress?.(
        `${Math.round(ms / 1000)} s: ${calls()} calls, ${book.all().length} objects, ${killCount} kills, ${book.disagreements.length} disagreements`,
      );
    }
    if (isOver() || !plan.isTime(ms, calls())) continue;
    await sleep(material.draw(TICK_MS));
    const kill = material.one(installation.possibleKills);
    recoveryMsMax = Math.max(recoveryMsMax, await caller.killAndRestart(kill, material.draw));
    kills.set(kill, (kills.get(kill) ?? 0) + 1);
  }
  if (failure !== undefined) throw failure;
  await lookThrough(place);
  for (const fault of await installation.finish()) book.disagree('after the end', [fault]);
  const all = book.all();
  return {
    book,
    calls: calls(),
    objects: all.length,
    registreringer: all.reduce((sum, { history }) => sum + history.length, 0),
    ms: Date.now() - began,
    kills,
    recoveryMsMax,
  };
}

/** Starts everything, runs it, and clears it away. Throws where the server does not come back from a kill. */
export async function soak(options: Options): Promise<Result> {
  await using installation = await startInstallation(options);
  return await run(options, installation);
}
