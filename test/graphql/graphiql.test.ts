/** GraphiQL as somebody with a browser meets it: the machine's chromium opens the page, and a query typed in gives an answer. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { KORSBAEK, nyVerden } from '../soap/verden.ts';
import { STI } from './post.ts';

const BROWSER = process.env.FKORG_CHROMIUM ?? '/usr/bin/chromium';
const skip =
  existsSync(BROWSER) || process.env.FKORG_REQUIRE_CLIENTS === '1'
    ? false
    : `no chromium is installed here (looked for ${BROWSER}; FKORG_CHROMIUM names another)`;

const SIDE = '/organisation/graphiql/1';
const verden = await nyVerden({ graphiql: true });
after(() => verden[Symbol.asyncDispose]());

test('the page is one document that may talk to this server alone', async () => {
  for (const sti of [`${SIDE}/?path=${STI}`, SIDE, `${SIDE}/?path=${encodeURIComponent(`${STI}/`)}`]) {
    const response = await fetch(verden.url + sti);
    const tekst = await response.text();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    const csp = response.headers.get('content-security-policy')!;
    const nonce = /script-src 'nonce-([0-9a-f-]{36})';/.exec(csp)![1]!;
    assert.match(csp, /default-src 'none'.*connect-src 'self'.*frame-ancestors 'none'/);
    assert.equal(tekst.split(`<script nonce="${nonce}">`).length, 2);
    assert.match(tekst, /"endpoint":"\/organisation\/organisationhent\/1"/);
    assert.match(tekst, /x-TransaktionsId/);
  }
  const [en, to] = await Promise.all(
    [1, 2].map(async () => (await fetch(verden.url + SIDE)).headers.get('content-security-policy')),
  );
  assert.notEqual(en, to);
});

test('path is the address of the queries and nothing else, and is not repeated', async () => {
  const andre = [
    'https://evil.example/',
    '//evil.example/',
    '/organisation/organisationhent/2',
    `${STI}/../../x`,
    `${STI}?x`,
    '"><script>alert(1)</script>',
    '',
  ];
  for (const path of andre) {
    const response = await fetch(`${verden.url}${SIDE}/?path=${encodeURIComponent(path)}`);
    assert.equal(response.status, 400, path);
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(await response.text(), `path kan kun være ${STI}\n`);
  }
  const to = await fetch(`${verden.url}${SIDE}/?path=${STI}&path=//evil.example/`);
  assert.equal(to.status, 400);
  await to.text();
});

test('where it is turned off there is no page', async () => {
  await using uden = await nyVerden();
  const response = await fetch(`${uden.url}${SIDE}/?path=${STI}`);
  assert.equal(response.status, 404);
  await response.text();
});

test('in a browser it asks no other site, and a query typed in is answered', { skip }, async () => {
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
  try {
    const side = await browser.newPage();
    const kald: string[] = [];
    const fejl: string[] = [];
    side.on('request', (request) => kald.push(`${request.method()} ${request.url()}`));
    side.on('pageerror', ({ message }) => fejl.push(message));
    side.on('console', (linje) => {
      if (linje.type() === 'error') fejl.push(linje.text());
    });
    await side.goto(`${verden.url}${SIDE}/?path=${STI}`);
    const start = side.locator('button.graphiql-execute-button');
    await start.waitFor();
    // The first query is there, with the headers that it needs.
    await start.click();
    const svar = side.locator('.result-window');
    await svar.getByText('Korsbæk Kommune').first().waitFor();
    await side.locator('.graphiql-query-editor .view-lines').first().click();
    await side.keyboard.press('Control+A');
    await side.keyboard.press('Delete');
    // GraphiQL may still ask for the operation by the name of the one that was there, so the new one has it too.
    await side.keyboard.type(
      `query Organisation { skrevet: organisation(cvr: "${KORSBAEK}") { virksomhed { cvrNummerTekst } } }`,
    );
    await side.keyboard.press('Escape');
    await start.click();
    await svar.getByText('skrevet').first().waitFor();
    assert.match(
      (await svar.textContent())!.replace(/\s/g, ''),
      /"skrevet":{"virksomhed":{"cvrNummerTekst":"11111111"/,
    );
    assert.deepEqual(fejl, []);
    const steder = new Set(kald.filter((url) => !/^GET (blob|data):/.test(url)));
    assert.deepEqual([...steder], [`GET ${verden.url}${SIDE}/?path=${STI}`, `POST ${verden.url}${STI}`]);
  } finally {
    await browser.close();
  }
});
