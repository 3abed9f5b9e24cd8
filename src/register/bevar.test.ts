/**
 * A `ret` by one who does not see a field, over random timelines: the field is at every instant what it was, all other
 * fields are what the same `ret` makes of them for one who sees everything, and the form is the stored one. The seed is
 * printed; FKORG_SEED=<seed> plays it again.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { objekttyper } from '../standard/objekttyper.ts';
import { apply } from './apply.ts';
import { medBevarede } from './bevar.ts';
import { validateLagretForm } from './lagret-form.ts';
import type { Egenskab, Registrering } from './model.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 0x7fffffff);
const SIDSTE = 12;
const UUID = '00000000-0000-4000-8000-000000000001';

interface Periode {
  readonly fra: number;
  readonly til: number;
  readonly tekst: string;
}

const periode = fc
  .record({ a: fc.nat(SIDSTE), b: fc.nat(SIDSTE), tekst: fc.constantFrom('a', 'b', 'c') })
  .map(({ a, b, tekst }): Periode => ({ fra: Math.min(a, b), til: Math.max(a, b), tekst }));
const tidslinje = fc.array(periode, { minLength: 1, maxLength: 4 }).map((perioder) => {
  const ordnede = perioder.filter(({ fra, til }) => fra < til).sort((x, y) => x.fra - y.fra);
  return ordnede.map((en, i) => ({ ...en, til: Math.min(en.til, ordnede[i + 1]?.fra ?? en.til) }));
});

function ved(egenskaber: readonly Egenskab[], t: number, felt: string) {
  return egenskaber.find(({ virkning }) => virkning.fra <= t && t < virkning.til)?.felter[felt];
}

function person(egenskaber: readonly Egenskab[]): Registrering {
  return { tidspunkt: -1, livscyklusKode: 'Importeret', egenskaber, tilstande: [], relationer: {} };
}

function rettet(
  nuvaerende: Registrering,
  sendte: readonly Periode[],
  felter: (tekst: string) => Egenskab['felter'],
  bevarede: readonly string[],
) {
  const egenskaber = sendte.map(({ fra, til, tekst }) => ({ virkning: { fra, til }, felter: felter(tekst) }));
  return apply(
    { verbum: 'ret', objekttype: 'Person', uuid: UUID, aendring: { egenskaber } },
    { now: 5, udeladte: 'fjernes', nuvaerende, bevarede },
  );
}

test(`what the sender of a ret does not see is at every instant what it was (seed ${seed})`, () => {
  const set = { rettet: 0, afvist: 0 };
  fc.assert(
    fc.property(tidslinje, tidslinje, fc.array(periode, { maxLength: 1 }), (gamle, nye, tomme) => {
      const nuvaerende = person(
        gamle
          .filter(({ fra, til }) => fra < til)
          .map(({ fra, til, tekst }) => ({
            virkning: { fra, til },
            felter: { BrugervendtNoegleTekst: `k${tekst}`, 'CPR-NummerTekst': `c${tekst}`, NavnTekst: `n${tekst}` },
          })),
      );
      const sendte = [...nye, ...tomme.map((en) => ({ ...en, til: en.fra }))];
      const blind = rettet(nuvaerende, sendte, (t) => ({ BrugervendtNoegleTekst: `s${t}` }), [
        'NavnTekst',
        'CPR-NummerTekst',
      ]);
      const seende = rettet(nuvaerende, sendte, (t) => ({ BrugervendtNoegleTekst: `s${t}`, NavnTekst: 'x' }), []);
      if ('brud' in seende) {
        assert.ok('brud' in blind);
        assert.deepEqual(blind.brud, seende.brud);
        return;
      }
      const seendes = seende.registreringer[0]!.egenskaber;
      if ('brud' in blind) {
        set.afvist += 1;
        const isHul = (t: number) =>
          ved(seendes, t, 'NavnTekst') !== undefined && ved(nuvaerende.egenskaber, t, 'NavnTekst') === undefined;
        assert.ok(Array.from({ length: SIDSTE }, (_, t) => t).some(isHul), 'refused where there is no name to keep');
        return;
      }
      set.rettet += 1;
      const blindes = blind.registreringer[0]!;
      assert.deepEqual(validateLagretForm('Person', blindes), []);
      for (let t = 0; t <= SIDSTE; t++) {
        for (const felt of ['NavnTekst', 'CPR-NummerTekst']) {
          assert.equal(ved(blindes.egenskaber, t, felt), ved(nuvaerende.egenskaber, t, felt), `${felt} at ${t}`);
        }
        const noegle = 'BrugervendtNoegleTekst';
        assert.equal(ved(blindes.egenskaber, t, noegle), ved(seendes, t, noegle), `the key at ${t}`);
      }
    }),
    { seed, numRuns: 2000 },
  );
  assert.ok(set.rettet > 100 && set.afvist > 100, JSON.stringify(set));
});

test('a period that is sent once stays one where the hidden fields are the same throughout', () => {
  const felter = { NavnTekst: 'n' };
  const nuvaerende = person([
    { virkning: { fra: 0, til: 3 }, felter: { ...felter, BrugervendtNoegleTekst: 'a' } },
    { virkning: { fra: 3, til: 9 }, felter: { ...felter, BrugervendtNoegleTekst: 'b' } },
  ]);
  const egenskaber = [
    { virkning: { fra: 0, til: 9 }, felter: { BrugervendtNoegleTekst: 'c' } },
    { virkning: { fra: 3, til: 3 }, felter: {} },
  ];
  const resultat = apply(
    { verbum: 'ret', objekttype: 'Person', uuid: UUID, aendring: { egenskaber } },
    { now: 5, udeladte: 'fjernes', nuvaerende, bevarede: ['NavnTekst'] },
  );
  assert.ok('registreringer' in resultat, JSON.stringify(resultat));
  assert.deepEqual(resultat.registreringer[0]!.egenskaber, [
    { virkning: { fra: 0, til: 9 }, felter: { BrugervendtNoegleTekst: 'c', NavnTekst: 'n' } },
  ]);
});

test('long timelines are walked through once', () => {
  const tidslinje = (felter: Egenskab['felter'], skridt: number) =>
    Array.from({ length: 20_000 }, (_, nr) => ({ virkning: { fra: nr * skridt, til: (nr + 1) * skridt }, felter }));
  const before = process.cpuUsage();
  const bevaret = medBevarede(
    objekttyper.Person,
    tidslinje({ NavnTekst: 'n', BrugervendtNoegleTekst: 'a' }, 3),
    tidslinje({ BrugervendtNoegleTekst: 'b' }, 2),
    ['NavnTekst'],
  );
  assert.ok(process.cpuUsage(before).user < 1_000_000);
  // What is new, and what is left of the old after its end.
  assert.ok('egenskaber' in bevaret && bevaret.egenskaber.length === 20_000 + 20_000 - 13_333);
});
