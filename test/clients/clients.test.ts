/**
 * SOAP clients that nobody here wrote read the served WSDL and use the register: python3-zeep and PHP's SoapClient. They
 * come from Debian; where one is not installed its test is left out, unless FKORG_REQUIRE_CLIENTS=1 demands it.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { nyVerden } from '../soap/verden.ts';
import { nyListeverden } from '../vaerdiliste/verden.ts';

const CLIENTS = [
  {
    name: 'python3-zeep',
    command: '/usr/bin/python3',
    probe: ['-c', 'import zeep'],
    script: 'zeep_client.py',
    lister: 'vaerdiliste_zeep.py',
  },
  {
    name: 'php-soap',
    command: 'php',
    probe: ['-r', 'exit(class_exists("SoapClient") ? 0 : 1);'],
    script: 'php_client.php',
    lister: 'vaerdiliste_php.php',
  },
];

for (const { name, command, probe, script, lister } of CLIENTS) {
  const isInstalled = spawnSync(command, probe).status === 0;
  const skip = isInstalled || process.env.FKORG_REQUIRE_CLIENTS === '1' ? false : `${name} is not installed here`;
  test(`${name} reads the WSDLs and uses the services`, { skip }, async () => {
    await using verden = await nyVerden();
    const { stdout } = await promisify(execFile)(command, [resolve(import.meta.dirname, script), verden.url]);
    assert.equal(stdout, 'ok\n');
  });
  test(`${name} reads the WSDL of value lists and keeps one`, { skip }, async () => {
    await using verden = await nyListeverden();
    const { stdout } = await promisify(execFile)(command, [resolve(import.meta.dirname, lister), verden.url]);
    assert.equal(stdout, 'ok\n');
  });
}
