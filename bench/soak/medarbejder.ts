/**
 * One client: somebody of an authority who does one thing after the other, drawn from a seed. Several of them work for
 * the same authority at the same time, now and then on the same object.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { namedUuid } from '../../src/base/uuid.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { enAendring } from './aendringer.ts';
import type { Arbejdsplads } from './arbejdsplads.ts';
import { Kendt } from './bog.ts';
import { DAGSVAERK } from './dagsvaerk.ts';
import { type Indhold, TYPER, type Type } from './former.ts';
import { Laesearbejde } from './laesearbejde.ts';
import type { Sendt, Skrivning } from './naivt-objekt.ts';
import type { Stof } from './stof.ts';
import { Udvalg } from './udvalg.ts';

const NAVNERUM = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const DAY_MS = 86_400_000;
/** Objects of a type that an authority makes by import, a few more than a search gives at once; then it changes what it has. */
const OBJECTS_MAX = 1200;
/** Milliseconds that a client waits before it knocks at a server that is away. */
const KNOCK_MS = 20;

export class Medarbejder {
  readonly cvr: string;
  readonly #navn: string;
  readonly #stof: Stof;
  readonly #sted: Arbejdsplads;
  readonly #udvalg: Udvalg;
  readonly opslag: Laesearbejde;
  #nr = 0;

  constructor(navn: string, cvr: string, stof: Stof, sted: Arbejdsplads) {
    this.#navn = navn;
    this.cvr = cvr;
    this.#stof = stof;
    this.#sted = sted;
    this.#udvalg = new Udvalg(sted.bog, cvr, stof);
    this.opslag = new Laesearbejde(cvr, stof, sted, this.#udvalg);
  }

  /** Does one thing. */
  async arbejd(): Promise<void> {
    if (this.#stof.sker(1, 10)) await sleep(KNOCK_MS);
    else await this.#sted.drift.ro();
    await this.#stof.en(DAGSVAERK)(this);
  }

  #sammen(work: () => Promise<unknown>): Promise<unknown> {
    return this.#sted.porte.get(this.cvr)!.sammen(work);
  }

  #id(): string {
    this.#nr += 1;
    return `${this.#navn}-${this.#nr}`;
  }

  #nyt(type: Type, noegle: string): Indhold {
    return this.#stof.nyt(type, noegle, namedUuid(NAVNERUM, this.cvr), this.#udvalg.maal);
  }

  #skrivning(objekt: Kendt, verbum: Skrivning['verbum'], sendte: readonly Sendt[] = []): Skrivning {
    return { id: this.#id(), cvr: this.cvr, type: objekt.type, uuid: objekt.uuid, verbum, sendte };
  }

  /** One or several registrations of an importer: of now, or a history with times of its own. */
  #importerede(type: Type, noegle: string): Sendt[] {
    if (this.#stof.sker(3, 4)) return [{ indhold: this.#nyt(type, noegle) }];
    const dage = this.#stof.dage.fortid.slice(-1 - this.#stof.tal(3));
    const fremtid = this.#stof.sker(1, 8) ? [Date.now() + 300 * DAY_MS] : [];
    const sendte: Sendt[] = [...dage, ...fremtid].map((tid) => ({ tid, indhold: this.#nyt(type, noegle) }));
    return this.#stof.sker(1, 2) ? sendte : [...sendte.slice(0, -1), { indhold: this.#nyt(type, noegle) }];
  }

  async importerNyt(type: Type = this.#stof.en(TYPER)): Promise<void> {
    if (this.#sted.bog.egne(this.cvr, type).length >= OBJECTS_MAX) return this.ret();
    const objekt = new Kendt(this.cvr, type, namedUuid(NAVNERUM, `${this.#navn} ${this.#id()}`));
    const noegle = this.#id();
    await this.#skriv(objekt, () => {
      this.#sted.bog.skrivNed(objekt);
      const en = () => this.#skrivning(objekt, 'importer', this.#importerede(type, noegle));
      return this.#stof.sker(1, 8) ? [en(), en()] : [en()];
    });
  }

  /** A person with an address, a user, and the function that ties it to a unit. */
  async ansaet(): Promise<void> {
    for (const type of ['Person', 'Adresse', 'Bruger', 'OrganisationFunktion'] as const) await this.importerNyt(type);
  }

  async opret(): Promise<void> {
    const id = this.#id();
    const type = this.#stof.en(TYPER);
    const kald: Skrivning = {
      id,
      cvr: this.cvr,
      type,
      uuid: '',
      verbum: 'opret',
      sendte: [{ indhold: this.#nyt(type, id) }],
    };
    await this.#sammen(() => this.#sted.skriver.opret(kald));
  }

  /** Takes the object and makes the writes; nothing where another client has it. */
  async #skriv(objekt: Kendt | undefined, kaldOf: (objekt: Kendt) => readonly Skrivning[]): Promise<void> {
    await this.#sammen(async () => {
      if (objekt?.tag()) await this.#sted.skriver.skriv(objekt, kaldOf(objekt));
    });
  }

  #retning(objekt: Kendt): Skrivning {
    const indhold = objekt.historik.length === 0 ? {} : enAendring(this.#stof, objekt, this.#udvalg.maal);
    return this.#skrivning(objekt, 'ret', [{ indhold }]);
  }

  ret(): Promise<void> {
    return this.#skriv(this.#udvalg.en(), (objekt) => [this.#retning(objekt)]);
  }

  /** New Year: several units get another parent, together. */
  async omorganiser(): Promise<void> {
    const nytaar = this.#stof.plan();
    const Overordnet = [{ ...nytaar, dele: { reference: this.#udvalg.maal('Overordnet') } }];
    const enheder = new Set(Array.from({ length: 4 }, () => this.#udvalg.en('OrganisationEnhed')));
    const flyt = (enhed: Kendt) => [this.#skrivning(enhed, 'ret', [{ indhold: { Overordnet } }])];
    await Promise.all([...enheder].map((enhed) => this.#skriv(enhed, flyt)));
  }

  afslut(verbum: 'passiver' | 'slet'): Promise<void> {
    return this.#skriv(this.#udvalg.en(), (objekt) => [this.#skrivning(objekt, verbum)]);
  }

  /** Mostly of something that has ended. */
  genimporter(): Promise<void> {
    return this.#skriv(this.#udvalg.afsluttet(), (objekt) => [
      this.#skrivning(objekt, 'importer', this.#importerede(objekt.type, this.#id())),
    ]);
  }

  /** Several writes of one object that do not wait for one another. */
  flokkes(): Promise<void> {
    return this.#skriv(this.#udvalg.en(), (objekt) =>
      Array.from({ length: 2 + this.#stof.tal(4) }, () =>
        this.#stof.sker(1, 10)
          ? this.#skrivning(objekt, this.#stof.sker(1, 2) ? 'passiver' : 'slet')
          : this.#retning(objekt),
      ),
    );
  }

  /** Units from a system of record, all in one message: mostly new ones. */
  async importerMange(): Promise<void> {
    await this.#sammen(async () => {
      const nye = Array.from(
        { length: 3 + this.#stof.tal(5) },
        () => new Kendt(this.cvr, 'OrganisationEnhed', namedUuid(NAVNERUM, `${this.#navn} ${this.#id()}`)),
      );
      const kendte = [this.#udvalg.en('OrganisationEnhed'), this.#udvalg.en('OrganisationEnhed')].filter((o) => !!o);
      const enheder = [...nye, ...kendte].filter((objekt) => objekt.tag());
      for (const objekt of enheder) this.#sted.bog.skrivNed(objekt);
      const medKald = enheder.map((objekt) => ({
        objekt,
        kald: this.#skrivning(objekt, 'importer', this.#importerede(objekt.type, this.#id())),
      }));
      await this.#sted.systemskriver.importer(this.cvr, medKald);
    });
  }

  /** A person asks to be forgotten while somebody else still writes it. */
  async anonymiser(): Promise<void> {
    await this.#sammen(async () => {
      const person = this.#udvalg.en('Person');
      if (person?.tag()) await this.#sted.systemskriver.anonymiser(person, this.#retning(person));
    });
  }

  /** A write of what another authority owns, which is not there for this one, or of what all share. */
  async fremmed(): Promise<void> {
    const anden = this.#stof.en([...this.#sted.porte.keys(), KOMBIT_CVR].filter((cvr) => cvr !== this.cvr));
    const objekter = this.#sted.bog.egne(anden, this.#stof.en(['OrganisationEnhed', 'Bruger']));
    if (objekter.length === 0) return;
    const verbum = this.#stof.en(['ret', 'passiver', 'slet'] as const);
    const kald = this.#skrivning(this.#stof.en(objekter), verbum, verbum === 'ret' ? [{ indhold: {} }] : []);
    await this.#sted.skriver.forgaeves(kald, anden === KOMBIT_CVR ? 41 : 44);
  }
}
