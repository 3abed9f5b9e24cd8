/**
 * Objects of others (docs/decisions/0034, 0038): in every verb and for every object type the answer about one is the answer
 * about a UUID that nobody has, to the letter, and nothing of it is changed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Kalder } from '../../src/access/kalder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Operation, Outcome } from '../../src/operations/operation.ts';
import { run } from '../../src/operations/run.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { type ObjektType, objekttypeNavne } from '../../src/standard/objekttyper.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { EGEN, INGEN, kalderMed, NABO, NU, registerMed, tildeling } from './kald.ts';
import { fyldt, OPPEFRA, tilbagerullet, tilhoer } from './vaerdier.ts';

const FREMMED = '00000000-0000-4000-8000-0000000000f1';
const INGENS = '00000000-0000-4000-8000-0000000000f2';
const ALTID = { fra: FRA_ALTID, til: TIL_ALTID };
const ALLE = { ...INGEN, seNavn: true, seCpr: true, anonymiser: true, fysiskslet: true };

/** Every call about one object. */
function kaldOm(objekttype: ObjektType, uuid: string): readonly Operation[] {
  const indhold = {
    egenskaber: [{ felter: fyldt(objekttype, 'nyt') }],
    tilstande: [],
    relationer: tilhoer(objekttype, uuid),
  };
  const filter = { virkning: ALTID, registrering: ALTID };
  return [
    { verbum: 'laes', objekttype, uuid, filter },
    { verbum: 'list', objekttype, uuids: [uuid], filter },
    { verbum: 'ret', objekttype, uuid, aendring: { egenskaber: indhold.egenskaber } },
    { verbum: 'ret', objekttype, uuid, aendring: {} },
    { verbum: 'passiver', objekttype, uuid },
    { verbum: 'slet', objekttype, uuid },
    { verbum: 'importer', objekttype, uuid, registreringer: [indhold] },
    { verbum: 'import', system: 'organisation', objekter: [{ objekttype, uuid, registreringer: [indhold] }] },
    { verbum: 'anonymiser', person: { uuid } },
    { verbum: 'fysiskslet', organisationUuid: uuid, organisationEnhedUuid: uuid },
  ];
}

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock: fixedClock(NU) });
  for (const ejer of [NABO, KOMBIT_CVR]) {
    for (const objekttype of OPPEFRA) {
      const relationer = tilhoer(objekttype, FREMMED);
      const registrering = { egenskaber: [{ felter: fyldt(objekttype, ejer) }], tilstande: [], relationer };
      const kald: Operation = { verbum: 'importer', objekttype, uuid: FREMMED, registreringer: [registrering] };
      const { status } = await run(
        { ...registerMed(store), kalder: kalderMed([tildeling(ejer, 'rediger', ALLE)], ejer) },
        kald,
      );
      assert.equal(status, 20);
    }
  }
});
after(() => store.close());

async function fremmedes(den: Store): Promise<string> {
  const linjer: string[] = [];
  for (const ejer of [NABO, KOMBIT_CVR]) for await (const et of den.alle({ ejer })) linjer.push(JSON.stringify(et));
  return linjer.join('\n');
}

/** The answer, and what of others is there afterwards. */
async function svarPaa(kald: Operation, kalder: Kalder): Promise<{ svar: string; efter: string }> {
  return tilbagerullet(store, async (den) => {
    const outcome: Outcome = await run({ ...registerMed(den), kalder }, kald);
    return { svar: JSON.stringify(outcome), efter: await fremmedes(den) };
  });
}

const hele = kalderMed([tildeling(EGEN, 'rediger', ALLE)]);

for (const objekttype of objekttypeNavne) {
  test(`${objekttype}: about another’s object every verb answers as about none`, async () => {
    const foer = await fremmedes(store);
    const ingens = kaldOm(objekttype, INGENS);
    for (const [i, kald] of kaldOm(objekttype, FREMMED).entries()) {
      const om = await svarPaa(kald, hele);
      const ingen = await svarPaa(ingens[i]!, hele);
      assert.equal(om.svar.replaceAll(FREMMED, INGENS), ingen.svar, kald.verbum);
      assert.equal(om.efter, foer, kald.verbum);
    }
  });
}

test('what is handed over to be read is read, and not changed', async () => {
  const kalder = kalderMed([tildeling(EGEN, 'rediger', ALLE), tildeling(NABO, 'udstil')]);
  const foer = await fremmedes(store);
  for (const kald of kaldOm('Bruger', FREMMED)) {
    const { svar, efter } = await svarPaa(kald, kalder);
    assert.equal(efter, foer, kald.verbum);
    const { status, brud } = JSON.parse(svar) as Outcome;
    if (kald.verbum === 'laes' || kald.verbum === 'list') assert.ok(svar.includes(NABO), svar);
    if (kald.verbum === 'ret' || kald.verbum === 'slet')
      assert.deepEqual([status, brud[0]!.regel], [41, 'rolle-mangler']);
    // The UUID is free for an object of one's own.
    if (kald.verbum === 'importer') assert.equal(status, 20);
    if (kald.verbum === 'import') assert.deepEqual((JSON.parse(svar) as Outcome).enkeltvis![0]!.status, 20);
  }
});

test('with the role in its owner’s data an object is changed, and stays its owner’s', async () => {
  const kalder = kalderMed([tildeling(NABO, 'rediger', ALLE)]);
  const [ret] = kaldOm('Bruger', FREMMED).filter(({ verbum }) => verbum === 'ret');
  await tilbagerullet(store, async (den) => {
    assert.equal((await run({ ...registerMed(den), kalder }, ret!)).status, 20);
    const [naboens] = await den.hent([NABO], 'Bruger', [FREMMED], 'nuvaerende');
    assert.equal(naboens!.nr, 2);
    assert.deepEqual(await den.hent([EGEN], 'Bruger', [FREMMED], 'nuvaerende'), []);
  });
});

const beholder = (outcome: Outcome, objekttype: ObjektType) =>
  (outcome.beholdere?.[objekttype] ?? []).map(({ uuid }) => uuid);

test('a hierarchy is one’s own and what is handed over; the common ones are there by their own services', async () => {
  const kald: Operation = { verbum: 'fremsoegobjekthierarki', system: 'organisation', egenskaber: {} };
  const hierarki = async (scopes: readonly string[], organisationUuid?: string) => {
    const kalder = kalderMed(scopes.map((scope) => tildeling(scope, 'udstil')));
    const medOrganisation = { ...kalder, ...(organisationUuid && { organisationUuid }) };
    return run({ ...registerMed(store), kalder: medOrganisation }, kald);
  };
  assert.deepEqual(beholder(await hierarki([EGEN]), 'Bruger'), []);
  assert.deepEqual(beholder(await hierarki([EGEN, NABO]), 'Bruger'), [FREMMED]);
  assert.deepEqual(beholder(await hierarki([EGEN, KOMBIT_CVR]), 'Bruger'), []);
  // The caller's own Organisation, which KOMBIT keeps, is common data as well.
  assert.deepEqual(beholder(await hierarki([EGEN, KOMBIT_CVR], FREMMED), 'Organisation'), [FREMMED]);
  assert.deepEqual(beholder(await hierarki([EGEN], FREMMED), 'Organisation'), []);
});

test('fysiskslet knows the authority’s own Organisation, which KOMBIT keeps, without a role in the common data', async () => {
  const rod = '00000000-0000-4000-8000-0000000000f3';
  const kalder = { ...hele, organisationUuid: FREMMED };
  await tilbagerullet(store, async (den) => {
    const kontekst = { ...registerMed(den), kalder };
    const registreringer = [
      { egenskaber: [{ felter: fyldt('OrganisationEnhed', 'rod') }], tilstande: [], relationer: {} },
    ];
    await run(kontekst, { verbum: 'importer', objekttype: 'OrganisationEnhed', uuid: rod, registreringer });
    const fysiskslet = { verbum: 'fysiskslet', organisationUuid: FREMMED, organisationEnhedUuid: rod } as const;
    assert.equal((await run(kontekst, fysiskslet)).status, 20);
  });
});
