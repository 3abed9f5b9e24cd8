import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FkorgError } from '../base/error.ts';
import { Gatherer } from './gather.ts';

test('who comes at the same time shares a statement, and each gets its own result', async () => {
  const statements: number[][] = [];
  const gatherer = new Gatherer(async (items: readonly number[]) => {
    statements.push([...items]);
    await sleep(1);
    return items.map((item) => item * 10);
  }, 'for mange');
  const first = Array.from({ length: 3 }, (_, item) => gatherer.add(item));
  assert.deepEqual(await Promise.all(first), [0, 10, 20]);
  const alone = gatherer.add(3);
  await gatherer.idle();
  assert.equal(await alone, 30);
  assert.deepEqual(statements, [[0, 1, 2], [3]]);
});

test('one statement is under way at a time, and what comes meanwhile goes with the next', async () => {
  let underway = 0;
  const lengths: number[] = [];
  const gatherer = new Gatherer(async (items: readonly number[]) => {
    assert.equal(++underway, 1);
    lengths.push(items.length);
    await sleep(5);
    underway--;
    return items;
  }, 'for mange');
  const answers = [gatherer.add(0)];
  while (lengths.length === 0) await sleep(1);
  for (let item = 1; item <= 450; item++) answers.push(gatherer.add(item));
  assert.deepEqual(
    await Promise.all(answers),
    Array.from({ length: 451 }, (_, item) => item),
  );
  assert.deepEqual(lengths, [1, 200, 200, 50]);
});

test('where a statement fails, all who wait for it are told, and those after it are not', async () => {
  const gatherer = new Gatherer(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new Error('the statement failed');
    return items;
  }, 'for mange');
  const both = [gatherer.add('good'), gatherer.add('bad')];
  for (const { status } of await Promise.allSettled(both)) assert.equal(status, 'rejected');
  assert.equal(await gatherer.add('later'), 'later');
});

test('where a statement hangs, no more wait than memory has room for', async () => {
  const gatherer = new Gatherer<number, number>(() => new Promise(() => undefined), 'for mange');
  void gatherer.add(0);
  await sleep(5);
  for (let item = 0; item < 20_000; item++) void gatherer.add(item);
  await assert.rejects(
    gatherer.add(0),
    (error: unknown) => error instanceof FkorgError && error.code === 'busy' && error.message === 'for mange',
  );
});
