import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fkorgHer } from '../../test/cli/her.ts';
import { fixedClock } from '../base/clock.ts';
import { COMMAND_NAMES } from './command.ts';
import { commands } from './commands.ts';
import { EXIT_TEXTS } from './exit-codes.ts';
import { readArguments, readSettings } from './settings.ts';
import { settingRows } from './settings-rows.ts';

const run = (argv: readonly string[], environment = {}) => fkorgHer(argv, { environment, clock: fixedClock(0) });

test('--help lists every command and every exit code, on standard output', async () => {
  const { exitCode, out, err } = await run(['--help']);
  assert.equal(exitCode, 0);
  assert.equal(err, '');
  for (const name of COMMAND_NAMES) assert.ok(out.includes(`  ${name} `) && out.includes(commands[name].summary), name);
  for (const { code, text } of EXIT_TEXTS) assert.ok(out.includes(`${code}  ${text}`), text);
  assert.equal((await run(['help'])).out, out);
});

test('what the help begins with works where there are no keys: open access, or keys that are made', async () => {
  const { out } = await run(['--help']);
  const lines = [...out.matchAll(/^ {2}fkorg (serve .+?)(?: {2,}.*)?$/gm)].map(([, line]) => line!.split(' '));
  assert.equal(lines.length, 2, out);
  for (const line of lines) {
    const { access, secure } = readSettings('serve', readArguments(line).flags, {});
    assert.ok(access === 'open' || secure, line.join(' '));
  }
});

test('the help of each command names its settings and no others, and its examples are right', async () => {
  for (const name of COMMAND_NAMES) {
    const { exitCode, out } = await run([...name.split(' '), '--help']);
    assert.equal(exitCode, 0, name);
    for (const row of settingRows) {
      const isNamed = new RegExp(`^  --${row.name}[ ,]`, 'm').test(out);
      assert.equal(isNamed, row.commands.includes(name), `${name} --${row.name}`);
    }
    assert.equal((await run(['help', ...name.split(' ')])).out, out);
    assert.ok(commands[name].examples.length > 0, name);
    for (const { line } of commands[name].examples) {
      assert.ok(out.includes(`  ${line}\n`), line);
      const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
      const given = readArguments(words.slice(words.indexOf('fkorg') + 1));
      const named = COMMAND_NAMES.find((known) => given.words.join(' ').startsWith(known));
      assert.ok(named, line);
      readSettings(named, given.flags, {});
    }
  }
});

test('no line of any help is longer than 120 characters', async () => {
  for (const argv of [['--help'], ...COMMAND_NAMES.map((name) => [...name.split(' '), '--help'])]) {
    for (const line of (await run(argv)).out.split('\n')) assert.ok(line.length <= 120, line);
  }
});

test('no command at all, and a group without its command, show help on stderr and end with 2', async () => {
  const none = await run([]);
  assert.equal(none.exitCode, 2);
  assert.equal(none.out, '');
  assert.match(none.err, /Usage: fkorg <command>/);
  const group = await run(['myndighed']);
  assert.equal(group.exitCode, 2);
  assert.match(group.err, /myndighed opret/);
  assert.equal((await run(['myndighed', '--help'])).exitCode, 0);
});

test('an unknown command is answered with the nearest one', async () => {
  const { exitCode, err } = await run(['srve']);
  assert.equal(exitCode, 2);
  assert.equal(err, 'fkorg: There is no command `srve`. Do you mean fkorg serve? `fkorg --help` lists the commands.\n');
  assert.match((await run(['myndighed', 'lste'])).err, /Do you mean fkorg myndighed liste\?/);
  assert.match((await run(['mynighed'])).err, /Do you mean fkorg myndighed\?/);
  assert.doesNotMatch((await run(['xyzzyplugh'])).err, /Do you mean/);
});

test('too many and too few words are wrong use', async () => {
  assert.equal((await run(['import'])).exitCode, 2);
  assert.match((await run(['import'])).err, /It is `fkorg import <file>`/);
  const tooMany = await run(['check', 'this']);
  assert.equal(tooMany.exitCode, 2);
  assert.match(tooMany.err, /It is `fkorg check`\./);
});

test('wrong settings are wrong use, from a flag and from the environment', async () => {
  assert.equal((await run(['serve', '--port', 'x'])).exitCode, 2);
  const { exitCode, err } = await run(['serve'], { FKORG_PORT: 'x' });
  assert.equal(exitCode, 2);
  assert.match(err, /^fkorg: FKORG_PORT is "x"/);
});

test('an address that others can reach must be asked for with the flag itself', async () => {
  const { exitCode, err } = await run(['serve'], { FKORG_HOST: '0.0.0.0', FKORG_ACCESS: 'open' });
  assert.equal(exitCode, 2);
  assert.match(err, /If that is meant, say --host 0\.0\.0\.0\./);
});

test('a command that only reads makes no data folder', async () => {
  for (const argv of [['export'], ['check'], ['myndighed', 'liste']]) {
    const { exitCode, err } = await run([...argv, '--data', './there-is-no-such-folder']);
    assert.equal(exitCode, 2);
    assert.match(err, /There is no register in \.\/there-is-no-such-folder/);
  }
});

test('a store that cannot be opened is named, with the reason and without its password, and ends with 4', async () => {
  const file = fileURLToPath(import.meta.url);
  const folder = await run(['migrate', '--data', file]);
  assert.equal(folder.exitCode, 4);
  assert.match(folder.err, /^fkorg: \S+fkorg\.test\.ts cannot be opened: EEXIST: .*\.\n$/);
  const silent = await run(['migrate', '--database', 'postgres://ann:hemmelig@127.0.0.1:1/x']);
  assert.equal(silent.exitCode, 4);
  assert.equal(
    silent.err,
    'fkorg: postgres://ann:…@127.0.0.1:1/x cannot be opened: nothing answers there (ECONNREFUSED at connect).\n',
  );
  const none = await run(['migrate', '--database', 'postgres://ann:hem/melig@127.0.0.1:1/x']);
  assert.equal(none.exitCode, 2);
  assert.match(none.err, /^fkorg: postgres:\/\/ann:…@127\.0\.0\.1:1\/x is no address of a database\. .*%2F/);
});

test('--version says the version, wherever it stands', async () => {
  assert.match((await run(['serve', '--version'])).out, /^fkorg \d+\.\d+\.\d+\n$/);
});
