/**
 * The register against the naive one, exhaustively: from the empty register every message of a small world is tried at
 * every "now", then every message again on every content that came of it, until nothing new comes (spec sf1500 §2.3).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply } from '../../src/register/apply.ts';
import type { Udeladte } from '../../src/register/fler-relation.ts';
import type { Registrering } from '../../src/register/model.ts';
import {
  ALTID_FOER,
  FOR_ALTID,
  type NaivBesked,
  type NaivPeriode,
  type NaivRegistrering,
  NaivtRegister,
} from './naivt-register.ts';
import { beskedOf, sammenlignHelhed, sammenlignSyn } from './sammenlign.ts';

const UUID = '00000000-0000-4000-8000-000000000001';

interface Verden {
  readonly navn: string;
  readonly beskeder: readonly NaivBesked[];
  readonly tider: readonly number[];
  readonly udeladte: readonly Udeladte[];
  /** How many `ret` are tried after one another; without it until nothing new comes. */
  readonly retMax?: number;
}

function perioder(instants: readonly number[]): NaivPeriode[] {
  const fra = [ALTID_FOER, ...instants];
  const til = [...instants, FOR_ALTID];
  return fra.flatMap((f) => til.filter((t) => t >= f).map((t) => ({ fra: f, til: t })));
}

/** Every choice of one or two of these, in order. */
function enEllerTo<T>(ting: readonly T[]): T[][] {
  return ting.flatMap((a, i) => [[a], ...ting.slice(i + 1).map((b) => [a, b])]);
}

interface Knude {
  readonly egen: Registrering;
  readonly naiv: NaivRegistrering;
}

/** Tries everything; gives the number of transitions and of contents. */
function afproev({ beskeder, tider, udeladte, retMax = Number.POSITIVE_INFINITY }: Verden) {
  const kendte = new Set<string>();
  let naeste: Knude[] = [];
  let forsoeg = 0;
  const modtag = (knude: Knude) => {
    const { egenskaber, tilstande, relationer } = knude.egen;
    const noegle = JSON.stringify([egenskaber, tilstande, relationer]);
    if (kendte.has(noegle)) return;
    kendte.add(noegle);
    for (const now of tider) sammenlignSyn(knude.egen, knude.naiv, now);
    naeste.push(knude);
  };
  const proev = (besked: NaivBesked, now: number, fra: Knude | undefined, valg: Udeladte) => {
    forsoeg++;
    const naivt = new NaivtRegister(fra ? [{ ...fra.naiv, tid: -1 }] : []);
    const ventet = fra ? naivt.ret(besked, now, valg === 'beholdes') : naivt.opret(besked, now);
    const hoved = { objekttype: 'OrganisationEnhed', uuid: UUID } as const;
    const resultat = apply(
      fra
        ? { ...hoved, verbum: 'ret', aendring: beskedOf(besked) }
        : { ...hoved, verbum: 'opret', indhold: beskedOf(besked) },
      { now, udeladte: valg, ...(fra && { nuvaerende: { ...fra.egen, tidspunkt: -1 } }) },
    );
    if ('brud' in resultat) return assert.deepEqual(new Set(resultat.brud.map(({ regel }) => regel)), new Set(ventet));
    assert.deepEqual(ventet, []);
    const knude = { egen: resultat.registreringer[0]!, naiv: naivt.historik.at(-1)! };
    sammenlignHelhed(knude.egen, knude.naiv, now);
    return modtag(knude);
  };
  for (const besked of beskeder) proev(besked, 0, undefined, 'fjernes');
  for (let rets = 0; naeste.length > 0 && rets < retMax; rets++) {
    const knuder = naeste;
    naeste = [];
    for (const knude of knuder) {
      for (const now of tider) {
        for (const valg of udeladte) for (const besked of beskeder) proev(besked, now, knude, valg);
      }
    }
  }
  return { forsoeg, indhold: kendte.size };
}

const NAVN = { EnhedNavn: [{ vaerdi: 'n', fra: ALTID_FOER, til: FOR_ALTID }] };
const post = (reference: string, periode: NaivPeriode) => ({ reference, rolle: '', type: '', indeks: '', ...periode });
const adresse = (indeks: string, periode: NaivPeriode) => ({
  reference: 'a',
  rolle: 'r',
  type: 't',
  indeks,
  ...periode,
});

const VERDENER: readonly Verden[] = [
  {
    navn: 'the timeline of Egenskab',
    beskeder: enEllerTo(perioder([1, 2, 3])).flatMap((valgte) => [
      { EnhedNavn: valgte.map((periode) => ({ vaerdi: 'x', ...periode })) },
      { EnhedNavn: valgte.map((periode, i) => ({ vaerdi: i === 0 ? 'y' : 'x', ...periode })) },
    ]),
    tider: [0, 1, 2, 3],
    udeladte: ['fjernes'],
  },
  {
    navn: 'a 0..1 relation',
    beskeder: enEllerTo(perioder([1, 2])).map((valgte) => ({
      ...NAVN,
      Overordnet: valgte.map((periode, i) => ({ vaerdi: i === 0 ? 'p' : 'q', ...periode })),
    })),
    tider: [0, 1, 2],
    udeladte: ['fjernes'],
  },
  {
    navn: 'a 0..n relation',
    beskeder: enEllerTo(perioder([1, 2]).flatMap((periode) => [post('u', periode), post('v', periode)])).map(
      (valgte) => ({ ...NAVN, TilknyttedeBrugere: valgte }),
    ),
    tider: [0, 1, 2],
    udeladte: ['fjernes', 'beholdes'],
    retMax: 1,
  },
  {
    navn: 'an address with two Indeks',
    beskeder: enEllerTo(perioder([1, 2]).flatMap((periode) => [adresse('1', periode), adresse('2', periode)])).map(
      (valgte) => ({ ...NAVN, Adresser: valgte }),
    ),
    tider: [0, 1, 2],
    udeladte: ['fjernes', 'beholdes'],
    retMax: 1,
  },
];

for (const verden of VERDENER) {
  test(`every message on every content: ${verden.navn}`, (t) => {
    const { forsoeg, indhold } = afproev(verden);
    t.diagnostic(`${forsoeg} messages tried, ${indhold} contents`);
    assert.ok(indhold > 10);
  });
}
