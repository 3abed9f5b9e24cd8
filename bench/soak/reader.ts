/**
 * Reads at both axes, held against what the model shows. A read that meets a write of the same object may show it before
 * or after that write, and nothing in between.
 */
import { containers, type Snapshot, snapshots } from './answers.ts';
import type { Book, KnownObject, Look } from './book.ts';
import type { Caller } from './caller.ts';
import type { Answer } from './client.ts';
import { FOR_EVER, linesOf, type Period, type Registrering, type Type } from './forms.ts';
import { type Filter, laes, list, pathOf } from './messages.ts';
import { registeredIn, view } from './naive-object.ts';
import { hierarki, SYSTEM_PATH } from './system-messages.ts';
import { difference } from './trail.ts';

/** The containers of the hierarchy that the clients fill. */
const CONTAINERS = {
  OrganisationEnhed: 'OrganisationEnheder',
  OrganisationFunktion: 'OrganisationFunktioner',
  Bruger: 'Brugere',
};

/** The interval that two ends mean: where they are equal, that instant. */
const resolved = ({ fra, til }: Period): Period => ({ fra, til: fra === til ? til + 1 : til });

/** What a read of a history gives, as lines; none where there is nothing to show. */
function expected(type: Type, history: readonly Registrering[], filter: Filter, now: number): string[] {
  const registreringer = filter.registrering ? registeredIn(history, resolved(filter.registrering)) : history.slice(-1);
  const virkning = filter.virkning ? resolved(filter.virkning) : { fra: now, til: now + 1 };
  return registreringer.flatMap((registrering) => linesOf(type, view(type, registrering, virkning, now)));
}

export class Reader {
  readonly #caller: Caller;
  readonly #book: Book;

  constructor(caller: Caller, book: Book) {
    this.#caller = caller;
    this.#book = book;
  }

  /** What is wrong with what was seen of an object; none where some history that the call may have met explains it. */
  async #faults(look: Look, seen: readonly string[], filter: Filter, answer: Answer): Promise<string[] | undefined> {
    const { object } = look;
    await object.quiet();
    if (object.isGivenUp) return undefined;
    let nearest: string[] | undefined;
    for (const history of look.histories) {
      for (const now of [answer.answered, answer.sent]) {
        const v = expected(object.type, history, filter, now);
        if (v.join('\n') === seen.join('\n')) return undefined;
        nearest = difference(v, seen);
      }
    }
    return nearest ?? ['no history explains it'];
  }

  /** An answer that shows something is 20, one that shows nothing is 44, and there is no other. */
  #checkStatus(verbum: string, answer: Answer & { isAnswer: true }, isAnything: boolean, what: string): void {
    const status = isAnything ? 20 : 44;
    if (answer.status !== status)
      this.#book.disagree(`${verbum} ${answer.status}, not ${status}`, [answer.tekst, what]);
  }

  /** One object through a filter. */
  async laes(object: KnownObject, filter: Filter): Promise<void> {
    const { type, uuid, cvr } = object;
    using look = object.look();
    const answer = await this.#caller.call('laes', pathOf(type), laes(type, uuid, filter), cvr);
    if (!answer.isAnswer) return;
    const [snapshot] = answer.status === 20 ? snapshots(answer.body) : [];
    const seen = (snapshot?.registreringer ?? []).flatMap((r) => linesOf(type, r));
    this.#checkStatus('laes', answer, seen.length > 0, uuid);
    const faults = await this.#faults(look, seen, filter, answer);
    if (faults) this.#book.disagree(`laes ${answer.status} with ${JSON.stringify(filter)}`, faults, [object]);
  }

  /** Several objects of a type, among them some that are not there for this authority. */
  async list(
    cvr: string,
    type: Type,
    objects: readonly KnownObject[],
    others: readonly string[],
    filter: Filter,
  ): Promise<void> {
    using stack = new DisposableStack();
    const looks = objects.map((object) => stack.use(object.look()));
    const uuids = [...objects.map(({ uuid }) => uuid), ...others];
    const answer = await this.#caller.call('list', pathOf(type), list(type, uuids, filter), cvr);
    if (!answer.isAnswer) return;
    const shown = new Map(
      (answer.status === 20 ? snapshots(answer.body) : []).map((snapshot) => [snapshot.uuid, snapshot]),
    );
    this.#checkStatus('list', answer, shown.size > 0, uuids.join(' '));
    for (const look of looks) {
      const seen = (shown.get(look.object.uuid)?.registreringer ?? []).flatMap((r) => linesOf(type, r));
      const faults = await this.#faults(look, seen, filter, answer);
      if (faults) this.#book.disagree(`list with ${JSON.stringify(filter)}`, faults, [look.object]);
      shown.delete(look.object.uuid);
    }
    if (shown.size > 0)
      this.#book.disagree('list gave objects that were not asked for or are not seen', [...shown.keys()]);
  }

  /** All pages of the hierarchy, while nobody writes for the authority: exactly these objects, in order, as they are now. */
  async hierarki(cvr: string, count: number): Promise<void> {
    const awaited = new Map(
      Object.entries(CONTAINERS).map(([type, navn]) => [navn, this.#living(cvr, type as Type)] as const),
    );
    const last = Math.max(...[...awaited.values()].map((objects) => objects.length));
    // One page more than there are, which must be empty.
    for (let first = 0; first < last + count; first += count) {
      const answer = await this.#caller.call('fremsoegobjekthierarki', SYSTEM_PATH, hierarki(first, count), cvr);
      if (!answer.isAnswer) return;
      const all = containers(answer.body);
      for (const [navn, living] of awaited) {
        const faults = await this.#page(living.slice(first, first + count), all.get(navn) ?? [], answer);
        if (faults)
          this.#book.disagree(`hierarchy of ${cvr} from ${first}, ${count}: ${navn}`, faults.lines, faults.culprits);
      }
    }
  }

  #living(cvr: string, type: Type): KnownObject[] {
    return this.#book
      .owned(cvr, type)
      .filter(({ history }) => history.length > 0 && !['Passiveret', 'Slettet'].includes(history.at(-1)!.kode))
      .sort((a, b) => (a.uuid < b.uuid ? -1 : 1));
  }

  async #page(living: readonly KnownObject[], shown: readonly Snapshot[], answer: Answer) {
    if (living.some(({ isGivenUp }) => isGivenUp)) return undefined;
    const awaited = living.map(({ uuid }) => uuid);
    const found = shown.map(({ uuid }) => uuid);
    if (awaited.join() !== found.join()) {
      const culprits = living.filter(({ uuid }) => !found.includes(uuid));
      return { lines: ['other objects', ...difference(awaited, found)], culprits };
    }
    for (const [i, object] of living.entries()) {
      using look = object.look();
      const seen = shown[i]!.registreringer.flatMap((r) => linesOf(object.type, r));
      const lines = await this.#faults(look, seen, {}, answer);
      if (lines) return { lines, culprits: [object] };
    }
    return undefined;
  }

  /** The whole of an object, which must be as the model says and no other way. */
  async whole(object: KnownObject): Promise<void> {
    const allTime = { fra: Number.NEGATIVE_INFINITY, til: FOR_EVER };
    await this.laes(object, { virkning: allTime, registrering: allTime });
  }
}
