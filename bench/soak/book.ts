/** The auditor's book: every object that it knows, how many calls were made, and where server and model disagree. */
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import type { Registrering, Type } from './forms.ts';

/** A look at an object during a call: every history that it has had since, the one before the call first. */
export interface Look extends Disposable {
  readonly object: KnownObject;
  readonly histories: (readonly Registrering[])[];
}

/** An object as the auditor believes it to be, and everything that was done to it. */
export class KnownObject {
  readonly cvr: string;
  readonly type: Type;
  readonly uuid: string;
  /** One line for each write, in the order in which they were answered. */
  readonly trail: string[] = [];
  /** Server and model disagree about it; it is told once and not looked at again. */
  isGivenUp = false;
  #history: readonly Registrering[] = [];
  readonly #looks = new Set<Look>();
  #isTaken = false;
  #waiting: (() => void)[] = [];

  constructor(cvr: string, type: Type, uuid: string) {
    this.cvr = cvr;
    this.type = type;
    this.uuid = uuid;
  }

  /** Its registrations, oldest first. */
  get history(): readonly Registrering[] {
    return this.#history;
  }

  /** Believes another history from now on. */
  learn(history: readonly Registrering[]): void {
    this.#history = history;
    for (const look of this.#looks) look.histories.push(history);
  }

  /** Opens a look; it is closed by its disposal. */
  look(): Look {
    const look: Look = {
      object: this,
      histories: [this.#history],
      [Symbol.dispose]: () => {
        this.#looks.delete(look);
      },
    };
    this.#looks.add(look);
    return look;
  }

  /** Takes the object for a write; false where another client has it. */
  take(): boolean {
    if (this.#isTaken || this.isGivenUp) return false;
    this.#isTaken = true;
    return true;
  }

  release(): void {
    this.#isTaken = false;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Resolves when nobody writes it. */
  async quiet(): Promise<void> {
    while (this.#isTaken) await new Promise<void>((goOn) => this.#waiting.push(goOn));
  }
}

export interface Disagreement {
  readonly what: string;
  readonly explanation: readonly string[];
  readonly trail: readonly string[];
}

/** Lines of a trail that are shown: the last ones, and what made the object. */
const TRAIL_LINES_MAX = 40;

export class Book {
  readonly disagreements: Disagreement[] = [];
  /** Calls by verb, and by what came of them. */
  readonly counts = new Map<string, number>();
  readonly #objects = new Map<string, Map<string, KnownObject>>();
  readonly #creating = new Set<Promise<unknown>>();

  tally(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  enter(object: KnownObject): void {
    const key = `${object.cvr} ${object.type}`;
    if (!this.#objects.has(key)) this.#objects.set(key, new Map());
    this.#objects.get(key)!.set(object.uuid, object);
  }

  find(cvr: string, type: Type, uuid: string): KnownObject | undefined {
    return this.#objects.get(`${cvr} ${type}`)?.get(uuid);
  }

  /** What an authority sees under a UUID: its own first, else the shared one. */
  sees(cvr: string, type: Type, uuid: string): KnownObject | undefined {
    return this.find(cvr, type, uuid) ?? this.find(KOMBIT_CVR, type, uuid);
  }

  owned(cvr: string, type: Type): KnownObject[] {
    return [...(this.#objects.get(`${cvr} ${type}`)?.values() ?? [])];
  }

  visible(cvr: string, type: Type): KnownObject[] {
    return [...this.owned(cvr, type), ...this.owned(KOMBIT_CVR, type)];
  }

  all(): KnownObject[] {
    return [...this.#objects.values()].flatMap((objects) => [...objects.values()]);
  }

  /** An `opret` is under way: an object may come to be whose UUID nobody here knows yet. */
  creating(creation: Promise<unknown>): void {
    this.#creating.add(creation);
    void creation.finally(() => this.#creating.delete(creation));
  }

  /** Resolves when every `opret` that is under way now has its answer. */
  async allCreated(): Promise<void> {
    await Promise.allSettled([...this.#creating]);
  }

  /** Server and model disagree; `objects` are given up, and their trails are told. */
  disagree(what: string, explanation: readonly string[], objects: readonly KnownObject[] = []): void {
    const trail = objects.slice(0, 3).flatMap((object) => {
      const lines = object.trail;
      const shown = lines.length > TRAIL_LINES_MAX ? [lines[0]!, '…', ...lines.slice(-TRAIL_LINES_MAX)] : lines;
      return [`${object.type} ${object.uuid} of ${object.cvr}:`, ...shown.map((line) => `  ${line}`)];
    });
    for (const object of objects) object.isGivenUp = true;
    this.disagreements.push({ what, explanation, trail });
  }
}
