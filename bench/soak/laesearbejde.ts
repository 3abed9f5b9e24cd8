/** What a client looks up: one object, a list, a search, all its pages, the hierarchy. */
import type { Arbejdsplads } from './arbejdsplads.ts';
import { TYPER } from './former.ts';
import { enFilter, enSoegning } from './opslag.ts';
import type { Stof } from './stof.ts';
import type { Udvalg } from './udvalg.ts';

export class Laesearbejde {
  readonly #cvr: string;
  readonly #stof: Stof;
  readonly #sted: Arbejdsplads;
  readonly #udvalg: Udvalg;

  constructor(cvr: string, stof: Stof, sted: Arbejdsplads, udvalg: Udvalg) {
    this.#cvr = cvr;
    this.#stof = stof;
    this.#sted = sted;
    this.#udvalg = udvalg;
  }

  async laes(): Promise<void> {
    const objekt = this.#udvalg.en();
    if (objekt) await this.#sted.laeser.laes(objekt, enFilter(this.#stof, objekt));
  }

  /** Own objects, and some that are another authority's. */
  async list(): Promise<void> {
    const type = this.#stof.en(TYPER);
    const egne = new Set(
      Array.from({ length: 1 + this.#stof.tal(15) }, () => this.#udvalg.en(type)).filter((o) => !!o),
    );
    const [foerste] = egne;
    const anden = [...this.#sted.porte.keys()].find((cvr) => cvr !== this.#cvr)!;
    const fremmede = this.#sted.bog.egne(anden, type).slice(0, 2);
    if (!foerste) return;
    const uuids = fremmede.map(({ uuid }) => uuid);
    await this.#sted.laeser.list(this.#cvr, type, [...egne], uuids, enFilter(this.#stof, foerste));
  }

  async soeg(): Promise<void> {
    const objekt = this.#udvalg.en();
    if (objekt) await this.#sted.soeger.soeg(this.#cvr, enSoegning(this.#stof, objekt));
  }

  async sider(): Promise<void> {
    const objekt = this.#udvalg.en();
    if (!objekt) return;
    const { type } = objekt;
    const soegning = this.#stof.sker(1, 2) ? { type, indhold: {} } : enSoegning(this.#stof, objekt);
    const antal = Math.max(2, Math.ceil(this.#sted.bog.egne(this.#cvr, type).length / (2 + this.#stof.tal(4))));
    await this.#sted.porte.get(this.#cvr)!.alene(() => this.#sted.soeger.sider(this.#cvr, soegning, antal));
  }

  async hierarki(): Promise<void> {
    const antal = Math.max(2, Math.ceil(this.#sted.bog.egne(this.#cvr, 'Bruger').length / (1 + this.#stof.tal(4))));
    await this.#sted.porte.get(this.#cvr)!.alene(() => this.#sted.laeser.hierarki(this.#cvr, Math.min(antal, 500)));
  }
}
