import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tjenester } from '../standard/tjenester.ts';
import { accessWarning, clientUrl, endpointLines, isLoopback } from './announcement.ts';
import { tokenLines } from './secure-announcement.ts';

test('addresses of this machine alone are known from others', () => {
  for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost', 'LOCALHOST']) assert.ok(isLoopback(host), host);
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', 'localhost.example', '1127.0.0.1']) {
    assert.ok(!isLoopback(host), host);
  }
});

test('open access is always warned of, and louder where others can reach the address', () => {
  assert.match(accessWarning('127.0.0.1'), /ACCESS IS OPEN/);
  assert.doesNotMatch(accessWarning('127.0.0.1'), /!!!/);
  assert.match(accessWarning('0.0.0.0'), /!!![\s\S]*ACCESS IS OPEN[\s\S]*CAN BE REACHED FROM OTHER MACHINES[\s\S]*!!!/);
});

test('every service is listed with its address', () => {
  const lines = endpointLines('http://127.0.0.1:1', tjenester);
  assert.equal(lines.trimEnd().split('\n').length, 1 + 19);
  for (const { sti } of tjenester) assert.ok(lines.includes(`http://127.0.0.1:1${sti}\n`), sti);
});

test('an address that is only listened on is told as this machine', () => {
  assert.deepEqual(['https://0.0.0.0:1', 'http://[::]:2', 'https://127.0.0.1:3', 'http://[::1]:4'].map(clientUrl), [
    'https://localhost:1',
    'http://localhost:2',
    'https://127.0.0.1:3',
    'http://[::1]:4',
  ]);
});

test('a server that asks for tokens says where they come from; those that take a client certificate only with TLS', () => {
  const settings = { sts: 'on', tls: 'on', 'public-url': undefined, 'trusted-issuers': undefined } as const;
  const lines = tokenLines(settings, 'https://0.0.0.0:1');
  for (const path of [
    '/services/kombittrust/14/certificatemixed',
    '/api/rest/wstrust/v1/issue',
    '/api/rest/oauth/v1/issue',
  ]) {
    assert.ok(lines.includes(` https://localhost:1/runtime${path}\n`), path);
  }
  const bare = tokenLines({ ...settings, tls: 'off', 'public-url': 'https://fkorg.example/' }, 'http://127.0.0.1:1');
  assert.match(bare, / https:\/\/fkorg\.example\/runtime\/services\/\S+\n$/);
  assert.doesNotMatch(bare, /oauth/);
  const others = tokenLines(
    { ...settings, sts: 'off', 'trusted-issuers': 'https://a.example/x,https://b.example' },
    'https://x',
  );
  assert.match(others, /:\n {2}issued by +https:\/\/a\.example\/x\n {2}issued by +https:\/\/b\.example\n$/);
});
