import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FkorgError } from '../base/error.ts';
import { createLog } from './log.ts';

function written(error: unknown): Record<string, unknown> & { raw: string } {
  let raw = '';
  const log = createLog('info', {
    write(line) {
      raw += line;
    },
  });
  log.error({ err: error }, 'failed');
  return { ...(JSON.parse(raw) as { err: Record<string, unknown> }).err, raw };
}

test('what a database or a parser quotes of the data does not reach the log', () => {
  const fromDatabase = Object.assign(new Error('duplicate key: (Viggo Varnæs)'), {
    code: '23505',
    detail: 'Key (navn)=(Viggo Varnæs) already exists.',
    parameters: ['0101011234'],
  });
  const shown = written(new FkorgError('store-unavailable', 'Lageret svarer ikke', { cause: fromDatabase }));
  assert.doesNotMatch(shown.raw, /Varnæs|0101011234/);
  assert.match(shown.raw, /23505/);
  assert.match(shown.raw, /Lageret svarer ikke/);
  const fromParser = written(new SyntaxError('Unexpected token in "navn":"Viggo Varnæs"\n is not valid'));
  assert.doesNotMatch(fromParser.raw, /Varnæs/);
  assert.equal(fromParser.name, 'SyntaxError');
});

test('a TypeError that quotes a value does not bring it to the log', () => {
  for (const work of [() => 'x' in ('Viggo Varnæs' as never), () => Buffer.concat('Viggo Varnæs' as never)]) {
    assert.throws(work, (error: Error) => {
      assert.match(error.message, /Viggo Varnæs/);
      assert.doesNotMatch(written(error).raw, /Varnæs/);
      return true;
    });
  }
});

test('what helps to find the fault does reach it: place, detail, and the messages of our own errors', () => {
  const shown = written(new FkorgError('internal', 'Intern fejl', { detail: 'no such row' }));
  assert.equal(shown.code, 'internal');
  assert.equal(shown.detail, 'no such row');
  assert.ok((shown.at as string[])[0]?.includes('log.test.ts'));
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });
  assert.equal(written(refused).message, 'connect ECONNREFUSED 127.0.0.1:5432');
});

test('a thrown value that is no error, and a long chain of causes, are survived', () => {
  assert.equal(written('Viggo Varnæs').name, 'string');
  let error = new Error('0');
  for (let i = 1; i < 100; i++) error = new Error(String(i), { cause: error });
  assert.ok(written(error).raw.length < 50_000);
});
