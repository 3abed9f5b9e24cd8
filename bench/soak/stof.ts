/** What municipal life is made of: names, days, periods, and the content of new objects. Everything is drawn from a seed. */
import { startOfDanishDay } from '../../src/base/copenhagen.ts';
import { namedUuid } from '../../src/base/uuid.ts';
import type { Tal } from '../../test/store/verden.ts';
import {
  ALTID_FOER,
  FOR_ALTID,
  type Indhold,
  listerOf,
  NAVNEFELT,
  type Periode,
  type Post,
  type Type,
} from './former.ts';

const NAVNERUM = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const DAY_MS = 86_400_000;
const FOERSTE = ['Børnehuset', 'Ældrecenter', 'Åparkens', 'Teknik &', 'Borgerservice', 'Skolen ved', 'IT <drift>'];
const ANDEN = ['Ærø', 'Østby', 'Ådalen', 'Skovly', 'NORD', 'Syd 100%', 'Havnen_2', 'Mølleå'];
/** Roles and types of addresses, types of functions: few, so that searches for them have hits. */
const KLASSER = [0, 1, 2].map((nr) => namedUuid(NAVNERUM, `klasse ${nr}`));

/** The days on which things begin and end, before and after today; none so near to now that a run could pass it. */
export interface Dage {
  readonly fortid: readonly number[];
  readonly fremtid: readonly number[];
}

/** New Year and the first of July, some years back and forth, at Danish midnight. */
export function dageOmkring(now: number): Dage {
  const aar = new Date(now).getUTCFullYear();
  const dage = [-4, -3, -2, -1, 0, 1, 2].flatMap((n) =>
    [0, 6].map((maaned) => startOfDanishDay(Date.UTC(aar + n, maaned, 1, 12))),
  );
  const fjerne = dage.filter((dag) => Math.abs(dag - now) > 2 * DAY_MS);
  return { fortid: fjerne.filter((dag) => dag < now), fremtid: fjerne.filter((dag) => dag > now) };
}

export class Stof {
  readonly tal: Tal;
  readonly dage: Dage;

  constructor(tal: Tal, dage: Dage) {
    this.tal = tal;
    this.dage = dage;
  }

  en<T>(af: readonly T[]): T {
    return af[this.tal(af.length)]!;
  }

  sker(en: number, af: number): boolean {
    return this.tal(af) < en;
  }

  navn(): string {
    return `${this.en(FOERSTE)} ${this.en(ANDEN)}${this.sker(1, 3) ? ` ${this.tal(100)}` : ''}`;
  }

  klasse(): string {
    return this.en(KLASSER);
  }

  /** From a day that has been, or from the registration on; open, or until a day to come. */
  nu(): Pick<Post, 'fra' | 'til' | 'isUdenFra'> {
    const til = this.sker(1, 4) ? this.en(this.dage.fremtid) : FOR_ALTID;
    return this.sker(1, 3) ? { fra: Number.NaN, til, isUdenFra: true } : { fra: this.en(this.dage.fortid), til };
  }

  /** From a day to come. */
  plan(): Periode {
    const fra = this.en(this.dage.fremtid);
    const senere = this.dage.fremtid.filter((dag) => dag > fra);
    return { fra, til: senere.length > 0 && this.sker(1, 3) ? this.en(senere) : FOR_ALTID };
  }

  /** Between two days that have been; now and then of no length. */
  fortid(): Periode {
    const [a, b] = [this.en(this.dage.fortid), this.en(this.dage.fortid)];
    return { fra: Math.min(a, b), til: Math.max(a, b) };
  }

  altid(): Periode {
    return { fra: this.sker(1, 3) ? ALTID_FOER : this.dage.fortid[0]!, til: FOR_ALTID };
  }

  /** Any of them, most often one that begins today or before. */
  periode(): Pick<Post, 'fra' | 'til' | 'isUdenFra'> {
    const n = this.tal(10);
    return n < 5 ? this.nu() : n < 8 ? this.plan() : n < 9 ? this.fortid() : this.altid();
  }

  egenskab(type: Type, noegle: string, periode: Pick<Post, 'fra' | 'til' | 'isUdenFra'>): Post {
    const cpr =
      type === 'Person' && this.sker(2, 3) ? { 'CPR-NummerTekst': String(this.tal(10_000)).padStart(10, '0') } : {};
    return { ...periode, dele: { BrugervendtNoegleTekst: noegle, ...cpr, [NAVNEFELT[type]]: this.navn() } };
  }

  adresse(reference: string, periode: Pick<Post, 'fra' | 'til' | 'isUdenFra'>): Post {
    const indeks = this.sker(1, 4) ? '' : String(this.tal(1000));
    return { ...periode, dele: { reference, rolle: this.klasse(), type: KLASSER[0]!, indeks } };
  }

  /**
   * Entries of one list with a period of their own choice.
   *
   * @param maal Gives something to point at.
   */
  poster(navn: string, isFler: boolean, maal: () => string): Post[] {
    if (navn === 'Gyldighed') return [{ ...this.periode(), dele: { kode: this.en(['Aktiv', 'Aktiv', 'Inaktiv']) } }];
    return Array.from({ length: isFler ? 1 + this.tal(3) : 1 }, () =>
      navn === 'Adresser' ? this.adresse(maal(), this.periode()) : { ...this.periode(), dele: { reference: maal() } },
    );
  }

  /** The content of a new object: its name for ever or in two parts, its state, and some of its relations. */
  nyt(type: Type, noegle: string, aktoer: string, maal: (navn: string) => string): Indhold {
    const indhold: Record<string, Post[]> = {};
    for (const { navn, isFler } of listerOf(type)) {
      if (navn === 'Egenskab') {
        const skifte = this.en([...this.dage.fortid, ...this.dage.fremtid]);
        const dele = this.sker(1, 4)
          ? [
              { fra: ALTID_FOER, til: skifte },
              { fra: skifte, til: FOR_ALTID },
            ]
          : [this.altid()];
        indhold[navn] = dele.map((periode) => this.egenskab(type, noegle, periode));
      } else if (navn === 'Gyldighed') indhold[navn] = [{ ...this.altid(), dele: { kode: 'Aktiv' } }];
      else if (this.sker(2, 3)) indhold[navn] = this.poster(navn, isFler, () => maal(navn));
    }
    return this.medAktoer(indhold, aktoer);
  }

  /** Now and then the periods say who set them. */
  medAktoer(indhold: Indhold, aktoer: string): Indhold {
    if (!this.sker(1, 3)) return indhold;
    return Object.fromEntries(
      Object.entries(indhold).map(([navn, poster]) => [navn, poster.map((p) => ({ ...p, aktoer }))]),
    );
  }
}
