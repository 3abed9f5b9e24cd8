/** A small register for the tests of the operations: a store in memory, a clock that is set, and short calls. */
import { ALT, type Rettigheder } from '../access/rettigheder.ts';
import { fixedClock } from '../base/clock.ts';
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts';
import { newUuid } from '../base/uuid.ts';
import type { IndsendtIndhold } from '../register/indsendt.ts';
import type { Egenskab } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Kontekst } from './kontekst.ts';
import type { LaesFilter, Operation, Outcome } from './operation.ts';
import { run } from './run.ts';

export const NU = Date.parse('2026-11-24T12:00:00.000Z');
export const KORSBAEK = '11111111';
export const NABO = '22222222';
export const KOMBIT = KOMBIT_CVR;
/** The Organisation of Korsbæk, which KOMBIT keeps. */
export const ORGANISATION = '0000000a-0000-4000-8000-000000000001';
export const KOMBIT_ORGANISATION = '0000000a-0000-4000-8000-000000000002';

const uuidOf = (nr: number) => `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;

export class Verden implements AsyncDisposable {
  readonly ur: ReturnType<typeof fixedClock>;
  readonly #register: Omit<Kontekst, 'kalder'>;
  readonly #hjem = new Map<string, string>();
  #nr = 0;

  private constructor(ur: ReturnType<typeof fixedClock>, register: Omit<Kontekst, 'kalder'>) {
    this.ur = ur;
    this.#register = register;
  }

  static async ny(limits: Partial<Limits> = {}, over: Pick<Kontekst, 'facetudvidelser'> = {}): Promise<Verden> {
    const clock = fixedClock(NU);
    const store = await openStore({ database: ':memory:', clock });
    return new Verden(clock, {
      store,
      clock,
      limits: { ...DEFAULT_LIMITS, ...limits },
      udeladte: 'fjernes',
      environment: 'test',
      ...over,
    });
  }

  get store(): Store {
    return this.#register.store;
  }

  /** Another server on the same database: its calls know nothing of those that wait here. */
  andenServer(vedHent?: () => void, foerGem?: () => Promise<unknown>): Verden {
    const store: Store = Object.create(this.store);
    if (foerGem) {
      store.gem = async (skrivninger) => {
        await foerGem();
        return this.store.gem(skrivninger);
      };
    }
    if (vedHent) {
      store.hent = (...hvad) => {
        vedHent();
        return this.store.hent(...hvad);
      };
    }
    return new Verden(this.ur, { ...this.#register, store });
  }

  nytUuid(): string {
    this.#nr += 1;
    return uuidOf(this.#nr);
  }

  /** A call, by Korsbæk and with all rights unless it is said; the clock then goes on by a second. */
  async kald(operation: Operation, cvr = KORSBAEK, rettigheder: Rettigheder = ALT): Promise<Outcome> {
    const outcome = await run(this.kontekst(cvr, rettigheder), operation);
    this.ur.advance(1000);
    return outcome;
  }

  kontekst(cvr = KORSBAEK, rettigheder: Rettigheder = ALT): Kontekst {
    const organisationUuid = cvr === KORSBAEK ? ORGANISATION : cvr === KOMBIT ? KOMBIT_ORGANISATION : undefined;
    const kalder = {
      cvr,
      rettigheder,
      ...(organisationUuid && { organisationUuid, brugerRef: { uuid: organisationUuid } }),
    };
    return { ...this.#register, kalder };
  }

  /** What a new class or facet of an owner belongs to where a test does not care: a facet and a classification made for it. */
  async hjem(objekttype: ObjektType, cvr = KORSBAEK): Promise<IndsendtIndhold['relationer']> {
    const over = { Klasse: 'Facet', Facet: 'Klassifikation' } as const;
    if (objekttype !== 'Klasse' && objekttype !== 'Facet') return {};
    const noegle = `${objekttype} ${cvr}`;
    if (!this.#hjem.has(noegle)) {
      const uuid = newUuid();
      this.#hjem.set(noegle, uuid);
      await this.importer(over[objekttype], { TitelTekst: 'hjem' }, { cvr, uuid });
    }
    return {
      [objekttype === 'Klasse' ? 'Facet' : 'FacetTilhoerer']: [{ reference: { uuid: this.#hjem.get(noegle)! } }],
    };
  }

  /** Imports an object with these fields and relations for all time. */
  async importer(
    objekttype: ObjektType,
    felter: Egenskab['felter'],
    { cvr, uuid = this.nytUuid(), ...resten }: { cvr?: string; uuid?: string } & Partial<IndsendtIndhold> = {},
  ): Promise<Outcome> {
    const relationer = resten.relationer ?? (await this.hjem(objekttype, cvr));
    const registrering = { egenskaber: [{ felter }], tilstande: [], ...resten, relationer };
    return this.kald({ verbum: 'importer', objekttype, uuid, registreringer: [registrering] }, cvr);
  }

  laes(objekttype: ObjektType, uuid: string, { cvr, ...filter }: Partial<LaesFilter> & { cvr?: string } = {}) {
    return this.kald({ verbum: 'laes', objekttype, uuid, filter: { virkning: {}, registrering: {}, ...filter } }, cvr);
  }

  soeg(objekttype: ObjektType, skabelon: Partial<IndsendtIndhold>, cvr?: string): Promise<Outcome> {
    const hel = { egenskaber: [], tilstande: [], relationer: {}, ...skabelon };
    return this.kald({ verbum: 'soeg', objekttype, skabelon: hel }, cvr);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#register.store.close();
  }
}
