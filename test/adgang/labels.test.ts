/** Labels of the common classes are for everybody who reads an object, and cost no statement (docs/decisions/0044). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { klasseUuid } from '../../src/data/klasser.ts';
import type { Operation, Outcome } from '../../src/operations/operation.ts';
import { run } from '../../src/operations/run.ts';
import type { StatementWatch } from '../../src/store/drivers/watch.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { EGEN, kalderMed, NABO, NU, registerMed, tildeling } from './kald.ts';

const POST = klasseUuid('OrganisationEnhed.Adresse.Postadresse');
const TYPE = klasseUuid('Adresse.Type.OrgEnhedAdresse');
const enheder = Array.from({ length: 30 }, () => newUuid());
const filter = { virkning: {}, registrering: {} };

let store: Store;
let statements = 0;
const watch: StatementWatch = {
  begin() {
    statements += 1;
    return () => undefined;
  },
};

/** A call by an authority with a role in its own data alone, by the policy of 2018. */
function kald(operation: Operation, cvr = EGEN): Promise<Outcome> {
  return run({ ...registerMed(store), kalder: kalderMed([tildeling(cvr, 'rediger')], cvr, '2018') }, operation);
}

before(async () => {
  store = await openStore({ database: ':memory:', clock: fixedClock(NU), watch });
  await indlaesSuperOrg(store, NU);
  const roller = enheder.map(() => newUuid());
  for (const [nr, uuid] of enheder.entries()) {
    const post = (rolle: string) => ({ reference: { uuid: newUuid() }, rolle: { uuid: rolle }, type: { uuid: TYPE } });
    const relationer = {
      Adresser: [POST, roller[nr]!].map((rolle, indeks) => ({ ...post(rolle), virkning: {}, indeks: `${indeks}` })),
    };
    const registrering = { egenskaber: [{ felter: { EnhedNavn: 'Enhed' } }], tilstande: [], relationer };
    const importer = { verbum: 'importer', objekttype: 'OrganisationEnhed', uuid, registreringer: [registrering] };
    assert.equal((await kald(importer as Operation)).status, 20);
  }
});
after(() => store.close());

const list = (uuids: readonly string[]): Operation => ({
  verbum: 'list',
  objekttype: 'OrganisationEnhed',
  uuids,
  filter,
});

test('who has no role in Klassifikation sees the labels, and not the classes', async () => {
  const klasse = await kald({ verbum: 'laes', objekttype: 'Klasse', uuid: POST, filter });
  assert.equal(klasse.status, 44);
  const { labels } = await kald({ verbum: 'laes', objekttype: 'OrganisationEnhed', uuid: enheder[0]!, filter });
  assert.deepEqual(
    [...labels!.get(EGEN)!].sort(),
    [
      [TYPE, 'Adresse.Type.OrgEnhedAdresse'],
      [POST, 'OrganisationEnhed.Adresse.Postadresse'],
    ].sort(),
  );
});

test('nothing is said of what the caller does not see', async () => {
  assert.equal((await kald(list(enheder), NABO)).labels, undefined);
});

test('an answer with labels costs what it would cost without, unknown classes too', async () => {
  await kald(list(enheder));
  for (const uuids of [enheder.slice(0, 1), enheder]) {
    statements = 0;
    const { billeder, labels } = await kald(list(uuids));
    assert.equal(billeder!.length, uuids.length);
    assert.equal(labels!.get(EGEN)!.size, 2);
    assert.equal(statements, 1);
  }
});
