/**
 * What an answer was made from: every question that was put to the register for it, and what came back, in short. Where all of them
 * get the same again the answer is the same, for it is made of nothing else.
 */
import type { Instant } from '../../base/instant.ts';
import type { Fundne, Objekt, Opslag, Punkt, Side, Sidespoergsmaal } from '../../operations/opslag/opslag.ts';
import { dokumentsyn } from './visning/dokumentsyn.ts';
import { flyttet } from './visning/kriterier.ts';

/** What came back: of an object the number of what its document says, of everything else the values themselves. */
type Aftryk = readonly (number | string | boolean | undefined)[];

interface Spoergsmaal {
  readonly aftryk: Aftryk;
  /** Puts it again, about another instant. */
  readonly igen: (opslag: Opslag, nu: Instant) => Promise<Aftryk>;
}

/** How to put a question, and what is kept of what comes back. */
interface Stillet<T> {
  readonly spoerg: (opslag: Opslag, punkt: Punkt) => Promise<T>;
  readonly aftrykAf: (svar: T, punkt: Punkt) => Aftryk;
}

const INTET = 0;
/** For what depends on no point. */
const UDEN_PUNKT: Punkt = { virkning: INTET };

/** A number for the document of an object and for the time in which it says the same; it does not keep the document. */
function udgave(objekt: Objekt | undefined, { virkning }: Punkt): number {
  return objekt === undefined ? INTET : dokumentsyn(objekt.registrering, virkning).nr;
}

function udgaver(objekter: readonly Objekt[], punkt: Punkt): Aftryk {
  return [objekter.length, ...objekter.map((objekt) => udgave(objekt, punkt))];
}

function erEns(a: Aftryk, b: Aftryk): boolean {
  return a.length === b.length && a.every((vaerdi, nr) => vaerdi === b[nr]);
}

/** The questions of one answer about now. */
export class Spor {
  /** Those that the memory of the store answers, and those that the database is asked each time. */
  readonly #huskede: Spoergsmaal[] = [];
  readonly #stillede: Spoergsmaal[] = [];
  /** False where a question had no answer. */
  isHelt = true;

  get laengde(): number {
    return [...this.#huskede, ...this.#stillede].reduce((sum, { aftryk }) => sum + aftryk.length, 0);
  }

  /** Puts a question, and takes it down. */
  async stil<T>(opslag: Opslag, punkt: Punkt, { spoerg, aftrykAf }: Stillet<T>, isHusket: boolean): Promise<T> {
    try {
      const svar = await spoerg(opslag, punkt);
      const igen = async (til: Opslag, virkning: Instant) => aftrykAf(await spoerg(til, { virkning }), { virkning });
      (isHusket ? this.#huskede : this.#stillede).push({ aftryk: aftrykAf(svar, punkt), igen });
      return svar;
    } catch (error) {
      this.isHelt = false;
      throw error;
    }
  }

  /** Whether all questions, put again now, get the same. Where one gets no answer it does not: who asks anew is told why. */
  async gaelder(opslag: Opslag, nu: Instant): Promise<boolean> {
    try {
      for (const { aftryk, igen } of [...this.#huskede, ...this.#stillede]) {
        if (!erEns(aftryk, await igen(opslag, nu))) return false;
      }
      return true;
    } catch {
      return false;
    }
  }
}

/** The reads of a request about now, whose questions are taken down. */
export class SporendeOpslag implements Opslag {
  readonly spor = new Spor();
  readonly #opslag: Opslag;

  constructor(opslag: Opslag) {
    this.#opslag = opslag;
  }

  get kalder(): Opslag['kalder'] {
    return this.#opslag.kalder;
  }

  get tal(): Opslag['tal'] {
    return this.#opslag.tal;
  }

  hent(...[objekttype, uuids, punkt]: Parameters<Opslag['hent']>): Promise<Fundne> {
    const alle = [...uuids];
    return this.#husket(punkt, {
      spoerg: (opslag, ved) => opslag.hent(objekttype, alle, ved),
      aftrykAf: (fundne, ved) => alle.map((uuid) => udgave(fundne.get(uuid), ved)),
    });
  }

  somPegerPaa(
    ...[objekttype, relation, uuids, punkt]: Parameters<Opslag['somPegerPaa']>
  ): ReturnType<Opslag['somPegerPaa']> {
    const alle = [...uuids];
    return this.#husket(punkt, {
      spoerg: (opslag, ved) => opslag.somPegerPaa(objekttype, relation, alle, ved),
      aftrykAf: (fundne, ved) => alle.flatMap((uuid) => udgaver(fundne.get(uuid) ?? [], ved)),
    });
  }

  klassetekster(...[uuids, punkt]: Parameters<Opslag['klassetekster']>): ReturnType<Opslag['klassetekster']> {
    const alle = [...uuids];
    return this.#husket(punkt, {
      spoerg: (opslag, ved) => opslag.klassetekster(alle, ved),
      aftrykAf: (tekster) => alle.flatMap((uuid) => [tekster.get(uuid)?.noegle, tekster.get(uuid)?.titel]),
    });
  }

  side(spoergsmaal: Sidespoergsmaal): Promise<Side> {
    const { kriterier, punkt } = spoergsmaal;
    return this.#stillet(punkt, {
      spoerg: (opslag, ved) => opslag.side({ ...spoergsmaal, kriterier: flyttet(kriterier, ved.virkning), punkt: ved }),
      aftrykAf: ({ objekter, harFoer, harEfter }, ved) => [harFoer, harEfter, ...udgaver(objekter, ved)],
    });
  }

  find(...[ejer, objekttype, kriterier, punkt]: Parameters<Opslag['find']>): ReturnType<Opslag['find']> {
    return this.#stillet(punkt, {
      spoerg: (opslag, ved) => opslag.find(ejer, objekttype, flyttet(kriterier, ved.virkning), ved),
      aftrykAf: (fundne) => [typeof fundne, ...fundne],
    });
  }

  myndighed(cvr: string): ReturnType<Opslag['myndighed']> {
    return this.#husket(UDEN_PUNKT, {
      spoerg: (opslag) => opslag.myndighed(cvr),
      aftrykAf: (post) => [JSON.stringify(post)],
    });
  }

  #husket<T>(punkt: Punkt, stillet: Stillet<T>): Promise<T> {
    return this.spor.stil(this.#opslag, punkt, stillet, true);
  }

  #stillet<T>(punkt: Punkt, stillet: Stillet<T>): Promise<T> {
    return this.spor.stil(this.#opslag, punkt, stillet, false);
  }
}
