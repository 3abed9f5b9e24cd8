/** An import that is killed goes on where it was when the same file comes again; files are read in the set of their letters. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { skabelon } from '../../src/exchange/csv-skabelon.ts';
import { openStore } from '../../src/store/open.ts';
import { fkorg, startFkorg, temporaryFolder } from '../cli/process.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { clock } from '../store/verden.ts';
import { EJER, MYNDIGHED } from './verden.ts';

const PARCELS = 8;
const PER_PARCEL = 1000;

const folder = temporaryFolder();
let server: PostgresServer | undefined;
after(async () => {
  folder.remove();
  await server?.[Symbol.asyncDispose]();
});

/** Where a register may be: a PostgreSQL where one is installed, else a folder. */
async function register(): Promise<readonly [database: string, flags: readonly string[]]> {
  if (postgresPrograms() === undefined) return [folder.path('data'), ['--data', folder.path('data')]];
  server ??= await startPostgres();
  return [server.url, ['--database', server.url]];
}

/** Addresses; the last line of each parcel is none. */
function fil(): string {
  const virkning = { fra: 0, til: 1e21 };
  return Array.from({ length: PARCELS * PER_PARCEL }, (_, nr) => {
    const felter = {
      BrugervendtNoegleTekst: String(nr),
      AdresseTekst: nr % PER_PARCEL === PER_PARCEL - 1 ? 7 : `Vej ${nr}`,
    };
    const ny = { tidspunkt: 1000, livscyklusKode: 'Importeret', egenskaber: [{ virkning, felter }] };
    const uuid = `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;
    const registreringer = [{ ...ny, tilstande: [], relationer: {} }];
    return `${JSON.stringify({ objekttype: 'Adresse', ejer: EJER, uuid, registreringer })}\n`;
  }).join('');
}

const linjer = (path: string) => {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
};

test('kill -9: the next run goes on after the last mark, and its counts and report are of the whole file', async () => {
  const [database, flags] = await register();
  const [navn, report] = [folder.path('big.jsonl'), folder.path('report.jsonl')];
  writeFileSync(navn, fil());
  const args = ['import', navn, '--report', report, ...flags];
  const { child, ended } = startFkorg(args);
  while (linjer(report).length < 3 && child.exitCode === null) await sleep(5);
  child.kill('SIGKILL');
  assert.equal((await ended).signal, 'SIGKILL');

  const igen = await fkorg(args);
  assert.equal(igen.exitCode, 1, igen.err);
  const [, klaret] = /Going on after (\d+) items of this file/.exec(igen.err) ?? [];
  assert.ok(Number(klaret) >= PER_PARCEL && Number(klaret) < PARCELS * PER_PARCEL, igen.err);
  assert.equal(Number(klaret) % PER_PARCEL, 0);
  const [, nye, samme] = /^(\d+) new, 0 changed, (\d+) the same, 8 refused\.\n$/.exec(igen.out) ?? [];
  assert.equal(Number(nye) + Number(samme), PARCELS * (PER_PARCEL - 1), igen.out);
  // No more than the parcel that was saved before its mark is found to be there.
  assert.ok(Number(samme) < PER_PARCEL, igen.out);
  assert.deepEqual(
    linjer(report).map((line) => JSON.parse(line).linje),
    Array.from({ length: PARCELS }, (_, i) => (i + 1) * PER_PARCEL),
  );

  const forfra = await fkorg(args);
  assert.doesNotMatch(forfra.err, /Going on/);
  assert.equal(forfra.out, `0 new, 0 changed, ${PARCELS * (PER_PARCEL - 1)} the same, 8 refused.\n`);
  const store = await openStore({ database, clock });
  try {
    for await (const fejl of store.kontroller()) assert.fail(fejl);
  } finally {
    await store.close();
  }
});

test('CSV in Windows-1252 and in UTF-8 with a byte order mark says the same; unknown columns are named', async () => {
  const [database, flags] = await register();
  const store = await openStore({ database, clock });
  await store.gemMyndighed(MYNDIGHED);
  await store.close();
  const tekst = skabelon('enheder')
    .replaceAll(';', ',')
    .replace('By,', 'By,Farve,')
    .replaceAll('Korsbæk,', 'Korsbæk,blå,');
  const [latin, utf8] = [folder.path('latin.csv'), folder.path('utf8.csv')];
  writeFileSync(latin, Buffer.from(tekst, 'latin1'));
  writeFileSync(utf8, `\uFEFF${tekst}`);
  const foerste = await fkorg(['import', latin, '--ejer', EJER, ...flags]);
  assert.equal(foerste.out, '8 new, 0 changed, 0 the same, 0 refused.\n', foerste.err);
  assert.match(foerste.err, /The column "Farve" is not known and is passed over\./);
  const anden = await fkorg(['import', utf8, '--ejer', EJER, ...flags]);
  assert.equal(anden.out, '0 new, 0 changed, 8 the same, 0 refused.\n', anden.err);
  const ud = await fkorg(['export', '--format', 'enheder', '--ejer', EJER, ...flags]);
  assert.match(ud.out, /^110;Åby Skole;100;/m);

  assert.equal((await fkorg(['import', '--template', 'enheder'])).out, skabelon('enheder'));
  for (const [args, message] of [
    [['import', utf8], /--ejer must say for which authority enheder is imported/],
    [['import', utf8, '--ejer', '99999999'], /knows no authority 99999999/],
    [['import', utf8, '--ejer', EJER, '--virkning', '2026-02-30'], /--virkning is 2026-02-30, but takes a day/],
    [['export', '--format', 'oio'], /--ejer must say of which authority/],
    [['export', '--format', 'enheder', '--ejer', EJER, '--type', 'Bruger'], /--type is not for enheder/],
    [['export', '--registrering', '2026-01-01T99:00:00Z'], /--registrering is 2026-01-01T99:00:00Z/],
  ] as const) {
    const { exitCode, err } = await fkorg([...args, ...flags]);
    assert.equal(exitCode, 2, err);
    assert.match(err, message);
  }
});
