/** Which of the objects that are there something is done to, or pointed at. */
import { namedUuid } from '../../src/base/uuid.ts';
import type { Bog, Kendt } from './bog.ts';
import { TYPER, type Type } from './former.ts';
import type { Stof } from './stof.ts';

const NAVNERUM = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** What is at the other end of a relation; where it is none of these, something that is no object here. */
const MAAL: Readonly<Record<string, Type>> = {
  Adresser: 'Adresse',
  Overordnet: 'OrganisationEnhed',
  TilknyttedeBrugere: 'Bruger',
  TilknyttedeEnheder: 'OrganisationEnhed',
  TilknyttedePersoner: 'Person',
};

export class Udvalg {
  readonly #bog: Bog;
  readonly #cvr: string;
  readonly #stof: Stof;

  constructor(bog: Bog, cvr: string, stof: Stof) {
    this.#bog = bog;
    this.#cvr = cvr;
    this.#stof = stof;
  }

  /** Any object of the authority, of one type or of all. */
  en(type: Type = this.#stof.en(TYPER)): Kendt | undefined {
    const egne = this.#bog.egne(this.#cvr, type);
    return egne.length > 0 ? this.#stof.en(egne) : undefined;
  }

  /** One that has ended, where a few tries find one. */
  afsluttet(): Kendt | undefined {
    const kandidater = Array.from({ length: 12 }, () => this.en());
    return kandidater.find((o) => ['Passiveret', 'Slettet'].includes(o?.historik.at(-1)?.kode ?? '')) ?? kandidater[0];
  }

  /** A UUID for a relation to point at: most of the time that of an object which is there. */
  readonly maal = (relation: string): string => {
    const type = MAAL[relation];
    const objekt = type && this.#stof.sker(9, 10) ? this.en(type) : undefined;
    return objekt?.uuid ?? namedUuid(NAVNERUM, `${relation} ${this.#stof.tal(20)}`);
  };
}
