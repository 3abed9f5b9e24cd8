/**
 * The memory of objects as they stand now, on a database. The rule that makes it exact: an owner's position in the change
 * feed is taken before anything of him is read, and what has changed since is forgotten before anything of him is given
 * again. A change that comes while a document is read takes away the place that it would get (`hukommelse.ts`).
 */
import type { Clock } from '../../base/clock.ts';
import type { Instant } from '../../base/instant.ts';
import type { ObjektNoegle } from '../../register/model.ts';
import type { Peger, Pegesoegning } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Driver } from '../drivers/driver.ts';
import { AENDREDE_MAX, type Aendrede, type Aendret, aendrede } from '../queries/aendret.ts';
import { Nummerering } from '../queries/nummerer.ts';
import { sharedQuestion } from '../replica/shared-question.ts';
import type { LagretObjekt } from '../store.ts';
import { type Ejerstand, gruppeAf, gruppeAfAlle } from './ejerstand.ts';
import type { HuskedeSkrevne } from './huskede-objekter.ts';
import { HuskedePegere } from './huskede-pegere.ts';
import { ObjektHukommelse } from './objekt-hukommelse.ts';

/** Bytes that are remembered where nobody says otherwise. */
export const MEMORY_BYTES = 67_108_864;
/** The part of the memory that is for what points at things. */
const PEGERES_DEL = 0.2;
/** Sets of owners whose questions are shared; more of them only share less. */
const SHARED_MAX = 1000;

/** What was asked about an owner, and the answer. */
interface Spurgt {
  readonly siden: Instant;
  /** Absent: nothing of the owner was remembered. */
  readonly efter: number | undefined;
  readonly svar: Aendrede;
}

/** A question about a set of owners: asked once for all who want to know at the same time. */
interface Spoergsmaal {
  readonly stil: () => Promise<void>;
  /** The one under way. */
  aabent?: { readonly siden: Instant; readonly svar: Promise<void> };
}

export class SqlHuskede implements HuskedeSkrevne {
  readonly #driver: Driver;
  readonly #nummerering: Nummerering;
  readonly #clock: Clock;
  readonly #objekter: ObjektHukommelse;
  readonly #pegere: HuskedePegere;
  readonly #ejere = new Map<string, Ejerstand>();
  readonly #spoergsmaal = new Map<string, Spoergsmaal>();

  /** @param driver Of the primary: a replica may show less than the change feed has told. */
  constructor(driver: Driver, clock: Clock, bytesMax = MEMORY_BYTES) {
    this.#driver = driver;
    this.#nummerering = new Nummerering(driver);
    this.#clock = clock;
    const gruppeOf = (ejer: string, objekttype: ObjektType) => gruppeAf(ejer, this.#ejere.get(ejer)!, objekttype);
    this.#objekter = new ObjektHukommelse(driver, bytesMax * (1 - PEGERES_DEL), gruppeOf);
    this.#pegere = new HuskedePegere(driver, bytesMax * PEGERES_DEL);
  }

  async ajour(ejere: readonly string[], maxAlderMs: number): Promise<void> {
    const isNok = (siden: Instant | undefined) => {
      const alder = siden === undefined ? -1 : this.#clock() - siden;
      return alder >= 0 && alder < maxAlderMs;
    };
    if (ejere.every((ejer) => isNok(this.#ejere.get(ejer)?.spurgt))) return;
    const { aabent, stil } = this.#spoergsmaalOm(ejere);
    await (isNok(aabent?.siden) ? aabent!.svar : stil());
  }

  async hent(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: Iterable<string>,
  ): Promise<ReadonlyMap<string, LagretObjekt>> {
    await this.#foelgFra(ejere);
    const fundne = new Map<string, LagretObjekt>();
    let mangler: readonly string[] = [...new Set(uuids)];
    for (let nr = 0; nr < ejere.length && mangler.length > 0; nr++) {
      mangler = await this.#objekter.hent(ejere.slice(nr), objekttype, mangler, fundne);
    }
    return fundne;
  }

  async pegere(ejere: readonly string[], soegning: Omit<Pegesoegning, 'registrering'>): Promise<readonly Peger[]> {
    await this.#foelgFra(ejere);
    const deres = ejere.map((ejer) => {
      return { ejer, gruppe: gruppeAfAlle(ejer, this.#ejere.get(ejer)!, soegning.objekttype) };
    });
    return this.#pegere.hent(deres, soegning);
  }

  skrevet(objekter: readonly ObjektNoegle[]): void {
    for (const objekt of objekter) this.#glem(objekt);
  }

  alleSkrevet(ejer?: string): void {
    for (const [cvr, stand] of this.#ejere) if (ejer === undefined || cvr === ejer) stand.generation += 1;
  }

  /** Takes the positions of owners before anything of them is read for the first time. */
  async #foelgFra(ejere: readonly string[]): Promise<void> {
    const ukendte = ejere.filter((ejer) => !this.#ejere.has(ejer));
    if (ukendte.length > 0) await this.#spoergsmaalOm(ukendte).stil();
  }

  #spoergsmaalOm(ejere: readonly string[]): Spoergsmaal {
    const noegle = ejere.join();
    const kendt = this.#spoergsmaal.get(noegle);
    if (kendt) return kendt;
    if (this.#spoergsmaal.size >= SHARED_MAX) this.#spoergsmaal.clear();
    const stil = sharedQuestion(() => {
      const siden = this.#clock();
      const svar = this.#spoerg(ejere, siden);
      const aabent = { siden, svar };
      spoergsmaal.aabent = aabent;
      const luk = () => {
        if (spoergsmaal.aabent === aabent) delete spoergsmaal.aabent;
      };
      svar.then(luk, luk);
      return svar;
    });
    const spoergsmaal: Spoergsmaal = { stil };
    this.#spoergsmaal.set(noegle, spoergsmaal);
    return spoergsmaal;
  }

  async #spoerg(ejere: readonly string[], siden: Instant): Promise<void> {
    const naaet = new Map(ejere.map((ejer) => [ejer, this.#ejere.get(ejer)?.position]));
    let svar = await aendrede(this.#driver, naaet);
    if (svar.isKoe && !this.#driver.isITransaktion) {
      await this.#nummerering.run();
      svar = await aendrede(this.#driver, naaet);
    }
    for (const [ejer, efter] of naaet) {
      const stand = this.#ejere.get(ejer);
      if (stand) this.#foelg(stand, { efter, siden, svar }, svar.aendrede.get(ejer) ?? []);
      else this.#ejere.set(ejer, { position: svar.position, spurgt: siden, generation: 0, aendringer: new Map() });
    }
  }

  /** Forgets what has changed after a position, up to another. Answers of questions that overlap come in any order. */
  #foelg(stand: Ejerstand, { efter, siden, svar }: Spurgt, aendret: readonly Aendret[]): void {
    const { position, isKoe } = svar;
    // Somebody else asked about the owner for the first time, too: his first changes were told to nobody.
    const isFoerste = efter === undefined;
    // A counter that has gone back is that of another database, or of this one before a restore.
    const isTilbage = !isFoerste && position < efter;
    if (isFoerste || isTilbage || isKoe || aendret.length > AENDREDE_MAX) stand.generation += 1;
    else for (const objekt of aendret) this.#glem(objekt);
    stand.position = isTilbage ? position : Math.max(stand.position, position);
    stand.spurgt = Math.max(stand.spurgt, siden);
  }

  #glem({ ejer, objekttype, uuid }: ObjektNoegle): void {
    const stand = this.#ejere.get(ejer);
    if (!stand) return;
    this.#objekter.glem(ejer, objekttype, uuid);
    stand.aendringer.set(objekttype, (stand.aendringer.get(objekttype) ?? 0) + 1);
  }
}
