/**
 * Callers with random rights make random calls, reads and writes mixed: no answer holds a datum that a naive reading of the
 * roles forbids, nothing is changed that it forbids, and what it allows is there (docs/decisions/0038). The seed is printed;
 * FKORG_SEED=<seed> plays it again.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { FaellesData, Tildeling } from '../../src/access/rettigheder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Operation, Outcome } from '../../src/operations/operation.ts';
import { run } from '../../src/operations/run.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { objekttypeNavne } from '../../src/standard/objekttyper.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { EGEN, INGEN, kalderMed, NABO, NU, registerMed, tildeling } from './kald.ts';
import { fyldt, OPPEFRA, tilbagerullet, tilhoer } from './vaerdier.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 0x7fffffff);
const RUNS = 200;
const EJERE = [EGEN, NABO, KOMBIT_CVR] as const;
const ALTID = { fra: FRA_ALTID, til: TIL_ALTID };
const ALLE = { ...INGEN, seNavn: true, seCpr: true, anonymiser: true, fysiskslet: true };
/** Every owner has an object of every type under this UUID, and one under its own. */
const FAELLES = '00000000-0000-4000-8000-00000000ffff';
const uuidOf = (ejer: string) => `00000000-0000-4000-8000-0000${ejer}`;
const cprOf = (ejer: string) => `99${ejer}`;

/** What the roles say, read as a clerk would. */
interface Rollesaet {
  readonly cvr: string;
  readonly tildelinger: readonly Tildeling[];
  readonly faelles: FaellesData;
}
const roller = ({ tildelinger }: Rollesaet, ejer: string) => tildelinger.filter(({ scopeCvr }) => scopeCvr === ejer);
const maaLaese = (saet: Rollesaet, ejer: string) =>
  roller(saet, ejer).length > 0 ||
  (ejer === KOMBIT_CVR && saet.cvr !== KOMBIT_CVR && saet.faelles === 'open' && saet.tildelinger.length > 0);
const maaSkrive = (saet: Rollesaet, ejer: string) => roller(saet, ejer).some(({ rolle }) => rolle === 'rediger');
const maaSe = (saet: Rollesaet, ejer: string, hvad: 'seNavn' | 'seCpr') =>
  roller(saet, ejer).some(({ afgraensninger }) => afgraensninger[hvad]);

const rollesaet: fc.Arbitrary<Rollesaet> = fc.record({
  cvr: fc.constantFrom(...EJERE, '33333333'),
  tildelinger: fc.array(
    fc.record({
      scopeCvr: fc.constantFrom(...EJERE),
      rolle: fc.constantFrom('udstil' as const, 'rediger' as const),
      afgraensninger: fc.record({
        seNavn: fc.boolean(),
        seCpr: fc.boolean(),
        anonymiser: fc.boolean(),
        fysiskslet: fc.boolean(),
      }),
    }),
    { maxLength: 3 },
  ),
  faelles: fc.constantFrom('2018' as const, 'open' as const),
});

const objekttype = fc.oneof(fc.constant('Person' as const), fc.constantFrom(...objekttypeNavne));
const uuid = fc.constantFrom(FAELLES, ...EJERE.map(uuidOf));
const soegefelt = fc.constantFrom(
  ...EJERE.flatMap((ejer): Record<string, string>[] => [
    { NavnTekst: `NavnTekst ${ejer}` },
    { NavnTekst: `*${ejer}` },
    { 'CPR-NummerTekst': cprOf(ejer) },
    { 'CPR-NummerTekst': `${cprOf(ejer).slice(0, 3)}*` },
    { BrugervendtNoegleTekst: `BrugervendtNoegleTekst ${ejer}` },
  ]),
  {},
);
const filter = fc.constantFrom({ virkning: ALTID, registrering: ALTID }, { virkning: {}, registrering: {} });
const NYT = { tilstande: [], relationer: {} };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ verbum: fc.constant('laes' as const), objekttype, uuid, filter }),
  fc.record({ verbum: fc.constant('list' as const), objekttype, uuids: fc.array(uuid, { minLength: 1 }), filter }),
  soegefelt.chain((felter) =>
    fc.record({
      verbum: fc.constant('soeg' as const),
      objekttype,
      skabelon: fc.constant({ egenskaber: Object.keys(felter).length > 0 ? [{ felter }] : [], ...NYT }),
    }),
  ),
  fc.record({
    verbum: fc.constant('fremsoegobjekthierarki' as const),
    system: fc.constantFrom('organisation' as const, 'klassifikation' as const),
    egenskaber: fc.constant({}),
  }),
  fc.constantFrom<Operation>({ verbum: 'aendringer' }, { verbum: 'aendringerstart' }),
  fc.record({
    verbum: fc.constant('ret' as const),
    objekttype,
    uuid,
    aendring: fc.constantFrom(
      { egenskaber: [{ felter: { BrugervendtNoegleTekst: 'rettet' } }] },
      { egenskaber: [{ felter: { BrugervendtNoegleTekst: 'rettet', NavnTekst: '' } }] },
      {},
    ),
  }),
  fc.record({ verbum: fc.constantFrom('passiver' as const, 'slet' as const), objekttype, uuid }),
  fc.tuple(objekttype, uuid).map(([type, id]): Operation => {
    const registreringer = [
      { egenskaber: [{ felter: fyldt(type, 'nyt') }], tilstande: [], relationer: tilhoer(type, id) },
    ];
    return { verbum: 'importer', objekttype: type, uuid: id, registreringer };
  }),
  uuid.map((id): Operation => ({ verbum: 'anonymiser', person: { uuid: id } })),
  fc.constantFrom(...EJERE).map((ejer): Operation => ({ verbum: 'anonymiser', person: { cpr: cprOf(ejer) } })),
  uuid.map((id): Operation => ({ verbum: 'fysiskslet', organisationUuid: id, organisationEnhedUuid: id })),
);

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock: fixedClock(NU) });
  for (const ejer of [EGEN, NABO, KOMBIT_CVR]) {
    const kalder = kalderMed([tildeling(ejer, 'rediger', ALLE)], ejer);
    for (const type of OPPEFRA) {
      for (const id of [FAELLES, uuidOf(ejer)]) {
        const egenskaber = [{ felter: fyldt(type, ejer, cprOf(ejer)), virkning: ALTID }];
        const registreringer = [{ egenskaber, tilstande: [], relationer: tilhoer(type, id) }];
        const importer: Operation = { verbum: 'importer', objekttype: type, uuid: id, registreringer };
        assert.equal((await run({ ...registerMed(store), kalder }, importer)).status, 20);
      }
    }
  }
});
after(() => store.close());

/** An answer as text, without the words of a refusal and the note of an anonymisation: they name the caller. */
function somTekst(outcome: Outcome): string {
  return JSON.stringify(outcome, (navn, vaerdi) => (navn === 'forventet' || navn === 'noteTekst' ? undefined : vaerdi));
}

/**
 * What an answer says that it must not. `kendte` are the call and what its caller has made before: a UUID of another's object
 * is free for one of its own, which it then finds again.
 */
function forbudte(saet: Rollesaet, kendte: readonly Operation[], svar: string): string[] {
  const sendt = JSON.stringify(kendte);
  return EJERE.flatMap((ejer) => {
    const fund: string[] = [];
    if (!maaLaese(saet, ejer) && (svar.includes(` ${ejer}`) || svar.includes(`"${ejer}"`)))
      fund.push(`data of ${ejer}`);
    if (!maaLaese(saet, ejer) && !sendt.includes(uuidOf(ejer)) && svar.includes(uuidOf(ejer)))
      fund.push(`UUID of ${ejer}`);
    if (!maaSe(saet, ejer, 'seCpr') && svar.includes(cprOf(ejer))) fund.push(`CPR of ${ejer}`);
    return fund;
  });
}

async function indholdAf(den: Store, ejer: string): Promise<string> {
  const linjer: string[] = [];
  for await (const et of den.alle({ ejer })) linjer.push(JSON.stringify(et));
  return linjer.join('\n');
}

function felterI({ billeder = [] }: Outcome) {
  return billeder.flatMap(({ registreringer }) =>
    registreringer.flatMap(({ egenskaber }) => egenskaber.map(({ felter }) => felter)),
  );
}

/** The owner whose object an answer about a Person shows, by its key. */
function bedoemPerson(saet: Rollesaet, outcome: Outcome): void {
  for (const { BrugervendtNoegleTekst: noegle, ...felter } of felterI(outcome)) {
    const ejer = EJERE.find((en) => String(noegle).endsWith(en));
    if (!ejer) continue;
    assert.equal('NavnTekst' in felter, maaSe(saet, ejer, 'seNavn'), `the name of one of ${ejer}`);
    assert.equal('CPR-NummerTekst' in felter, maaSe(saet, ejer, 'seCpr'), `the CPR of one of ${ejer}`);
  }
}

function bedoemSoegning(saet: Rollesaet, kald: Operation & { verbum: 'soeg' }, uuids: readonly string[]): void {
  if (kald.objekttype !== 'Person') return;
  const felter = kald.skabelon.egenskaber[0]?.felter ?? {};
  for (const [felt, ret] of [
    ['NavnTekst', 'seNavn'],
    ['CPR-NummerTekst', 'seCpr'],
  ] as const) {
    if (!(felt in felter)) continue;
    for (const ejer of EJERE) {
      if (!maaSe(saet, ejer, ret)) assert.ok(!uuids.includes(uuidOf(ejer)), `a hit by ${felt} among those of ${ejer}`);
    }
  }
}

/** A field that a caller does not see goes with an object, an anonymisation or a new beginning, and in no other way. */
const FJERNER_NAVNE = new Set(['slet', 'anonymiser', 'fysiskslet', 'importer']);

async function assertNavneErDer(saet: Rollesaet, den: Store, ejer: string): Promise<void> {
  const [person] = await den.hent([ejer], 'Person', [uuidOf(ejer)], 'nuvaerende');
  for (const { felter } of person!.registreringer[0]!.egenskaber) {
    if (!maaSe(saet, ejer, 'seNavn')) assert.equal(felter.NavnTekst, `NavnTekst ${ejer}`);
    if (!maaSe(saet, ejer, 'seCpr')) assert.equal(felter['CPR-NummerTekst'], cprOf(ejer));
  }
}

test(`no answer and no change that the roles do not allow (seed ${seed})`, async () => {
  const foer = new Map<string, string>();
  for (const ejer of EJERE) foer.set(ejer, await indholdAf(store, ejer));
  const set = { svar: 0, skrevet: 0, afvist: 0 };
  const egenskab = fc.asyncProperty(
    rollesaet,
    fc.array(operation, { minLength: 1, maxLength: 4 }),
    async (saet, kaldene) => {
      await tilbagerullet(store, async (den) => {
        const kalder = kalderMed(saet.tildelinger, saet.cvr, saet.faelles);
        for (const [nr, kald] of kaldene.entries()) {
          const lavet = kaldene.slice(0, nr).filter(({ verbum }) => verbum === 'importer');
          const outcome = await run({ ...registerMed(den), kalder }, kald);
          assert.deepEqual(forbudte(saet, [...lavet, kald], somTekst(outcome)), [], JSON.stringify(kald));
          if (kald.verbum === 'laes' && kald.objekttype === 'Person') bedoemPerson(saet, outcome);
          if (kald.verbum === 'list' && kald.objekttype === 'Person') bedoemPerson(saet, outcome);
          if (kald.verbum === 'soeg') bedoemSoegning(saet, kald, outcome.uuids ?? []);
          set[outcome.status === 20 ? 'svar' : 'afvist'] += 1;
          if (kaldene.length === 1 && kald.verbum === 'laes') {
            const ejer = EJERE.find((en) => uuidOf(en) === kald.uuid);
            if (ejer && maaLaese(saet, ejer)) assert.equal(outcome.status, 20, `${ejer} may be read`);
          }
        }
        for (const ejer of EJERE) {
          const isSomFoer = (await indholdAf(den, ejer)) === foer.get(ejer);
          if (!isSomFoer) set.skrevet += 1;
          assert.ok(isSomFoer || maaSkrive(saet, ejer), `${ejer} was changed by ${JSON.stringify(kaldene)}`);
          if (!kaldene.some(({ verbum }) => FJERNER_NAVNE.has(verbum))) await assertNavneErDer(saet, den, ejer);
        }
      });
    },
  );
  await fc.assert(egenskab, { seed, numRuns: RUNS });
  assert.ok(set.svar > 50 && set.afvist > 50 && set.skrevet > 5, JSON.stringify(set));
});
