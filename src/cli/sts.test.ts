import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HuskedeAftaler } from '../administration/huskede-aftaler.ts';
import { openStore } from '../store/open.ts';
import type { CommandContext } from './command.ts';
import { stsOf } from './sts.ts';

test('no tokens are issued where access is open, or the settings leave it to others; no keys are read for it', async () => {
  const store = await openStore({ database: ':memory:', clock: () => 0 });
  const aftaler = new HuskedeAftaler(store.administration, 'test', () => 0);
  try {
    for (const settings of [
      { access: 'open', sts: 'on' },
      { access: 'agreements', sts: 'off' },
    ]) {
      const context = { settings, clock: () => 0 } as unknown as CommandContext;
      assert.equal(
        stsOf(context, store, aftaler, () => ''),
        undefined,
      );
    }
  } finally {
    await store.close();
  }
});
