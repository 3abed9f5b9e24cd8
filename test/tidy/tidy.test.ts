/** The layout of docs/architecture.md, held by a test; each check is also shown a breach that it must find. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { projectFiles, readProjectFile } from './files.ts';
import { importBreaches, ROW } from './rooms.ts';
import { LONG_FILES, shapeBreaches } from './sizes.ts';
import { wordBreaches } from './words.ts';

const code = projectFiles((path) => /^(src|test|tools|bench|bin|web)\/.*\.(ts|js)$/.test(path));
const source = code.filter(({ path }) => path.startsWith('src/'));

/** The checks of one kind find nothing in the project, and find each of these made-up files. */
function holds(
  name: string,
  check: (file: { path: string; text: string }) => string[],
  files: typeof code,
  bad: string[][],
) {
  test(name, () => assert.deepEqual(files.flatMap(check), []));
  test(`${name}: a breach is found`, () => {
    for (const [path = '', text = ''] of bad) assert.equal(check({ path, text }).length, 1, `${path}: ${text}`);
  });
}

holds('imports point one way', importBreaches, source, [
  ['src/base/a.ts', "import { x } from '../xml/b.ts';"],
  ['src/register/a.ts', "import type { Store } from '../store/store.ts';"],
  ['src/register/regler/a.ts', "export { x } from '../../operations/run.ts';"],
  ['src/store/drivers/a.ts', "import {\n  x,\n} from '../../operations/run.ts';"],
  ['src/fronts/soap/a.ts', "import { x } from '../graphql/a.ts';"],
  ['src/fronts/soap/a.ts', "import type { Store } from '../../store/store.ts';"],
  ['src/operations/a.ts', "const x = await import('../server/server.ts');"],
  ['src/identity/a.ts', "import { x } from '../register/model.ts';"],
  ['src/administration/a.ts', "import { x } from '../operations/run.ts';"],
  ['src/server/a.ts', "import { x } from '../cli/settings.ts';"],
  ['src/server/a.ts', "import { x } from '../../test/soap/a.ts';"],
  ['src/standard/a.ts', "import { readFileSync } from 'node:fs';"],
  ['src/helpers/a.ts', ''],
]);

holds('words stay in their home', wordBreaches, source, [
  ['src/operations/a.ts', "const q = 'SELECT a FROM b';"],
  ['src/server/a.ts', 'const q = `insert into t values (1)`;'],
  ['src/cli/commands/a.ts', 'const x = process.env.HOME;'],
  ['src/server/a.ts', "const { env } = process;\nconst x = env['A'];"],
  ['src/register/a.ts', 'const now = Date.now();'],
  ['src/access/a.ts', 'const now = new Date();'],
  ['src/standard/a.ts', 'const x = Math.random();'],
  ['src/xml/a.ts', "import { newUuid } from '../base/uuid.ts';"],
]);

const HEAD = '/** What it is. */\n';
holds('files are short, say what they are, and lie in folders with a meaning', shapeBreaches, code, [
  ['src/base/a.ts', 'export const a = 1;\n'],
  ['src/base/a.ts', HEAD + '\n'.repeat(250)],
  ['src/standard/objekttyper.ts', HEAD + '\n'.repeat(300)],
  ['test/soap/a.test.ts', HEAD + '\n'.repeat(300)],
  ['src/store/utils/a.ts', HEAD],
]);

test('the list of long files names files that are there and long', () => {
  for (const path of Object.keys(LONG_FILES)) {
    assert.ok(
      code.some((file) => file.path === path && file.text.split('\n').length > 201),
      path,
    );
  }
});

test('a word in a comment, a date with an argument and a front that imports its own room are no breaches', () => {
  assert.deepEqual(
    wordBreaches({ path: 'src/register/a.ts', text: '// Date.now()\n/* select a from b */ new Date(0);' }),
    [],
  );
  assert.deepEqual(importBreaches({ path: 'src/fronts/soap/a.ts', text: "import { x } from './b.ts';" }), []);
  assert.deepEqual(importBreaches({ path: 'src/cli/a.ts', text: "import { x } from '../store/open.ts';" }), []);
});

test('every run-time dependency has its line in the decision on dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(readProjectFile('package.json')) as Record<string, object>;
  const decision = readProjectFile('docs/decisions/0003-dependencies.md');
  for (const name of [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]) {
    assert.match(decision, new RegExp(`^\\| \`${name}\` \\|`, 'm'), name);
  }
  const lock = JSON.parse(readProjectFile('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
  };
  for (const [path, { dev, hasInstallScript }] of Object.entries(lock.packages)) {
    assert.ok(dev || !hasInstallScript, `${path} runs a script when it is installed`);
  }
});

test('the lockfile names no registry', () => {
  assert.doesNotMatch(readProjectFile('package-lock.json'), /"resolved"/);
});

test('no file names a place on the machine that it was written on', () => {
  const places = new RegExp(
    ['work', 'root', 'tmp', 'Users', 'home/[a-z]'].map((place) => `(^|[\\s"'\`(=:])/${place}/`).join('|'),
  );
  for (const place of ['work', 'tmp', 'home/x']) assert.match(`see "/${place}/x"`, places);
  const files = projectFiles((path) => /\.(ts|js|json|md|xml|sql|sh|php|py|yml)$|^\.ci\//.test(path));
  assert.ok(files.length > 50);
  for (const { path, text } of files) {
    if (path !== 'test/tidy/tidy.test.ts') assert.doesNotMatch(text, places, path);
  }
});

test('every room has its row in docs/architecture.md, and the order of imports is the one that is checked', () => {
  const page = readProjectFile('docs/architecture.md');
  assert.ok(page.includes(`\n${ROW.join(' < ').replace('fronts', 'fronts/*')}\n`));
  for (const room of new Set(source.map(({ path }) => path.split('/')[1]!))) {
    assert.ok(page.includes(`src/${room}`), room);
    assert.ok(existsSync(new URL(`../../src/${room}`, import.meta.url)));
  }
});
