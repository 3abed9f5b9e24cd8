import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nyWebhooknoegle, signaturhoveder } from './signatur.ts';

const NU = Date.UTC(2026, 5, 2);

test('a receiver that verifies as the guide says takes what fkorg signs, and nothing else', async () => {
  const guide = readFileSync(new URL('../../../docs/guides/modtagere.md', import.meta.url), 'utf8');
  const kode = /```js\n(.*?)```/s.exec(guide)![1]!;
  const { erFraFkorg } = await import(`data:text/javascript,${encodeURIComponent(kode)}`);
  const noegle = nyWebhooknoegle();
  const body = Buffer.from('{"data":"æ"}');
  const hoveder = signaturhoveder(noegle, 'c3bd1c7a-54d8-4f5e-8d0e-3f6a4ee8a8e1', NU, body);
  assert.equal(erFraFkorg(hoveder, body, noegle, NU + 60_000), true);
  const toNoegler = { ...hoveder, 'webhook-signature': `v1,andet ${hoveder['webhook-signature']}` };
  assert.equal(erFraFkorg(toNoegler, body, noegle, NU), true);
  assert.equal(erFraFkorg(hoveder, Buffer.from('{"data":"ø"}'), noegle, NU), false);
  assert.equal(erFraFkorg(hoveder, body, nyWebhooknoegle(), NU), false);
  assert.equal(erFraFkorg({ ...hoveder, 'webhook-id': 'andet' }, body, noegle, NU), false);
  assert.equal(erFraFkorg(hoveder, body, noegle, NU + 301_000), false);
  assert.equal(erFraFkorg({}, body, noegle, NU), false);
});
