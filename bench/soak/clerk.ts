/**
 * One client: somebody of an authority who does one thing after the other, drawn from a seed. Several of them work for
 * the same authority at the same time, now and then on the same object.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { namedUuid } from '../../src/base/uuid.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { KnownObject } from './book.ts';
import { aChange } from './changes.ts';
import { DAYS_WORK } from './days-work.ts';
import { type Indhold, TYPES, type Type } from './forms.ts';
import { Lookups } from './lookups.ts';
import type { Material } from './material.ts';
import type { Sent, Write } from './naive-object.ts';
import { Picker } from './picker.ts';
import type { Workplace } from './workplace.ts';

const NAMESPACE_UUID = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const DAY_MS = 86_400_000;
/** Objects of a type that an authority makes by import, a few more than a search gives at once; then it changes what it has. */
const OBJECTS_MAX = 1200;
/** Milliseconds that a client waits before it knocks at a server that is away. */
const KNOCK_MS = 20;

export class Clerk {
  readonly cvr: string;
  readonly #name: string;
  readonly #material: Material;
  readonly #place: Workplace;
  readonly #picker: Picker;
  readonly lookups: Lookups;
  #nr = 0;

  constructor(name: string, cvr: string, material: Material, place: Workplace) {
    this.#name = name;
    this.cvr = cvr;
    this.#material = material;
    this.#place = place;
    this.#picker = new Picker(place.book, cvr, material);
    this.lookups = new Lookups(cvr, material, place, this.#picker);
  }

  /** Does one thing. */
  async work(): Promise<void> {
    if (this.#material.happens(1, 10)) await sleep(KNOCK_MS);
    else await this.#place.caller.quiet();
    await this.#material.one(DAYS_WORK)(this);
  }

  #together(work: () => Promise<unknown>): Promise<unknown> {
    return this.#place.gates.get(this.cvr)!.together(work);
  }

  #id(): string {
    this.#nr += 1;
    return `${this.#name}-${this.#nr}`;
  }

  #newContent(type: Type, key: string): Indhold {
    return this.#material.newContent(type, key, namedUuid(NAMESPACE_UUID, this.cvr), this.#picker.target);
  }

  #writeOf(object: KnownObject, verbum: Write['verbum'], submitted: readonly Sent[] = []): Write {
    return { id: this.#id(), cvr: this.cvr, type: object.type, uuid: object.uuid, verbum, submitted };
  }

  /** One or several registrations of an importer: of now, or a history with times of its own. */
  #imported(type: Type, key: string): Sent[] {
    if (this.#material.happens(3, 4)) return [{ indhold: this.#newContent(type, key) }];
    const days = this.#material.days.past.slice(-1 - this.#material.draw(3));
    const future = this.#material.happens(1, 8) ? [Date.now() + 300 * DAY_MS] : [];
    const submitted: Sent[] = [...days, ...future].map((time) => ({ time, indhold: this.#newContent(type, key) }));
    return this.#material.happens(1, 2)
      ? submitted
      : [...submitted.slice(0, -1), { indhold: this.#newContent(type, key) }];
  }

  async importNew(type: Type = this.#material.one(TYPES)): Promise<void> {
    if (this.#place.book.owned(this.cvr, type).length >= OBJECTS_MAX) return this.ret();
    const object = new KnownObject(this.cvr, type, namedUuid(NAMESPACE_UUID, `${this.#name} ${this.#id()}`));
    const key = this.#id();
    await this.#write(object, () => {
      this.#place.book.enter(object);
      const one = () => this.#writeOf(object, 'importer', this.#imported(type, key));
      return this.#material.happens(1, 8) ? [one(), one()] : [one()];
    });
  }

  /** A person with an address, a user, and the function that ties it to a unit. */
  async hire(): Promise<void> {
    for (const type of ['Person', 'Adresse', 'Bruger', 'OrganisationFunktion'] as const) await this.importNew(type);
  }

  async opret(): Promise<void> {
    const id = this.#id();
    const type = this.#material.one(TYPES);
    const call: Write = {
      id,
      cvr: this.cvr,
      type,
      uuid: '',
      verbum: 'opret',
      submitted: [{ indhold: this.#newContent(type, id) }],
    };
    await this.#together(() => this.#place.writer.opret(call));
  }

  /** Takes the object and makes the writes; nothing where another client has it. */
  async #write(object: KnownObject | undefined, callsOf: (object: KnownObject) => readonly Write[]): Promise<void> {
    await this.#together(async () => {
      if (object?.take()) await this.#place.writer.write(object, callsOf(object));
    });
  }

  #correction(object: KnownObject): Write {
    const indhold = object.history.length === 0 ? {} : aChange(this.#material, object, this.#picker.target);
    return this.#writeOf(object, 'ret', [{ indhold }]);
  }

  ret(): Promise<void> {
    return this.#write(this.#picker.one(), (object) => [this.#correction(object)]);
  }

  /** New Year: several units get another parent, together. */
  async reorganise(): Promise<void> {
    const newYear = this.#material.plan();
    const Overordnet = [{ ...newYear, parts: { reference: this.#picker.target('Overordnet') } }];
    const units = new Set(Array.from({ length: 4 }, () => this.#picker.one('OrganisationEnhed')));
    const move = (unit: KnownObject) => [this.#writeOf(unit, 'ret', [{ indhold: { Overordnet } }])];
    await Promise.all([...units].map((unit) => this.#write(unit, move)));
  }

  endOne(verbum: 'passiver' | 'slet'): Promise<void> {
    return this.#write(this.#picker.one(), (object) => [this.#writeOf(object, verbum)]);
  }

  /** Mostly of something that has ended. */
  importAgain(): Promise<void> {
    return this.#write(this.#picker.anEnded(), (object) => [
      this.#writeOf(object, 'importer', this.#imported(object.type, this.#id())),
    ]);
  }

  /** Several writes of one object that do not wait for one another. */
  crowd(): Promise<void> {
    return this.#write(this.#picker.one(), (object) =>
      Array.from({ length: 2 + this.#material.draw(4) }, () =>
        this.#material.happens(1, 10)
          ? this.#writeOf(object, this.#material.happens(1, 2) ? 'passiver' : 'slet')
          : this.#correction(object),
      ),
    );
  }

  /** Units from a system of record, all in one message: mostly new ones. */
  async importMany(): Promise<void> {
    await this.#together(async () => {
      const added = Array.from(
        { length: 3 + this.#material.draw(5) },
        () => new KnownObject(this.cvr, 'OrganisationEnhed', namedUuid(NAMESPACE_UUID, `${this.#name} ${this.#id()}`)),
      );
      const knownUnits = [this.#picker.one('OrganisationEnhed'), this.#picker.one('OrganisationEnhed')].filter(
        (o) => !!o,
      );
      const units = [...added, ...knownUnits].filter((object) => object.take());
      for (const object of units) this.#place.book.enter(object);
      const withCalls = units.map((object) => ({
        object,
        call: this.#writeOf(object, 'importer', this.#imported(object.type, this.#id())),
      }));
      await this.#place.systemWriter.importer(this.cvr, withCalls);
    });
  }

  /** A person asks to be forgotten while somebody else still writes it. */
  async anonymiser(): Promise<void> {
    await this.#together(async () => {
      const person = this.#picker.one('Person');
      if (person?.take()) await this.#place.systemWriter.anonymiser(person, this.#correction(person));
    });
  }

  /** A write of what another authority owns, which is not there for this one, or of what all share. */
  async foreign(): Promise<void> {
    const other = this.#material.one([...this.#place.gates.keys(), KOMBIT_CVR].filter((cvr) => cvr !== this.cvr));
    const objects = this.#place.book.owned(other, this.#material.one(['OrganisationEnhed', 'Bruger']));
    if (objects.length === 0) return;
    const verbum = this.#material.one(['ret', 'passiver', 'slet'] as const);
    const call = this.#writeOf(this.#material.one(objects), verbum, verbum === 'ret' ? [{ indhold: {} }] : []);
    await this.#place.writer.inVain(call, other === KOMBIT_CVR ? 41 : 44);
  }
}
