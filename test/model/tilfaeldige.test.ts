/**
 * The register against the naive one over random lives of an object: every view of every registration after each
 * operation, the whole history through every interval of registration time, and what was read written back. The seed
 * is printed; FKORG_SEED=<seed> plays it again.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FRA_ALTID, type Interval, TIL_ALTID } from '../../src/base/instant.ts';
import { type Aendringskald, apply } from '../../src/register/apply.ts';
import type { Udeladte } from '../../src/register/fler-relation.ts';
import type { Registrering } from '../../src/register/model.ts';
import { udsnit } from '../../src/register/oejebliksbillede.ts';
import {
  ALTID_FOER,
  FOR_ALTID,
  type NaivBesked,
  type NaivPeriode,
  type NaivPost,
  type NaivSendt,
  NaivtRegister,
  SIDSTE,
} from './naivt-register.ts';
import { beskedOf, iCelle, sammenlignHelhed, sammenlignHistorik, sammenlignSyn } from './sammenlign.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 0x7fffffff);
const RUNS = 250;
const HOVED = { objekttype: 'OrganisationEnhed', uuid: '00000000-0000-4000-8000-000000000001' } as const;

/** Ends are drawn more often from a few instants, so that periods meet. */
const instant = fc.oneof(fc.constantFrom(2, 4, 6), fc.integer({ min: 0, max: SIDSTE }));
const periode: fc.Arbitrary<NaivPeriode> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: instant },
      { weight: 1, arbitrary: fc.constantFrom(ALTID_FOER, 'udeladt' as const) },
    ),
    fc.oneof(
      { weight: 3, arbitrary: instant },
      { weight: 2, arbitrary: fc.constantFrom(FOR_ALTID, 'udeladt' as const) },
    ),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([fra, til, omvendt]): NaivPeriode => {
    const a = fra === 'udeladt' ? 0 : fra;
    const b = til === 'udeladt' ? FOR_ALTID : til;
    const [first, last] = a > b && omvendt > 0 ? [b, a] : [a, b];
    return {
      fra: first,
      til: last,
      ...(fra === 'udeladt' && { udeladtFra: true }),
      ...(til === 'udeladt' && { udeladtTil: true }),
    };
  });

/** Periods as they come: they may overlap. */
const vilkaarlige = fc.array(periode, { minLength: 1, maxLength: 3 });

/** Periods that do not overlap: two or four ends in order, the first and the last of which may be open. */
const ordnede: fc.Arbitrary<readonly NaivPeriode[]> = fc
  .tuple(fc.array(instant, { minLength: 4, maxLength: 4 }), fc.constantFrom(1, 1, 2), fc.boolean(), fc.boolean())
  .map(([ender, antal, isAabenFoer, isAabenEfter]) => {
    const [a, b, c, d] = ender.sort((x, y) => x - y) as [number, number, number, number];
    const sidste = isAabenEfter ? FOR_ALTID : d;
    const foerste = isAabenFoer && a % 3 === 0 ? ALTID_FOER : a;
    return antal === 1
      ? [{ fra: foerste, til: sidste }]
      : [
          { fra: foerste, til: b },
          { fra: c, til: sidste },
        ];
  });

const linje = (vaerdier: readonly string[]): fc.Arbitrary<readonly NaivSendt[]> =>
  fc
    .tuple(
      fc.oneof({ weight: 8, arbitrary: ordnede }, { weight: 1, arbitrary: vilkaarlige }),
      fc.array(fc.constantFrom(...vaerdier), { minLength: 3, maxLength: 3 }),
    )
    .map(([perioder, valgte]) => perioder.map((p, i) => ({ vaerdi: valgte[i]!, ...p })));

const postDele = (isDynamisk: boolean) =>
  fc.record({
    reference: fc.constantFrom('a', 'b', 'c'),
    rolle: fc.constantFrom(...(isDynamisk ? ['r', 's'] : [''])),
    type: fc.constantFrom(...(isDynamisk ? ['t', 't', 'u'] : [''])),
    indeks: fc.constantFrom(...(isDynamisk ? ['', '', '1', '2', '3', '4'] : [''])),
  });

const post = (isDynamisk: boolean): fc.Arbitrary<NaivPost> =>
  fc
    .tuple(
      postDele(isDynamisk),
      fc.oneof(
        periode,
        ordnede.map((perioder) => perioder[0]!),
      ),
    )
    .map(([dele, p]) => ({ ...dele, ...p }));

const flere = (isDynamisk: boolean) => fc.array(post(isDynamisk), { minLength: 1, maxLength: 3 });

/** A message; each list is there in one of three. */
const delvis: fc.Arbitrary<NaivBesked> = fc
  .tuple(
    fc.record({
      EnhedNavn: linje(['x', 'y', 'z', 'x', 'y', 'z', '']),
      Gyldighed: linje(['Aktiv', 'Inaktiv']),
      Overordnet: linje(['p', 'q']),
      TilknyttedeBrugere: flere(false),
      Adresser: flere(true),
    }),
    fc.integer({ min: 0, max: 3 ** 5 - 1 }),
  )
  .map(([alle, valg]) =>
    Object.fromEntries(Object.entries(alle).filter((_, i) => Math.floor(valg / 3 ** i) % 3 === 0)),
  );

/** A message that makes an object has a name for ever, most of the time. */
const hel: fc.Arbitrary<NaivBesked> = fc
  .tuple(delvis, fc.constantFrom(0, 0, 0, 0, 0, 1))
  .map(([besked, n]) =>
    n === 1 ? besked : { ...besked, EnhedNavn: [{ vaerdi: 'x', fra: ALTID_FOER, til: FOR_ALTID }] },
  );

/** Of twenty operations, these; the others are `ret`. */
const SJAELDNE = ['importer', 'importer', 'passiver', 'slet'] as const;

const operation = fc.record({
  verbum: fc.integer({ min: 0, max: 19 }).map((n) => SJAELDNE[n] ?? 'ret'),
  fremad: fc.constantFrom(0, 0, 1),
  besked: delvis,
  hel,
});

/** The periods with what is left out filled in, as the naive register takes them. */
function udfyldt(besked: NaivBesked, tid: number): NaivBesked {
  const fyldt = ([navn, poster]: [string, readonly NaivPeriode[]]) => [
    navn,
    poster.map((p) => (p.udeladtFra ? { ...p, fra: tid } : p)),
  ];
  return Object.fromEntries(Object.entries(besked).map(fyldt));
}

interface Udfald {
  registreringer?: readonly Registrering[];
  brud?: readonly { regel: string }[];
}

/** What is read through an interval, written back: nothing may be refused and nothing may come of it. */
function skrivTilbage(egen: Registrering, virkning: Interval, now: number, udeladte: Udeladte): void {
  const laest = udsnit(egen, HOVED.objekttype, virkning, now);
  const resultat: Udfald = apply({ ...HOVED, verbum: 'ret', aendring: laest }, { nuvaerende: egen, now, udeladte });
  assert.deepEqual(resultat.brud, undefined);
  assert.deepEqual(iCelle(resultat.registreringer![0]!), iCelle(egen));
}

type Livsoperation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Plays the operations on both registers; `tael` hears which rules each broke. */
function levetid(ops: readonly Livsoperation[], udeladte: Udeladte, tael: (regler: readonly string[]) => void): void {
  const naivt = new NaivtRegister();
  const historik: Registrering[] = [];
  let now = 3;
  for (const { verbum, fremad, besked, hel } of ops) {
    now += fremad;
    const nuvaerende = historik.at(-1);
    const tid = naivt.naesteTid(now);
    const [kald, ventet] = ((): [Aendringskald, string[]] => {
      if (verbum === 'ret') {
        const brud = naivt.ret(udfyldt(besked, tid), now, udeladte === 'beholdes');
        return [{ ...HOVED, verbum, aendring: beskedOf(besked) }, brud];
      }
      if (verbum === 'importer') {
        const brud = naivt.importer(udfyldt(hel, tid), now);
        return [{ ...HOVED, verbum, registreringer: [beskedOf(hel)] }, brud];
      }
      return verbum === 'slet'
        ? [{ ...HOVED, verbum }, naivt.slet(now)]
        : [{ ...HOVED, verbum: 'passiver' }, naivt.passiver(now)];
    })();
    const resultat: Udfald = apply(kald, { now, udeladte, ...(nuvaerende && { nuvaerende }) });
    assert.deepEqual(new Set(resultat.brud?.map(({ regel }) => regel)), new Set(ventet));
    tael(ventet);
    historik.push(...(resultat.registreringer ?? []));
    const egen = historik.at(-1);
    if (!egen || resultat.brud) continue;
    sammenlignHelhed(egen, naivt.historik.at(-1)!, now);
    sammenlignSyn(egen, naivt.historik.at(-1)!, now);
    sammenlignHistorik(historik, naivt, SIDSTE + 2);
    if (egen.livscyklusKode === 'Passiveret' || egen.livscyklusKode === 'Slettet') continue;
    skrivTilbage(egen, { fra: now, til: now + 1 }, now, udeladte);
    skrivTilbage(egen, { fra: now, til: TIL_ALTID }, now, udeladte);
    skrivTilbage(egen, { fra: FRA_ALTID, til: TIL_ALTID }, now, udeladte);
  }
}

test(`random lives of an object (FKORG_SEED=${seed})`, (t) => {
  const antal = new Map<string, number>();
  const tael = (regler: readonly string[]) => {
    for (const regel of regler.length > 0 ? new Set(regler) : ['done']) antal.set(regel, (antal.get(regel) ?? 0) + 1);
  };
  fc.assert(
    fc.property(
      hel,
      fc.array(operation, { minLength: 3, maxLength: 10, size: 'max' }),
      fc.constantFrom<Udeladte>('fjernes', 'beholdes'),
      (foerste, ops, udeladte) =>
        levetid([{ verbum: 'importer', fremad: 0, besked: foerste, hel: foerste }, ...ops], udeladte, tael),
    ),
    { seed, numRuns: RUNS },
  );
  t.diagnostic([...antal].map(([regel, n]) => `${regel} ${n}`).join(', '));
  assert.ok((antal.get('done') ?? 0) > 2 * RUNS, 'a life is more than its refusals');
});
