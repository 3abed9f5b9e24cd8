/**
 * Searches, held against a walk through every object that the authority sees (spec sf1500 §2.8). An object that is being
 * written meanwhile may be found as it was or as it became.
 */
import { idListe } from './answers.ts';
import type { Book, KnownObject } from './book.ts';
import type { Caller } from './caller.ts';
import { type Entry, FOR_EVER, isEmpty, meet, type Period, type Registrering } from './forms.ts';
import { pathOf, type Search, soeg } from './messages.ts';

/** Hits that a search gives at most. */
const HITS_MAX = 1000;

const folded = (tekst: string) => tekst.toLocaleLowerCase('da').normalize('NFC');

/** True where a text is what is asked for; a star first or last stands for anything. Blank texts are not found. */
function fits(tekst: string, asked: string): boolean {
  if (tekst.trim() === '') return false;
  const [stands, wanted] = [folded(tekst), folded(asked)];
  const core = wanted.replace(/^\*/, '').replace(/\*$/, '');
  if (wanted.startsWith('*') && wanted.endsWith('*')) return stands.includes(core);
  if (wanted.startsWith('*')) return stands.endsWith(core);
  return wanted.endsWith('*') ? stands.startsWith(core) : stands === core;
}

/** True where some entry of the list says what one part of a criterion asks for. */
function hasEntry(
  entries: readonly Entry[],
  criterion: Readonly<Record<string, string>>,
  period: Period,
  isText: boolean,
): boolean {
  return entries.some(
    (entry) =>
      meet(entry, period) &&
      Object.entries(criterion).every(([part, asked]) => {
        const stands = entry.parts[part];
        if (part === 'indeks' && asked === '') return true;
        return stands !== undefined && (isText ? fits(stands, asked) : stands === asked);
      }),
  );
}

/** True where the search finds an object with this history. */
function isFound(history: readonly Registrering[], search: Search, now: number): boolean {
  const { latestBefore = FOR_EVER, registeredFrom = Number.NEGATIVE_INFINITY, kode } = search;
  const registrering = history.filter(({ time }) => time < latestBefore).at(-1);
  if (!registrering || registrering.time < registeredFrom) return false;
  if (kode === undefined ? ['Passiveret', 'Slettet'].includes(registrering.kode) : registrering.kode !== kode)
    return false;
  const { fra, til } = search.virkning ?? { fra: now, til: now + 1 };
  const period = isEmpty({ fra, til }) ? { fra, til: fra + 1 } : { fra, til };
  return Object.entries(search.indhold).every(([navn, criterion]) => {
    const entries = registrering.indhold[navn] ?? [];
    if (navn !== 'Egenskab') return criterion.some(({ parts }) => hasEntry(entries, parts, period, false));
    // A blank text asks for nothing.
    const askedFor = criterion.flatMap(({ parts }) => Object.entries(parts));
    const felter = new Set(askedFor.filter(([, asked]) => asked.trim() !== '').map(([felt]) => felt));
    return [...felter].every((felt) =>
      criterion.some(
        ({ parts }) => parts[felt] !== undefined && hasEntry(entries, { [felt]: parts[felt] }, period, true),
      ),
    );
  });
}

/** The histories of an object that was made during a search. */
const fromNothing = ({ history }: KnownObject) => [[], ...history.map((_, i) => history.slice(0, i + 1))];

export class Searcher {
  readonly #caller: Caller;
  readonly #book: Book;

  constructor(caller: Caller, book: Book) {
    this.#caller = caller;
    this.#book = book;
  }

  /** One search, with others writing: what is certain must be right. */
  async soeg(cvr: string, search: Search): Promise<void> {
    using stack = new DisposableStack();
    const before = new Map(this.#book.visible(cvr, search.type).map((o) => [o, stack.use(o.look()).histories]));
    const answer = await this.#caller.call('soeg', pathOf(search.type), soeg(search), cvr);
    if (!answer.isAnswer) return;
    await this.#book.allCreated();
    const hits = idListe(answer.body);
    const found = new Set(hits);
    const last = hits.length === HITS_MAX ? hits.at(-1)! : 'g';
    const faults: string[] = [];
    const culprits: KnownObject[] = [];
    for (const object of this.#book.visible(cvr, search.type)) {
      await object.quiet();
      const isHit = found.delete(object.uuid);
      if (object.isGivenUp || object.uuid > last) continue;
      const possible = (before.get(object) ?? fromNothing(object)).flatMap((h) =>
        [answer.answered, answer.sent].map((now) => isFound(h, search, now)),
      );
      if (possible.includes(isHit)) continue;
      faults.push(`${object.uuid} is ${isHit ? '' : 'not '}found`);
      culprits.push(object);
    }
    for (const uuid of found) faults.push(`${uuid} is found, and the authority sees no such object`);
    if (hits.some((uuid, i) => i > 0 && uuid <= hits[i - 1]!)) faults.push('not in the order of the UUIDs');
    if (answer.status !== (hits.length > 0 ? 20 : 44)) faults.push(`${answer.status} with ${hits.length} hits`);
    if (faults.length > 0) this.#disagree(cvr, search, faults, culprits);
  }

  #disagree(cvr: string, search: Search, faults: readonly string[], culprits: readonly KnownObject[]): void {
    const time = (_: string, value: unknown) =>
      typeof value === 'number' ? (Number.isFinite(value) ? new Date(value).toISOString() : String(value)) : value;
    this.#book.disagree(`soeg of ${cvr}: ${JSON.stringify(search, time)}`, faults.slice(0, 20), culprits);
  }

  /** All pages of a search, one after the other, while nobody writes for the authority: exactly the hits, in order. */
  async pages(cvr: string, search: Search, count: number): Promise<void> {
    const visible = this.#book.visible(cvr, search.type);
    const hits: string[] = [];
    let answeredAt = Date.now();
    // Where there are more hits than objects, pages have no end.
    while (hits.length <= visible.length) {
      const answer = await this.#caller.call('soeg', pathOf(search.type), soeg(search, hits.length, count), cvr);
      if (!answer.isAnswer) return;
      answeredAt = answer.answered;
      const page = idListe(answer.body);
      hits.push(...page);
      if (page.length > count) this.#disagree(cvr, search, [`${page.length} hits on a page of ${count}`], []);
      if (page.length === 0) break;
    }
    const givenUp = new Set(visible.filter(({ isGivenUp }) => isGivenUp).map(({ uuid }) => uuid));
    const awaited = visible
      .filter((o) => !o.isGivenUp && isFound(o.history, search, answeredAt))
      .map(({ uuid }) => uuid);
    const shown = hits.filter((uuid) => !givenUp.has(uuid));
    if (awaited.sort().join() === shown.join()) return;
    const culprits = visible.filter(({ uuid }) => awaited.includes(uuid) !== shown.includes(uuid));
    this.#disagree(cvr, search, [`pages of ${count}: ${shown.length} hits, not ${awaited.length}`], culprits);
  }
}
