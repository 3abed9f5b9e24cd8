/** The two writes of OrganisationSystem: the import of many units at once, and anonymiser, which rewrites a history. */
import { oneByOne, snapshots } from './answers.ts';
import type { Book, KnownObject } from './book.ts';
import type { Caller } from './caller.ts';
import type { Answer } from './client.ts';
import { FOR_EVER, FROM_EVER, linesOf, type Registrering } from './forms.ts';
import { laes, pathOf } from './messages.ts';
import { judge, view, type Write } from './naive-object.ts';
import { anonymiser, importSystem, SYSTEM_PATH } from './system-messages.ts';
import { difference, trailOf } from './trail.ts';
import type { Writer } from './writer.ts';

const ALL_TIME = { fra: FROM_EVER, til: FOR_EVER };
/** What stands where a name stood. */
const ANONYMOUS = 'Anonymiseret';

type History = readonly Registrering[];

/** Who asked for it and when: what the newest registration says. Only the time is not known beforehand. */
const noteOfAsker = (cvr: string) => new RegExp(`^${ANONYMOUS} (\\S+Z) efter anmodning fra CVR ${cvr}$`);

/** A history without what tells who the person is. */
const anonymised = (history: History, askers: string): History =>
  history.map(({ indhold, ...registrering }, i) => ({
    ...registrering,
    note: i === history.length - 1 ? askers : '',
    indhold: Object.fromEntries(
      Object.entries(indhold).map(([navn, entries]) => [
        navn,
        entries.map((entry) => {
          const { 'CPR-NummerTekst': _, ...parts } = entry.parts;
          return { ...entry, parts: Object.fromEntries(Object.keys(parts).map((part) => [part, ANONYMOUS])) };
        }),
      ]),
    ),
  }));

export class SystemWriter {
  readonly #caller: Caller;
  readonly #book: Book;
  readonly #writer: Writer;
  readonly #userOf: (cvr: string) => string;

  constructor(caller: Caller, book: Book, writer: Writer, userOf: (cvr: string) => string) {
    this.#caller = caller;
    this.#book = book;
    this.#writer = writer;
    this.#userOf = userOf;
  }

  /** Imports units together; each has its own outcome. The caller has taken them; they are let go here. */
  async importer(cvr: string, units: readonly { object: KnownObject; call: Write }[]): Promise<void> {
    const organisation = this.#userOf(cvr);
    const body = importSystem(
      organisation,
      units.map(({ call }) => call),
    );
    try {
      const answer = await this.#caller.call('import', SYSTEM_PATH, body, cvr);
      const outcomes = answer.isAnswer ? oneByOne(answer.body) : undefined;
      if (outcomes && outcomes.get(organisation)?.status !== 49) {
        this.#book.disagree('import of the Organisation that is there', [JSON.stringify([...outcomes])]);
      }
      for (const { object, call } of units) {
        const its = outcomes?.get(object.uuid) ?? { status: Number.NaN, tekst: 'no answer for this object' };
        await this.#writer.explain(object, [{ call, answer: answer.isAnswer ? { ...answer, ...its } : answer }]);
      }
    } finally {
      for (const { object } of units) object.release();
    }
  }

  /** Anonymises a person while it is changed. The caller has taken it; it is let go here. */
  async anonymiser(object: KnownObject, ret: Write): Promise<void> {
    try {
      const [a, r] = await Promise.all([
        this.#caller.call('anonymiser', SYSTEM_PATH, anonymiser(object.uuid), object.cvr),
        this.#writer.send(ret),
      ]);
      object.trail.push(`anonymiser -> ${a.isAnswer ? a.status : a.why}`, trailOf({ call: ret, answer: r }));
      await this.#explain(object, a, ret, r);
    } finally {
      object.release();
    }
  }

  /** The note of the one who asked, with the time that is shown, where that is a time of this call. */
  #askersNote({ cvr, history }: KnownObject, a: Answer, shown: History): string {
    const known = new Set(history.map(({ note }) => note));
    const note = shown
      .map((registrering) => registrering.note)
      .find((text) => noteOfAsker(cvr).test(text) && !known.has(text));
    const at = Date.parse(noteOfAsker(cvr).exec(note ?? '')?.[1] ?? '');
    return note !== undefined && at >= a.sent && (!a.isAnswer || at <= a.answered) ? note : 'who asked, and when';
  }

  /** The histories that the two may have left, in whatever order they came; each with those before it. */
  #possibilities(object: KnownObject, a: Answer, ret: Write, r: Answer, shown: History): History[][] {
    const before = object.history;
    const lastTime = shown.at(-1)?.time ?? 0;
    const askers = this.#askersNote(object, a, shown);
    const corrected = (history: History): History[] =>
      [0, 1, 2].flatMap((ms) => {
        const verdict = judge(history, ret, lastTime - ms, this.#userOf(object.cvr));
        return 'added' in verdict ? [[...history, ...verdict.added]] : [];
      });
    const anonymous = anonymised(before, askers);
    const isAnonymous = (answer: Answer) => !answer.isAnswer || answer.status === 20;
    return [
      ...(isAnonymous(a) && isAnonymous(r) ? corrected(anonymous).map((h) => [anonymous, h]) : []),
      ...(isAnonymous(a) && isAnonymous(r) ? corrected(before).map((h) => [h, anonymised(h, askers)]) : []),
      ...(isAnonymous(a) && !(r.isAnswer && r.status === 20) ? [[anonymous]] : []),
      ...(!(a.isAnswer && a.status === 20) && isAnonymous(r) ? corrected(before).map((h) => [h]) : []),
      ...(!(a.isAnswer && a.status === 20) && !(r.isAnswer && r.status === 20) ? [[before]] : []),
    ];
  }

  async #explain(object: KnownObject, a: Answer, ret: Write, r: Answer): Promise<void> {
    const { type, uuid, cvr, history } = object;
    const message = laes(type, uuid, { virkning: ALL_TIME, registrering: ALL_TIME });
    const answer = await this.#caller.surely('laes', pathOf(type), message, cvr);
    const shown = answer.status === 20 ? (snapshots(answer.body)[0]?.registreringer ?? []) : [];
    const seen = shown.flatMap((registrering) => linesOf(type, registrering));
    const lines = (h: History) => h.flatMap((reg) => linesOf(type, view(type, reg, ALL_TIME, answer.answered)));
    if (a.isAnswer && a.status !== (history.length > 0 ? 20 : 44)) {
      return this.#book.disagree(`anonymiser ${a.status}`, [a.tekst], [object]);
    }
    if (r.isAnswer && r.status !== 20 && judge(history, ret, r.answered, '').status !== r.status) {
      return this.#book.disagree(`ret ${r.status} beside anonymiser`, [r.tekst], [object]);
    }
    const possibilities = this.#possibilities(object, a, ret, r, shown);
    const right = possibilities.find((steps) => lines(steps.at(-1)!).join('\n') === seen.join('\n'));
    if (right) for (const h of right) object.learn(h);
    else
      this.#book.disagree('anonymiser with a ret', difference(lines(possibilities.at(-1)?.at(-1) ?? []), seen), [
        object,
      ]);
  }
}
