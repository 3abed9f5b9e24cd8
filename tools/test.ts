/**
 * What `npm test` runs: lint and format, types, then every test, with the closing lines of Node's own test runner last.
 * All three are run, and all must be clean. With arguments it runs only those tests: `npm test -- src/cli` or
 * `npm test -- --test-name-pattern=ret test/soap`.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['src', 'test', 'tools', 'bench'];
/** Most test files start a database; more of them at once than this only wait for one another. */
const FILES_AT_ONCE = 2;

const given = process.argv.slice(2);
const flags = given.filter((word) => word.startsWith('-'));
const places = given.filter((word) => !word.startsWith('-'));

/** Runs a Node program from the root of the project; true where it ended with 0. */
function isClean(what: string, args: readonly string[]): boolean {
  console.log(`\n> ${what}`);
  const { status, error } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}

/** The test files of a place: a file itself, or everything below a folder. */
function patternOf(place: string): string {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ? `${place.replace(/\/$/, '')}/**/*.test.ts` : place;
}

const failed: string[] = [];
if (given.length === 0) {
  if (!isClean('lint and format (biome)', ['node_modules/@biomejs/biome/bin/biome', 'check'])) failed.push('biome');
  if (!isClean('types (tsc)', ['node_modules/typescript/bin/tsc', '--noEmit'])) failed.push('tsc');
}
const reporters = [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./tools/endings.ts', '--test-reporter-destination=stderr'],
];
const runner = ['--test', ...reporters, `--test-concurrency=${FILES_AT_ONCE}`];
const patterns = (places.length > 0 ? places : ROOMS).map(patternOf);
if (!isClean('tests (node --test)', [...runner, ...flags, ...patterns])) failed.push('the tests');
if (failed.length > 0 && failed[0] !== 'the tests') console.error(`\nNot clean: ${failed.join(', ')} (see above).`);
process.exitCode = failed.length > 0 ? 1 : 0;
