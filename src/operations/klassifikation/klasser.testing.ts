/** Classes, facets and classifications for the tests of their rules: a small hierarchy, and short calls. */
import type { MedIndsendtVirkning } from '../../register/indsendt.ts';
import type { Relation } from '../../register/model.ts';
import { KOMBIT, KORSBAEK, type Verden } from '../verden.testing.ts';

export type Peg = MedIndsendtVirkning<Relation>;

export const AAR = (aar: number) => Date.UTC(aar, 0, 1);

/** A reference for a time; from 2000 on where none is said. */
export const paa = (uuid: string, fra = AAR(2000), til?: number): Peg => ({
  reference: { uuid },
  virkning: { fra, ...(til !== undefined && { til }) },
});

export class Klasser {
  readonly verden: Verden;

  constructor(verden: Verden) {
    this.verden = verden;
  }

  async klassifikation(cvr = KOMBIT): Promise<string> {
    const uuid = this.verden.nytUuid();
    await this.verden.importer('Klassifikation', { TitelTekst: 'klassifikation' }, { cvr, uuid });
    return uuid;
  }

  /** A facet in a classification of its own. */
  async facet(cvr = KOMBIT): Promise<string> {
    const uuid = this.verden.nytUuid();
    const relationer = { FacetTilhoerer: [paa(await this.klassifikation(cvr))] };
    await this.verden.importer('Facet', {}, { cvr, uuid, relationer, egenskaber: [this.egenskab('facet')] });
    return uuid;
  }

  egenskab(TitelTekst: string, fra = AAR(2000), til?: number) {
    return { felter: { TitelTekst }, virkning: { fra, ...(til !== undefined && { til }) } };
  }

  /** Imports a class with the relations; its outcome as text. */
  async importer(
    relationer: Record<string, readonly Peg[]>,
    { uuid = this.verden.nytUuid(), cvr = KORSBAEK, objekttype = 'Klasse' as 'Klasse' | 'Facet', fra = AAR(2000) } = {},
  ): Promise<string> {
    const egenskaber = [this.egenskab('klasse', fra)];
    return svarAf(await this.verden.importer(objekttype, {}, { cvr, uuid, egenskaber, relationer }));
  }

  /** A class in a facet, below a parent if one is said: its UUID. */
  async klasse(facet: string, over?: string, cvr = KORSBAEK): Promise<string> {
    const uuid = this.verden.nytUuid();
    const svar = await this.importer(
      { Facet: [paa(facet)], ...(over !== undefined && { OverordnetKlasse: [paa(over)] }) },
      { uuid, cvr },
    );
    if (svar !== '20') throw new Error(svar);
    return uuid;
  }

  async ret(uuid: string, relationer: Record<string, readonly Peg[]>, cvr = KORSBAEK, objekttype = 'Klasse' as const) {
    return svarAf(await this.verden.kald({ verbum: 'ret', objekttype, uuid, aendring: { relationer } }, cvr));
  }
}

/** The status, and the rules with their places. */
export function svarAf({ status, brud }: Awaited<ReturnType<Verden['kald']>>): string {
  return [status, ...brud.map(({ regel, sted }) => `${regel} ${sted.replace('RelationListe/', '')}`)].join(' ');
}
