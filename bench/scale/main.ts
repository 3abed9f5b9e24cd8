/**
 * `npm run bench -- scale --units 10000`: what reads, pages, writes and disk cost in a register of that size, as ratios to
 * floors of the same run. Each run writes its numbers to bench/results, and the table and the curves of all sizes anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { maalBulk } from './bulk.ts';
import { OBJECTS_PER_UNIT } from './kommune.ts';
import { kurver } from './kurver.ts';
import { maalLaesninger, maalSider, maalSoegninger } from './laesninger.ts';
import type { Maaling } from './maal.ts';
import { diskBytes, fyldtRegister, lavGulv, lavLangHistorie } from './register.ts';
import { maalRettelser } from './rettelser.ts';
import { benchWorkers } from './workers.ts';

const RESULTS = resolve(import.meta.dirname, '../results');
const GIBIBYTE = 1024 ** 3;
/** Units of the imported file at most, and reads of a round with workers. */
const BULK_UNITS_MAX = 20_000;
const WORKER_READS = 10_000;

export interface Resultat {
  readonly units: number;
  readonly objekter: number;
  readonly dato: string;
  readonly maskine: string;
  readonly maalinger: readonly Maaling[];
  readonly objekterPerSekund: number;
  /** Of a register with units alone. */
  readonly bytesPerUnit: number;
}

function maskine(): string {
  const [cpu] = cpus();
  return `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / GIBIBYTE).toFixed(0)} GiB`;
}

/** Bytes that a unit takes, with history, search rows and indexes, where there is nothing else. */
async function unitBytes(units: number): Promise<number> {
  await using postgres = await startPostgres();
  const register = await fyldtRegister(postgres.url, units, ['OrganisationEnhed']);
  const bytes = await diskBytes(register.driver);
  await register.driver.close();
  return bytes / units;
}

/** Importing a file into a register of its own, and what two workers cost beside one process. */
async function maalSaerskilt(units: number, rounds: number): Promise<Maaling[]> {
  console.error('measuring bulk ...');
  await using postgres = await startPostgres();
  const bulk = await maalBulk(postgres, Math.min(units, BULK_UNITS_MAX));
  console.error('measuring workers ...');
  const workers = await benchWorkers({ rounds, reads: WORKER_READS });
  return [
    { navn: 'import of a file, per object, to COPY of the same rows', us: bulk.ours, gulvUs: bulk.copy, hoejst: 3 },
    { navn: 'saving alone, per object, to the same', us: bulk.store, gulvUs: bulk.copy },
    { navn: 'laes over SOAP with two workers, to one process', us: workers.twoUs, gulvUs: workers.oneUs, hoejst: 1.15 },
  ];
}

async function maal(units: number, rounds: number): Promise<Resultat> {
  const saerskilt = await maalSaerskilt(units, rounds);
  const bytesPerUnit = await unitBytes(units);
  await using postgres = await startPostgres();
  const register = await fyldtRegister(postgres.url, units);
  const { driver, store, fyldt } = register;
  await lavGulv(driver);
  const lang = await lavLangHistorie(store);
  const cast = { server: process.pid, postmaster: postgres.pid };
  const maalinger = [
    ...(await maalLaesninger(cast, rounds, register, lang)),
    ...(await maalSider(cast, rounds, register)),
    ...(await maalSoegninger(cast, rounds, register)),
    ...(await maalRettelser(cast, register)),
    ...saerskilt,
  ];
  await driver.close();
  return {
    units,
    objekter: units * OBJECTS_PER_UNIT,
    dato: new Date().toISOString().slice(0, 10),
    maskine: maskine(),
    maalinger,
    objekterPerSekund: fyldt.objekter / fyldt.sekunder,
    bytesPerUnit,
  };
}

/** The results of every size that has been measured, smallest first. */
function alleResultater(): Resultat[] {
  return readdirSync(RESULTS)
    .filter((name) => /^scale-\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(resolve(RESULTS, name), 'utf8')) as Resultat)
    .sort((a, b) => a.units - b.units);
}

/** @param isQuick Fewer rounds, and nothing is written. */
export async function benchScale(units: number, isQuick: boolean): Promise<void> {
  const resultat = await maal(units, isQuick ? 1 : 5);
  if (!isQuick) writeFileSync(resolve(RESULTS, `scale-${units}.json`), `${JSON.stringify(resultat, undefined, 2)}\n`);
  const { tabel, svg } = kurver(isQuick ? [resultat] : alleResultater());
  console.log(tabel);
  if (isQuick) return;
  writeFileSync(resolve(RESULTS, 'scale.md'), tabel);
  writeFileSync(resolve(RESULTS, 'scale.svg'), svg);
}
