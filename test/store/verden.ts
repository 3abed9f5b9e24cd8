/** Seeded random registers: objects of every type with a value in every field, state and relation, over few instants. */
import { fixedClock } from '../../src/base/clock.ts';
import type { Instant } from '../../src/base/instant.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import { namedUuid } from '../../src/base/uuid.ts';
import type { Feltvaerdi, Registrering, Relation, Virkning } from '../../src/register/model.ts';
import { SOEGEORD_DELE } from '../../src/standard/felter.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';

/** Days of the virkning axis, and instants of the registrering axis. */
export const DAGE: readonly Instant[] = [0, 1, 2, 3, 4].map((n) => Date.UTC(2026, 0, 1 + n));
export const TIDER: readonly Instant[] = [0, 1, 2].map((n) => Date.UTC(2026, 5, 1, n));
export const clock = fixedClock(Date.UTC(2026, 5, 2));

/** mulberry32: small, and the same on every machine. Gives a whole number below its argument. */
export function tilfaeldig(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export type Tal = ReturnType<typeof tilfaeldig>;

/** One of the few things that a relation can point at. */
export const maal = (nr: number) => namedUuid('6ba7b811-9dad-11d1-80b4-00c04fd430c8', `maal ${nr}`);
export const tekst = (nr: number) => ['Ærø Nord', 'ærø syd', 'Åby 100%', 'x_y', 'Øst*'][nr % 5]!;

function periode(tal: Tal): Virkning {
  const a = tal(6);
  const b = tal(6);
  const [fra, til] = [Math.min(a, b), Math.max(a, b) + 1];
  return { fra: fra === 0 ? FRA_ALTID : DAGE[fra - 1]!, til: til >= 6 ? TIL_ALTID : DAGE[til - 1]! };
}

function vaerdi(tal: Tal, art: 'tekst' | 'soegeord', isGentaget: boolean): Feltvaerdi {
  if (art === 'soegeord') return [Object.fromEntries(SOEGEORD_DELE.map((del) => [del, tekst(tal(5))]))];
  return isGentaget ? [tekst(tal(5)), tekst(tal(5))] : tekst(tal(5));
}

/** A registration in stored form with something in every place that its type has. */
export function registrering(tal: Tal, objekttype: ObjektType, tidspunkt: Instant): Registrering {
  const type = objekttyper[objekttype];
  const felter = Object.fromEntries(
    type.felter.map(({ felt, isGentaget }) => [felt.navn, vaerdi(tal, felt.art, isGentaget)]),
  );
  // Each entry has its own role: the same address twice in one role at one time has no place in a register.
  const post = (isDynamisk: boolean, nr: number): Relation => ({
    virkning: periode(tal),
    reference: tal(4) === 0 ? { urn: `urn:x:${tal(3)}` } : { uuid: maal(tal(3)) },
    ...(isDynamisk && { rolle: { uuid: maal(nr) }, type: { uuid: maal(9) }, indeks: String(tal(3)) }),
  });
  const efterFra = (a: Relation, b: Relation) => a.virkning.fra - b.virkning.fra;
  const koder = type.tilstand === 'Gyldighed' ? ['Aktiv', 'Inaktiv'] : ['true', 'false'];
  return {
    tidspunkt,
    livscyklusKode: tal(8) === 0 ? 'Passiveret' : 'Importeret',
    brugerRef: { uuid: maal(tal(2)) },
    egenskaber: [{ virkning: periode(tal), felter }],
    tilstande: type.tilstand ? [{ virkning: periode(tal), vaerdi: koder[tal(2)]! }] : [],
    relationer: Object.fromEntries(
      type.relationer.map(({ relation, isFler }) => [
        relation.navn,
        Array.from({ length: isFler ? 2 : 1 }, (_, nr) => post(relation.isDynamisk ?? false, nr)).sort(efterFra),
      ]),
    ),
  };
}
