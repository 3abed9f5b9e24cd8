/** Names and CPR numbers of persons, and those who may not see them (docs/decisions/0038; scenario A4). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Dataafgraensninger, type Rettigheder, rettighederOf } from '../access/rettigheder.ts';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { Operation } from './operation.ts';
import { KORSBAEK, NABO, NU, Verden } from './verden.testing.ts';

const [NAVN, CPR, NOEGLE] = ['Frida Prøve', '0000000042', 'fp'];
const ALTID = { fra: FRA_ALTID, til: TIL_ALTID };
const FELTER = { BrugervendtNoegleTekst: NOEGLE, 'CPR-NummerTekst': CPR, NavnTekst: NAVN };
const DAG = 86_400_000;

let verden: Verden;
before(async () => {
  verden = await Verden.ny();
});
after(() => verden[Symbol.asyncDispose]());

function med(ja: Partial<Dataafgraensninger>, scopeCvr = KORSBAEK): Rettigheder {
  const afgraensninger = { seNavn: false, seCpr: false, anonymiser: true, fysiskslet: false, ...ja };
  return rettighederOf({ cvr: KORSBAEK, tildelinger: [{ scopeCvr, rolle: 'rediger', afgraensninger }] }, '2018');
}

const BLIND = med({});
const SEENDE = med({ seNavn: true, seCpr: true });
const kald = (operation: Operation, rettigheder: Rettigheder) => verden.kald(operation, KORSBAEK, rettigheder);

async function person(felter: Record<string, string> = FELTER, cvr = KORSBAEK): Promise<string> {
  const uuid = verden.nytUuid();
  const egenskaber = [{ felter, virkning: { fra: NU - DAG } }];
  assert.equal((await verden.importer('Person', felter, { uuid, cvr, egenskaber })).status, 20);
  return uuid;
}

const laes = (uuid: string): Operation => ({
  verbum: 'laes',
  objekttype: 'Person',
  uuid,
  filter: { virkning: ALTID, registrering: ALTID },
});

const soeg = (felter: Record<string, string>): Operation => ({
  verbum: 'soeg',
  objekttype: 'Person',
  skabelon: { egenskaber: [{ felter }], tilstande: [], relationer: {} },
});

const ret = (uuid: string, felter: Record<string, string>, virkning?: { fra?: number; til?: number }): Operation => ({
  verbum: 'ret',
  objekttype: 'Person',
  uuid,
  aendring: { egenskaber: [{ felter, ...(virkning && { virkning }) }] },
});

/** The fields of the newest registration, period by period, as one who sees everything reads them. */
async function nyeste(uuid: string) {
  const { billeder } = await kald(laes(uuid), SEENDE);
  return billeder![0]!.registreringer.at(-1)!.egenskaber.map(({ felter }) => felter);
}

test('A4: what is read has name and CPR with the restriction alone, in every registration', async () => {
  const uuid = await person();
  await kald(ret(uuid, { ...FELTER, NavnTekst: 'Frida Nyt' }), SEENDE);
  for (const [ja, synlige] of [
    [{}, []],
    [{ seNavn: true }, ['NavnTekst']],
    [{ seCpr: true }, ['CPR-NummerTekst']],
    [{ seNavn: true, seCpr: true }, ['CPR-NummerTekst', 'NavnTekst']],
  ] as const) {
    const list: Operation = { ...laes(uuid), verbum: 'list', uuids: [uuid] } as Operation;
    for (const operation of [laes(uuid), list]) {
      const { billeder } = await kald(operation, med(ja));
      const { registreringer } = billeder![0]!;
      assert.equal(registreringer.length, 2);
      for (const { felter } of registreringer.flatMap(({ egenskaber }) => egenskaber)) {
        assert.deepEqual(Object.keys(felter).sort(), ['BrugervendtNoegleTekst', ...synlige].sort());
      }
    }
  }
});

test('a search by name or CPR is refused without the restriction, with and without wildcards, hit or no hit', async () => {
  await person();
  for (const [felt, vaerdier, ja] of [
    ['NavnTekst', [NAVN, 'Frida*', '*', 'Nobody'], { seCpr: true }],
    ['CPR-NummerTekst', [CPR, '00000*', '*', '1111111111'], { seNavn: true }],
  ] as const) {
    const svar = [];
    for (const vaerdi of vaerdier) svar.push(await kald(soeg({ [felt]: vaerdi }), med(ja)));
    for (const et of svar) {
      assert.deepEqual(et, svar[0], 'one answer for all, whatever there is');
      assert.deepEqual([et.status, et.brud[0]!.regel, et.brud[0]!.vaerdi], [41, 'dataafgraensning-mangler', undefined]);
    }
    assert.ok((await kald(soeg({ [felt]: vaerdier[0]! }), SEENDE)).uuids!.length > 0);
  }
  assert.ok((await kald(soeg({ BrugervendtNoegleTekst: NOEGLE, NavnTekst: ' ' }), BLIND)).uuids!.length > 0);
});

test('a search by CPR looks among the persons of those owners for whom the restriction is there', async () => {
  const cpr = '0000000077';
  const [egen, naboens] = [
    await person({ ...FELTER, 'CPR-NummerTekst': cpr }),
    await person({ ...FELTER, 'CPR-NummerTekst': cpr }, NABO),
  ];
  const afgraensninger = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };
  const begge = (seCpr: string) =>
    rettighederOf(
      {
        cvr: KORSBAEK,
        tildelinger: [KORSBAEK, NABO].map((scopeCvr) => ({
          scopeCvr,
          rolle: 'udstil',
          afgraensninger: { ...afgraensninger, seCpr: scopeCvr === seCpr },
        })),
      },
      '2018',
    );
  assert.deepEqual((await kald(soeg({ 'CPR-NummerTekst': cpr }), begge(KORSBAEK))).uuids, [egen]);
  assert.deepEqual((await kald(soeg({ 'CPR-NummerTekst': cpr }), begge(NABO))).uuids, [naboens]);
});

test('a write that fills a field that the caller does not see is refused, and does not repeat it', async () => {
  const uuid = await person();
  const registreringer = [{ egenskaber: [{ felter: FELTER }], tilstande: [], relationer: {} }];
  const indhold = registreringer[0]!;
  const ny = verden.nytUuid();
  for (const operation of [
    ret(uuid, { NavnTekst: NAVN }),
    ret(uuid, { 'CPR-NummerTekst': CPR }),
    ret(verden.nytUuid(), { NavnTekst: NAVN }),
    { verbum: 'opret', objekttype: 'Person', indhold },
    { verbum: 'importer', objekttype: 'Person', uuid: ny, registreringer },
  ] as const satisfies readonly Operation[]) {
    const svar = await kald(operation, BLIND);
    assert.deepEqual([svar.status, svar.brud[0]!.regel], [41, 'dataafgraensning-mangler'], operation.verbum);
    assert.ok(!/Frida|0000000042/.test(JSON.stringify(svar)));
  }
  const system: Operation = {
    verbum: 'import',
    system: 'organisation',
    objekter: [{ objekttype: 'Person', uuid: ny, registreringer }],
  };
  assert.equal((await kald(system, BLIND)).enkeltvis![0]!.status, 41);
  assert.equal((await kald(laes(ny), SEENDE)).status, 44);
});

test('a ret by one who does not see name and CPR keeps them, and changes what it says', async () => {
  const uuid = await person();
  assert.equal((await kald(ret(uuid, { BrugervendtNoegleTekst: 'ny' }, { fra: NU - DAG }), BLIND)).status, 20);
  assert.deepEqual(await nyeste(uuid), [{ ...FELTER, BrugervendtNoegleTekst: 'ny' }]);
  const medTomt = { BrugervendtNoegleTekst: 'nyere', 'CPR-NummerTekst': '', NavnTekst: NAVN };
  assert.equal((await kald(ret(uuid, medTomt, { fra: NU - DAG }), med({ seNavn: true }))).status, 20);
  assert.deepEqual(await nyeste(uuid), [{ ...FELTER, BrugervendtNoegleTekst: 'nyere' }]);
});

test('it keeps them where it ends a period, cuts through one or takes one out', async () => {
  const uuid = await person();
  await kald(ret(uuid, { ...FELTER, NavnTekst: 'Gift Prøve' }, { fra: NU + 40 * DAG }), SEENDE);
  const midt = { fra: NU + 10 * DAG, til: NU + 20 * DAG };
  assert.equal((await kald(ret(uuid, { BrugervendtNoegleTekst: 'midt' }, midt), BLIND)).status, 20);
  assert.equal((await kald(ret(uuid, {}, { fra: NU + 40 * DAG, til: NU + 40 * DAG }), BLIND)).status, 20);
  const navne = (await nyeste(uuid)).map(({ BrugervendtNoegleTekst = '', NavnTekst, ...cpr }) => {
    assert.deepEqual(cpr, { 'CPR-NummerTekst': CPR });
    return [BrugervendtNoegleTekst, NavnTekst];
  });
  assert.deepEqual(navne, [
    [NOEGLE, NAVN],
    ['midt', NAVN],
    ['', NAVN],
    ['', 'Gift Prøve'],
  ]);
});

test('where there is no name to keep it can make no period', async () => {
  const uuid = verden.nytUuid();
  const registrering = { egenskaber: [{ felter: FELTER, virkning: { fra: NU } }], tilstande: [], relationer: {} };
  await kald({ verbum: 'importer', objekttype: 'Person', uuid, registreringer: [registrering] }, SEENDE);
  const svar = await kald(ret(uuid, { BrugervendtNoegleTekst: 'x' }, { fra: NU - 10 * DAG, til: NU - DAG }), BLIND);
  assert.deepEqual([svar.status, svar.brud[0]!.regel], [40, 'felt-udfyldt']);
  assert.ok(!JSON.stringify(svar).includes('Frida'));
  const tidligere = { fra: NU - 10 * DAG, til: NU - DAG };
  const udenCpr = await kald(ret(uuid, { NavnTekst: 'Før' }, tidligere), med({ seNavn: true }));
  assert.equal(udenCpr.status, 20, 'nobody must have a number');
});

test('anonymiser by CPR takes the right to see it, by UUID it does not; it leaves who asked', async () => {
  const uuid = await person();
  for (const cpr of [CPR, '9999999999']) {
    const svar = await kald({ verbum: 'anonymiser', person: { cpr } }, BLIND);
    assert.deepEqual([svar.status, svar.brud[0]!.regel], [41, 'dataafgraensning-mangler']);
  }
  assert.equal((await kald({ verbum: 'anonymiser', person: { uuid } }, BLIND)).status, 20);
  const { billeder } = await kald(laes(uuid), SEENDE);
  assert.match(
    billeder![0]!.registreringer.at(-1)!.noteTekst!,
    /^Anonymiseret 2026-\S+Z efter anmodning fra CVR 11111111$/,
  );
});

test('anonymiser by CPR looks among the persons of those owners for whom the restriction is there', async () => {
  const felter = { ...FELTER, 'CPR-NummerTekst': '0000000088' };
  const [egen, naboens] = [await person(felter), await person(felter, NABO)];
  const tildelinger = [KORSBAEK, NABO].map((scopeCvr) => ({
    scopeCvr,
    rolle: 'rediger' as const,
    afgraensninger: { seNavn: true, seCpr: scopeCvr === KORSBAEK, anonymiser: true, fysiskslet: false },
  }));
  const rettigheder = rettighederOf({ cvr: KORSBAEK, tildelinger }, '2018');
  const cpr = felter['CPR-NummerTekst'];
  assert.deepEqual((await kald({ verbum: 'anonymiser', person: { cpr } }, rettigheder)).uuids, [egen]);
  const { billeder } = await kald(laes(naboens), rettigheder);
  assert.equal(billeder![0]!.registreringer[0]!.egenskaber[0]!.felter.NavnTekst, NAVN);
});

test('who may anonymise in the data of one owner does not do it in those of another that he may change', async () => {
  const [egen, naboens] = [await person(), await person(FELTER, NABO)];
  const tildelinger = [KORSBAEK, NABO].map((scopeCvr) => ({
    scopeCvr,
    rolle: 'rediger' as const,
    afgraensninger: { seNavn: true, seCpr: true, anonymiser: scopeCvr === NABO, fysiskslet: false },
  }));
  const rettigheder = rettighederOf({ cvr: KORSBAEK, tildelinger }, '2018');
  const svar = await kald({ verbum: 'anonymiser', person: { uuid: egen } }, rettigheder);
  assert.deepEqual([svar.status, svar.brud[0]!.regel], [44, 'objekt-ukendt']);
  assert.deepEqual(await nyeste(egen), [FELTER]);
  assert.equal((await kald({ verbum: 'anonymiser', person: { uuid: naboens } }, rettigheder)).status, 20);
});

test('what is kept, and what may be filled, goes by the right in the data of the one whose object it is', async () => {
  const [egen, naboens] = [await person(), await person(FELTER, NABO)];
  const tildelinger = [KORSBAEK, NABO].map((scopeCvr) => ({
    scopeCvr,
    rolle: 'rediger' as const,
    afgraensninger: { seNavn: scopeCvr === KORSBAEK, seCpr: false, anonymiser: false, fysiskslet: false },
  }));
  const rettigheder = rettighederOf({ cvr: KORSBAEK, tildelinger }, '2018');
  const navngiv = (uuid: string) => kald(ret(uuid, { NavnTekst: 'Ny', BrugervendtNoegleTekst: 'x' }), rettigheder);
  assert.equal((await navngiv(egen)).status, 20);
  const svar = await navngiv(naboens);
  assert.deepEqual([svar.status, svar.brud[0]!.regel], [41, 'dataafgraensning-mangler']);
  assert.equal((await kald(ret(naboens, { BrugervendtNoegleTekst: 'x' }), rettigheder)).status, 20);
  const navne = async (operation: Operation, hvem: Rettigheder) =>
    (await kald(operation, hvem)).billeder![0]!.registreringer.at(-1)!.egenskaber.map(({ felter }) => felter.NavnTekst);
  assert.deepEqual(await navne(laes(egen), rettigheder), [NAVN, 'Ny']);
  assert.deepEqual(await navne(laes(naboens), rettigheder), [undefined, undefined]);
  assert.deepEqual(await navne(laes(naboens), med({ seNavn: true }, NABO)), [NAVN, NAVN]);
});
