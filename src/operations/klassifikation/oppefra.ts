/** The order in which classes of one message are taken: each after the ones that it names as its parents. */
import type { IndsendtObjekt } from '../../register/indsendt.ts';
import { uuidOf } from '../../register/model.ts';

/** The UUIDs that stand before the object if they are in the message: its parents, and itself where it stands twice. */
function foran({ uuid, registreringer }: IndsendtObjekt): ReadonlySet<string> {
  const poster = registreringer.flatMap(({ relationer }) => relationer.OverordnetKlasse ?? []);
  const over = poster.flatMap(({ reference }) => (reference && uuidOf(reference)) ?? []);
  return new Set([...over, uuid]);
}

/**
 * The numbers of the classes, parents first, else in the order of the message. Those that wait for each other come last: whichever
 * is taken first, its parent is not there.
 */
export function oppefra(klasser: readonly IndsendtObjekt[]): readonly number[] {
  const numre = new Map<string, number[]>();
  for (const [nr, { uuid }] of klasser.entries()) numre.set(uuid, [...(numre.get(uuid) ?? []), nr]);
  const venter = klasser.map(() => 0);
  const efter = klasser.map((): number[] => []);
  for (const [nr, klasse] of klasser.entries()) {
    for (const uuid of foran(klasse)) {
      // Of objects with one UUID the first is what others wait for.
      const foerst = numre.get(uuid)?.[0];
      if (foerst === undefined || foerst === nr) continue;
      efter[foerst]!.push(nr);
      venter[nr]! += 1;
    }
  }
  const orden = klasser.flatMap((_, nr) => (venter[nr] === 0 ? nr : []));
  for (const nr of orden) {
    for (const en of efter[nr]!) {
      venter[en]! -= 1;
      if (venter[en] === 0) orden.push(en);
    }
  }
  return [...orden, ...klasser.flatMap((_, nr) => (venter[nr]! > 0 ? nr : []))];
}
