import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProjectFile } from '../../test/tidy/files.ts';
import { BAD_SERVERS } from './bad-servers.ts';

test('the line that makes a server bad is there once in the server as it is', () => {
  for (const { what, file, from, to } of BAD_SERVERS) {
    assert.equal(readProjectFile(file).split(from).length, 2, `${what}: ${file} does not have this text once: ${from}`);
    assert.notEqual(from, to);
  }
});
