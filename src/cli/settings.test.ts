import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import type { CommandName } from './command.ts';
import { withoutPassword } from './setting-value.ts';
import { type Environment, readArguments, readSettings, unknownVariables } from './settings.ts';
import { environmentName, settingRows } from './settings-rows.ts';

function read(line: string, environment: Environment = {}, command: CommandName = 'serve') {
  return readSettings(command, readArguments(line.split(' ').filter(Boolean)).flags, environment);
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof FkorgError);
    assert.equal(error.code, 'bad-setting');
    return error.message;
  }
  assert.fail('nothing was refused');
}

test('without flags and environment every setting has its standard value', () => {
  const settings = read('');
  assert.equal(settings.host, '127.0.0.1');
  assert.equal(settings.port, 15_000);
  assert.equal(settings.data, './data');
  assert.equal(settings.database, undefined);
  assert.equal(settings.environment, 'test');
  assert.equal(settings['ret-udeladte'], 'fjernes');
  assert.equal(settings.progress, true);
  assert.deepEqual(settings.limits, DEFAULT_LIMITS);
  assert.ok(Object.values(settings.origins).every((origin) => origin === 'standard'));
});

test('a flag counts before the environment, and the last of two flags counts', () => {
  const environment = { FKORG_PORT: '15002', FKORG_HOST: '127.0.0.2', FKORG_BODY_BYTES_MAX: '2048' };
  const settings = read('serve --port 15003 --port=15004 --no-progress', environment);
  assert.equal(settings.port, 15_004);
  assert.equal(settings.host, '127.0.0.2');
  assert.equal(settings.limits.bodyBytesMax, 2048);
  assert.equal(settings.limits.importBodyBytesMax, DEFAULT_LIMITS.importBodyBytesMax);
  assert.equal(settings.progress, false);
  assert.equal(settings.origins.port, 'flag');
  assert.equal(settings.origins.host, 'environment');
  assert.equal(settings.origins.data, 'standard');
});

test('an empty variable counts as none, and one of another command is not read', () => {
  assert.equal(read('', { FKORG_PORT: '' }).port, 15_000);
  assert.equal(read('', { FKORG_PORT: 'nonsense' }, 'export').port, 15_000);
});

test('each kind of value is read in its form', () => {
  assert.equal(read('--demo-size units=10000')['demo-size'], 10_000);
  for (const word of ['yes', 'true', '1']) assert.equal(read('', { FKORG_PROGRESS: word }).progress, true);
  for (const word of ['no', 'False', '0']) assert.equal(read('', { FKORG_PROGRESS: word }).progress, false);
  assert.equal(read('--public-url https://org.example:8443')['public-url'], 'https://org.example:8443');
  assert.equal(read('--type Person', {}, 'export').type, 'Person');
});

test('a refusal names the setting, the value and what would be right', () => {
  assert.equal(
    refusal(() => read('--port 65536')),
    '--port is "65536", but takes a whole number from 0 to 65535.',
  );
  assert.match(
    refusal(() => read('', { FKORG_PORT: 'x' })),
    /^FKORG_PORT is "x", but takes a whole number/,
  );
  assert.match(
    refusal(() => read('--demo-size 100')),
    /takes units= and a whole number from \d+ to \d+\.$/,
  );
  assert.match(
    refusal(() => read('--ret-udeladte slettes')),
    /"slettes", but takes one of fjernes, beholdes\.$/,
  );
  assert.match(
    refusal(() => read('--access token')),
    /takes one of agreements, strict, open\.$/,
  );
  assert.match(
    refusal(() => read('--request-timeout-ms 1.5')),
    /\(milliseconds\)\.$/,
  );
  assert.match(
    refusal(() => read('--public-url ftp://x')),
    /an address such as/,
  );
  assert.match(
    refusal(() => read('--cvr 1234567', {}, 'myndighed opret')),
    /a CVR of 8 digits/,
  );
  for (const navn of ['', ' ', 'a\u0001b', 'x'.repeat(201)]) {
    const flags = new Map([['navn', navn]]);
    assert.match(
      refusal(() => readSettings('myndighed opret', flags, {})),
      /a name of 1 to 200 characters/,
    );
  }
});

test('a password is not repeated in a refusal', () => {
  const message = refusal(() => read('--database mysql://ann:hemmelig@host/x'));
  assert.doesNotMatch(message, /hemmelig/);
  assert.match(message, /mysql:\/\/ann:…@host/);
  for (const password of ['hem@me@lig', 'hem/melig', 'hem:melig', 'hem?melig', 'hem#melig']) {
    assert.equal(withoutPassword(`at postgres://ann:${password}@host/x now`), 'at postgres://ann:…@host/x now');
  }
  for (const address of ['ann:hemmelig@host/x', 'amqp:ann:hemmelig@host', 'amqp://ann:hemmelig@host x']) {
    const of = refusal(() => readSettings('serve', new Map(), { FKORG_BROKER: address }));
    assert.match(of, /FKORG_BROKER is ".*:…@host/);
    assert.doesNotMatch(of, /hemmelig/);
  }
  assert.equal(withoutPassword('postgres:///x?password=hemmelig&host=y'), 'postgres:///x?password=…&host=y');
});

test('an unknown flag, a flag without its value and the flag of another command are refused', () => {
  assert.equal(
    refusal(() => read('--prot 1')),
    'There is no flag --prot. Do you mean --port?',
  );
  assert.equal(
    refusal(() => read('-p 1')),
    'There is no flag -p.',
  );
  assert.equal(
    refusal(() => read('--no-port')),
    'There is no flag --no-port.',
  );
  assert.equal(
    refusal(() => read('--no-progress=yes')),
    '--no-progress takes no value.',
  );
  assert.equal(
    refusal(() => read('--port')),
    '--port needs a value.',
  );
  assert.equal(
    refusal(() => read('--port --host x')),
    '--port needs a value.',
  );
  assert.match(
    refusal(() => read('--port 1', {}, 'export')),
    /--port is not a flag of `export` but of serve\./,
  );
});

test('words, --help and --version are found wherever they stand', () => {
  const { words, flags, isHelp, isVersion } = readArguments(['--port', '1', 'import', 'a.jsonl', '-h', '--', '--x']);
  assert.deepEqual(words, ['import', 'a.jsonl', '--x']);
  assert.equal(flags.get('port'), '1');
  assert.equal(isHelp, true);
  assert.equal(isVersion, false);
  assert.equal(readArguments(['--version']).isVersion, true);
});

test('variables that look like settings and are none are named', () => {
  assert.deepEqual(unknownVariables({ FKORG_PROT: '1', FKORG_PORT: '1', FKORG_CONTRACT: 'x', PATH: 'y' }), [
    'The environment variable FKORG_PROT is no setting. Do you mean FKORG_PORT?',
  ]);
});

test('every row of the table is whole: its standard value is a value it would take, names are unlike', () => {
  assert.equal(new Set(settingRows.map(environmentName)).size, settingRows.length);
  for (const row of settingRows) {
    assert.match(row.name, /^[a-z]+(-[a-z]+)*$/);
    assert.match(row.help, /^\S.*\.$/, row.name);
    assert.ok(row.commands.length > 0, row.name);
    if (row.kind.art === 'whole' && typeof row.standard === 'number') {
      assert.ok(row.kind.min <= row.standard && row.standard <= row.kind.max, row.name);
    }
    if (row.kind.art === 'choice' && row.standard !== undefined) {
      assert.ok(row.kind.choices.includes(String(row.standard)), row.name);
    }
    if (row.kind.art === 'text' && row.standard !== undefined) {
      assert.match(String(row.standard), row.kind.pattern, row.name);
    }
  }
});
