/** After `anonymiser` no table of the database has the name or the CPR, nor has an export (docs/decisions/0033). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Rettigheder } from '../../src/access/rettigheder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { run } from '../../src/operations/run.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { eksporteret } from '../exchange/verden.ts';
import { EGEN, INGEN, kalderMed, NU, registerMed, tildeling, UUID } from './kald.ts';

const CPR = '9999990042';
const SYSTEM = 'CN=Testsystem';

let driver: Driver;
let store: Store;
before(async () => {
  driver = await openDriver(':memory:');
  await migrate(driver);
  store = sqlStore(driver, fixedClock(NU));
});
after(() => store.close());

/** The rows of all tables of the database that hold a text. */
async function raekkerMed(tekst: string): Promise<string[]> {
  const tabeller = await driver.query<[string]>(
    { text: `select table_name::text from information_schema.tables where table_schema = 'public'` },
    [],
  );
  const fundne: string[] = [];
  for (const [tabel] of tabeller) {
    const sql = `select t::text from "${tabel}" t where lower(t::text) like '%' || lower($1::text) || '%'`;
    for (const [raekke] of await driver.query<[string]>({ text: sql }, [tekst])) fundne.push(`${tabel}: ${raekke}`);
  }
  return fundne;
}

const felter = (navn: string) => ({ BrugervendtNoegleTekst: 'bruno1', 'CPR-NummerTekst': CPR, NavnTekst: navn });

async function kald(operation: Operation, rettigheder: Rettigheder): Promise<void> {
  const identitet = {
    ...{ cvr: EGEN, certifikatSha256: '00', systemNavn: SYSTEM, tildelinger: [], udloeber: NU },
  };
  const { status, brud } = await run(
    { ...registerMed(store), kalder: { cvr: EGEN, rettigheder, identitet } },
    operation,
  );
  assert.equal(status, 20, JSON.stringify(brud));
}

test('nothing of the person is left, in any table or file, but who asked and when', async () => {
  const { rettigheder } = kalderMed([
    tildeling(EGEN, 'rediger', { ...INGEN, seNavn: true, seCpr: true, anonymiser: true }),
  ]);
  const indhold = { tilstande: [], relationer: {} };
  const registreringer = [{ egenskaber: [{ felter: felter('Brunhilde Prøve'), virkning: { fra: NU } }], ...indhold }];
  await kald({ verbum: 'importer', objekttype: 'Person', uuid: UUID, registreringer }, rettigheder);
  const egenskaber = [
    { felter: felter('Brunhilde Gift'), virkning: { fra: NU + 1, noteTekst: 'før Brunhilde Prøve' } },
  ];
  await kald(
    { verbum: 'ret', objekttype: 'Person', uuid: UUID, noteTekst: 'Brunhilde', aendring: { egenskaber } },
    rettigheder,
  );
  const soeg = (navn: string, vaerdi: string): Operation => ({
    verbum: 'soeg',
    objekttype: 'Person',
    skabelon: { egenskaber: [{ felter: { [navn]: vaerdi }, virkning: { fra: NU } }], ...indhold },
  });
  await kald(soeg('CPR-NummerTekst', CPR), rettigheder);
  for (const tekst of ['Brunhilde', CPR, 'bruno1']) {
    assert.ok((await raekkerMed(tekst)).length > 0, `${tekst} was there`);
    assert.ok((await eksporteret(store, { format: 'jsonl', ejer: EGEN })).includes(tekst));
  }
  await kald({ verbum: 'anonymiser', person: { cpr: CPR } }, rettigheder);
  for (const tekst of ['Brunhilde', CPR, 'bruno1']) assert.deepEqual(await raekkerMed(tekst), []);
  const fil = await eksporteret(store, { format: 'jsonl', ejer: EGEN });
  assert.ok(!/Brunhilde|9999990042|bruno1/.test(fil));
  assert.ok(fil.includes(`Anonymiseret 2026-11-24T12:00:00.000Z efter anmodning fra CVR ${EGEN}, ${SYSTEM}`), fil);
});

test('a search row that is wrong leads to nobody: one who has another number is left as he is, and the call comes to its end', async () => {
  const alle = kalderMed([tildeling(EGEN, 'rediger', { ...INGEN, seNavn: true, seCpr: true, anonymiser: true })]);
  const cprOf = (nr: number) => `888888000${nr}`;
  const uuidOf = (nr: number) => `00000000-0000-4000-8000-0000000000b${nr}`;
  for (const nr of [1, 2]) {
    const egenskaber = [{ felter: { NavnTekst: 'Ane', 'CPR-NummerTekst': cprOf(nr) }, virkning: { fra: NU } }];
    const registreringer = [{ egenskaber, tilstande: [], relationer: {} }];
    await kald({ verbum: 'importer', objekttype: 'Person', uuid: uuidOf(nr), registreringer }, alle.rettigheder);
  }
  const forkert = `insert into soeg_tekst select (jsonb_populate_record(s, jsonb_build_object('noegle', $1::text))).*
    from soeg_tekst s where s.noegle = $2`;
  await driver.query({ text: forkert }, [cprOf(2), cprOf(1)]);
  await kald({ verbum: 'anonymiser', person: { cpr: cprOf(2) } }, alle.rettigheder);
  const personer = await store.hent([EGEN], 'Person', [uuidOf(1), uuidOf(2)], 'nuvaerende');
  const navne = new Map(
    personer.map(({ uuid, registreringer }) => [uuid, registreringer[0]!.egenskaber[0]!.felter.NavnTekst]),
  );
  assert.deepEqual([navne.get(uuidOf(1)), navne.get(uuidOf(2))], ['Ane', 'Anonymiseret']);
});
