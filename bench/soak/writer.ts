/**
 * Writes, and explains what the history shows afterwards: every acknowledged write is there once, no refused one is, one
 * that was never answered is there wholly or not at all, and each registration says what the model makes of it in the
 * order in which the server took them.
 */
import { idListe, newUuidOf, snapshots } from './answers.ts';
import { type Book, KnownObject } from './book.ts';
import type { Caller } from './caller.ts';
import type { Answer } from './client.ts';
import { FOR_EVER, FROM_EVER, linesOf, type Registrering } from './forms.ts';
import { laes, write as messageOf, pathOf, soeg } from './messages.ts';
import { judge, view, type Write } from './naive-object.ts';
import { type Attempt, difference, isSame, trailOf } from './trail.ts';

const ALL_TIME = { fra: FROM_EVER, til: FOR_EVER };

export class Writer {
  readonly #caller: Caller;
  readonly #book: Book;
  readonly #userOf: (cvr: string) => string;

  constructor(caller: Caller, book: Book, userOf: (cvr: string) => string) {
    this.#caller = caller;
    this.#book = book;
    this.#userOf = userOf;
  }

  /** Makes writes of one object at the same time. The caller has taken the object; it is let go here. */
  async write(object: KnownObject, call: readonly Write[]): Promise<void> {
    try {
      const attempts = await Promise.all(call.map(async (k) => ({ call: k, answer: await this.send(k) })));
      await this.explain(object, attempts);
    } finally {
      object.release();
    }
  }

  /** One write, as it is. */
  send(k: Write): Promise<Answer> {
    return this.#caller.call(k.verbum, pathOf(k.type), messageOf(k), k.cvr);
  }

  /** A write that must be refused with this status. */
  async inVain(call: Write, status: number): Promise<void> {
    const answer = await this.send(call);
    if (answer.isAnswer && answer.status !== status) {
      this.#book.disagree(`${call.verbum} of another's object: ${answer.status}, not ${status}`, [
        trailOf({ call, answer }),
      ]);
    }
  }

  /** Makes an object whose UUID the server gives; undefined where none came of it. */
  async opret(call: Write): Promise<KnownObject | undefined> {
    const creation = this.#opret(call);
    this.#book.creating(creation);
    return creation;
  }

  async #opret(call: Write): Promise<KnownObject | undefined> {
    const answer = await this.send(call);
    const uuids = answer.isAnswer
      ? answer.status === 20
        ? [newUuidOf(answer.body)]
        : []
      : await this.#findCreated(call);
    if (answer.isAnswer && answer.status !== 20) {
      const { status } = judge([], call, answer.sent, '');
      if (status !== answer.status)
        this.#book.disagree(`opret ${answer.status}, not ${status}`, [answer.tekst, trailOf({ call, answer })]);
    }
    if (uuids.length > 1) this.#book.disagree('an opret made several objects', [...uuids, trailOf({ call, answer })]);
    if (uuids[0] === undefined) return undefined;
    const object = new KnownObject(call.cvr, call.type, uuids[0]);
    object.take();
    this.#book.enter(object);
    try {
      await this.explain(object, [{ call, answer }]);
    } finally {
      object.release();
    }
    return object;
  }

  /** What became of an `opret` without an answer: its BrugervendtNoegle is its id. */
  async #findCreated({ id, type, cvr }: Write): Promise<string[]> {
    const indhold = { Egenskab: [{ ...ALL_TIME, parts: { BrugervendtNoegleTekst: id } }] };
    const answer = await this.#caller.surely('soeg', pathOf(type), soeg({ type, indhold, virkning: ALL_TIME }), cvr);
    return idListe(answer.body);
  }

  /** Reads what is new of an object that the caller has taken, and explains it by what was done. */
  async explain(object: KnownObject, attempts: readonly Attempt[]): Promise<void> {
    object.trail.push(...attempts.map(trailOf));
    const last = object.history.at(-1);
    const filter = { virkning: ALL_TIME, registrering: { fra: last?.time ?? FROM_EVER, til: FOR_EVER } };
    const { type, uuid, cvr } = object;
    const answer = await this.#caller.surely('laes', pathOf(type), laes(type, uuid, filter), cvr);
    const shown = answer.status === 20 ? (snapshots(answer.body)[0]?.registreringer ?? []) : [];
    const lines = (registrering: Registrering) => linesOf(type, registrering);
    const expected = (registrering: Registrering) =>
      [answer.answered, answer.sent].map((now) => lines(view(type, registrering, ALL_TIME, now)));
    const isExpected = (fresh: Registrering, seen: Registrering) => expected(fresh).some((v) => isSame(v, lines(seen)));
    const disagree = (what: string, explanation: readonly string[]) => this.#book.disagree(what, explanation, [object]);

    const added = [...shown];
    if (last) {
      const again = added.shift();
      if (!again) return disagree('an acknowledged registration is gone', lines(last));
      if (!isExpected(last, again)) {
        return disagree('an old registration is not what it was', difference(expected(last)[0]!, lines(again)));
      }
    }
    const states = [object.history];
    const found = new Set<Write>();
    while (added.length > 0) {
      const [first] = added;
      const id = first!.note.split('/')[0];
      const own = attempts.find(({ call }) => call.id === id);
      if (!own || found.has(own.call)) return disagree('a registration that no call asked for', lines(first!));
      if (own.answer.isAnswer && own.answer.status !== 20) {
        return disagree(`refused with ${own.answer.status}, and done all the same`, [
          own.answer.tekst,
          ...lines(first!),
        ]);
      }
      found.add(own.call);
      const owned = added.splice(0, Math.max(own.call.submitted.length, 1));
      const verdict = this.#expected(object.history, own, owned, isExpected);
      if ('why' in verdict) return disagree(verdict.why, verdict.lines);
      object.learn([...object.history, ...verdict.added]);
      states.push(object.history);
    }
    for (const { call, answer: s } of attempts) {
      if (found.has(call) || !s.isAnswer) {
        if (!s.isAnswer) this.#book.tally(found.has(call) ? 'unanswered: done' : 'unanswered: not done');
        continue;
      }
      if (s.status === 20) return disagree('acknowledged, and not there', [trailOf({ call, answer: s })]);
      const statuses = new Set<number>();
      for (const history of states) {
        for (const now of [s.answered, s.sent]) statuses.add(judge(history, call, now, '').status);
      }
      if (!statuses.has(s.status)) {
        return disagree(`${call.verbum} ${call.id}: ${s.status}, not ${[...statuses].join(' or ')}`, [s.tekst]);
      }
    }
  }

  /** The registrations that the model makes of a write, which must be the ones that are there. */
  #expected(
    history: readonly Registrering[],
    { call, answer }: Attempt,
    owned: readonly Registrering[],
    isExpected: (fresh: Registrering, seen: Registrering) => boolean,
  ): { added: readonly Registrering[] } | { why: string; lines: string[] } {
    const time = owned.at(-1)!.time;
    const isJustAfter = time === ((owned.at(-2) ?? history.at(-1))?.time ?? Number.NaN) + 1;
    const isOwnTime = call.submitted.at(-1)?.time !== undefined;
    if (!isOwnTime && !isJustAfter && (time < answer.sent || time > answer.answered)) {
      return {
        why: 'registered at a time when the call was not under way',
        lines: owned.flatMap((r) => linesOf(call.type, r)),
      };
    }
    // Where the clock stood still a registration is a millisecond later than the "now" that it was decided by.
    const times = isOwnTime ? [answer.sent] : isJustAfter ? [time, time - 1, time - 2] : [time];
    const verdicts = times.map((now) => judge(history, call, now, this.#userOf(call.cvr)));
    for (const verdict of verdicts) {
      if (
        'added' in verdict &&
        verdict.added.length === owned.length &&
        verdict.added.every((fresh, i) => isExpected(fresh, owned[i]!))
      )
        return verdict;
    }
    const [verdict] = verdicts;
    const expected =
      'added' in verdict!
        ? verdict.added.flatMap((fresh) => linesOf(call.type, view(call.type, fresh, ALL_TIME, answer.answered)))
        : [`a refusal with ${verdict!.status}`];
    const seen = owned.flatMap((r) => linesOf(call.type, r));
    return { why: `${call.verbum} ${call.id} made something else than the model`, lines: difference(expected, seen) };
  }
}
