/**
 * What a registration says at an instant, worked out once and remembered for as long as the registration itself is: what the store
 * remembers is the same object in one request after the other. It holds until something in the registration begins or ends.
 */
import { contains, FRA_ALTID, type Instant, type Interval, TIL_ALTID } from '../../../base/instant.ts';
import type { Registrering, Relation } from '../../../register/model.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import { efterMaal, type Gyldighed, gyldighed, peger, poster, sammenhaengende } from './gaeldende.ts';

/** The time around an instant in which nothing of the registration begins or ends. */
function uaendret({ egenskaber, tilstande, relationer }: Registrering, ved: Instant): Interval {
  let [fra, til] = [FRA_ALTID, TIL_ALTID];
  for (const poster of [egenskaber, tilstande, ...Object.values(relationer)]) {
    for (const { virkning } of poster) {
      for (const graense of [virkning.fra, virkning.til]) {
        if (graense <= ved) fra = Math.max(fra, graense);
        else til = Math.min(til, graense);
      }
    }
  }
  return { fra, til };
}

let antal = 0;

export class Dokumentsyn {
  /** Another one for every registration, and for every time in which it says something else. */
  readonly nr = ++antal;
  readonly gyldighed: Gyldighed | undefined;
  /** In which all of it is so. */
  readonly periode: Interval;
  readonly #registrering: Registrering;
  readonly #peger = new Map<Relationsnavn, readonly string[]>();
  readonly #poster = new Map<Relationsnavn, readonly Relation[]>();
  readonly #perioder = new Map<Relationsnavn, ReadonlyMap<string, Interval | undefined>>();

  constructor(registrering: Registrering, ved: Instant) {
    this.#registrering = registrering;
    this.periode = uaendret(registrering, ved);
    this.gyldighed = gyldighed(registrering, ved);
  }

  peger(relation: Relationsnavn): readonly string[] {
    return husk(this.#peger, relation, () => peger(this.#registrering, relation, this.periode.fra));
  }

  poster(relation: Relationsnavn): readonly Relation[] {
    return husk(this.#poster, relation, () => poster(this.#registrering, relation, this.periode.fra));
  }

  /** The time without a gap in which a relation points at a UUID. */
  pegeperiode(relation: Relationsnavn, uuid: string): Interval | undefined {
    return husk(this.#perioder, relation, () => this.#perioderAf(relation)).get(uuid);
  }

  #perioderAf(relation: Relationsnavn): ReadonlyMap<string, Interval | undefined> {
    const perioder = new Map<string, Interval | undefined>();
    for (const [uuid, deres] of efterMaal(this.#registrering, relation)) {
      perioder.set(uuid, sammenhaengende(deres, this.periode.fra));
    }
    return perioder;
  }
}

function husk<V>(kendte: Map<Relationsnavn, V>, relation: Relationsnavn, lav: () => V): V {
  const kendt = kendte.get(relation);
  if (kendt !== undefined) return kendt;
  const ny = lav();
  kendte.set(relation, ny);
  return ny;
}

/** Of each registration what was asked for last. */
const syn = new WeakMap<Registrering, Dokumentsyn>();

export function dokumentsyn(registrering: Registrering, ved: Instant): Dokumentsyn {
  const kendt = syn.get(registrering);
  if (kendt && contains(kendt.periode, ved)) return kendt;
  const nyt = new Dokumentsyn(registrering, ved);
  syn.set(registrering, nyt);
  return nyt;
}
