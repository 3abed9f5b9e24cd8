/** The administration behind the door of the store: rows are added, read back, and never altered; on both databases. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { statusOf } from '../../src/administration/status.ts';
import { fjernCertifikat, opretSystem, tilfoejCertifikater } from '../../src/administration/systemer.ts';
import {
  AFTALE,
  ANMODNING,
  HVEM,
  INDHOLD,
  KENDTE,
  KOMBIT,
  KOPI,
  KORSBAEK,
  LOEN,
  somCertifikat,
  VAGT,
} from '../../src/administration/verden.testing.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock } from './verden.ts';

const TABELLER = ['anvendersystem', 'systemcertifikat', 'serviceaftale', 'aftaleafgoerelse'];
const MED = { ...INDHOLD, dataejere: [KOMBIT], begrundelse: 'Æ "ø" \\ å' };

async function proev(driver: Driver): Promise<void> {
  await migrate(driver);
  const { administration, revision } = sqlStore(driver, clock);
  const certifikat = somCertifikat();
  const { sha256, der } = certifikat;
  await aendr(administration, (tilstand) => opretSystem(tilstand, LOEN, 'Løn', HVEM));
  await aendr(administration, (tilstand) => opretSystem(tilstand, VAGT, 'Vagt', HVEM));
  await aendr(administration, (tilstand) => tilfoejCertifikater(tilstand, LOEN, [certifikat], HVEM));
  await aendr(administration, (tilstand) => anmod(tilstand, { ...ANMODNING, indhold: MED }, KENDTE, HVEM));
  const nabo = { ...ANMODNING, uuid: KOPI, systemUuid: VAGT };
  await aendr(administration, (tilstand) => anmod(tilstand, nabo, KENDTE, HVEM));
  for (const cvr of [KORSBAEK, KOMBIT]) {
    await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, AFTALE), cvr, HVEM));
  }

  // Everything comes back as it was given; one system's agreements alone where that is asked for.
  const alt = await administration.hent();
  assert.deepEqual(
    alt.systemer.map(({ uuid, navn }) => [uuid, navn]),
    [
      [LOEN, 'Løn'],
      [VAGT, 'Vagt'],
    ],
  );
  assert.deepEqual(alt.certifikater, [{ ...HVEM, sha256, systemUuid: LOEN, handling: 'tilfoej', der }]);
  assert.deepEqual(alt.aftaler, [
    { ...HVEM, ...ANMODNING, indhold: MED },
    { ...HVEM, ...nabo },
  ]);
  assert.equal(alt.afgoerelser.length, 3);
  assert.deepEqual(alt.afgoerelser.at(-1), {
    ...HVEM,
    aftaleUuid: AFTALE,
    handling: 'godkend',
    part: { rolle: 'dataejer', cvr: KOMBIT },
  });
  assert.deepEqual(await administration.hentAftaler(VAGT), { aftaler: alt.aftaler.slice(1), afgoerelser: [] });
  // Each change has its row in the audit log.
  const revideret: (string | null)[] = [];
  for await (const { handling, art } of revision.laes({})) if (art === 'administration') revideret.push(handling);
  const alle = [...alt.systemer, ...alt.certifikater, ...alt.aftaler, ...alt.afgoerelser];
  assert.equal(revideret.length, alle.length);
  const godkendte = alt.afgoerelser.filter(({ handling }) => handling === 'godkend');
  assert.equal(revideret.filter((handling) => handling === 'aftale-godkend').length, godkendte.length);

  const { aftaler, afgoerelser } = await administration.hentAftaler(LOEN);
  assert.deepEqual([aftaler, afgoerelser], [alt.aftaler.slice(0, 1), alt.afgoerelser]);

  // A system is found by what it has now.
  assert.deepEqual(await administration.findSystem(sha256), { uuid: LOEN, navn: 'Løn' });
  assert.equal(await administration.findSystem('0'.repeat(64)), undefined);
  await aendr(administration, ({ systemer }) => fjernCertifikat(systemer[0]!, sha256, HVEM));
  assert.equal(await administration.findSystem(sha256), undefined);
  await aendr(administration, (tilstand) => tilfoejCertifikater(tilstand, VAGT, [certifikat], HVEM));
  await administration.gem({ systemer: [{ ...HVEM, uuid: VAGT, navn: 'Vagtplan' }] }, await administration.version());
  assert.deepEqual(await administration.findSystem(sha256), { uuid: VAGT, navn: 'Vagtplan' });

  // Whoever decided on an older state saves nothing, and of two who ask for the same at once one gets it.
  const version = await administration.version();
  assert.equal(await administration.gem({ systemer: [{ ...HVEM, uuid: LOEN, navn: 'Nej' }] }, version - 1), false);
  assert.equal((await administration.hent()).systemer.length, 3);
  assert.equal(await administration.version(), version);
  const begge = await Promise.allSettled(
    ['30000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000002'].map((uuid) =>
      aendr(administration, (tilstand) => anmod(tilstand, { ...ANMODNING, uuid, miljoe: 'produktion' }, KENDTE, HVEM)),
    ),
  );
  assert.deepEqual(begge.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);

  // What has ended is still there, with everything that was decided on it.
  await aendr(administration, (tilstand) => ophoer(findAftale(tilstand, AFTALE), 'lukket', HVEM));
  let set = '';
  await aendr(administration, (tilstand) => {
    set = statusOf(findAftale(tilstand, AFTALE.toUpperCase()));
    return {};
  });
  assert.equal(set, 'ophoert');
  assert.equal(await administration.version(), version + 2);

  // The database itself takes nothing back.
  for (const tabel of TABELLER) {
    for (const text of [`update ${tabel} set af = 'x'`, `delete from ${tabel}`, `truncate ${tabel} cascade`]) {
      await assert.rejects(() => driver.query({ text }, []), /./, text);
    }
  }
  assert.equal((await administration.hent()).afgoerelser.length, 4);

  // Part of a larger transaction it is there with it, or not at all.
  await assert.rejects(
    sqlStore(driver, clock).samlet(async (store) => {
      await aendr(store.administration, (tilstand) => opretSystem(tilstand, AFTALE, 'Aldrig', HVEM));
      throw new Error('nej');
    }),
    /nej/,
  );
  assert.equal((await administration.hent()).systemer.length, 3);
}

test('the administration on PGlite', async () => {
  const driver = await openDriver(':memory:');
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
test('the administration on PostgreSQL', { skip }, async () => {
  await using server = await startPostgres();
  const driver = await openDriver(server.url);
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});
