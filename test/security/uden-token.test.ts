/** Without a token nobody is let in: computed from the tables, for every operation of every service and every REST address. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ruter } from '../../src/fronts/rest/ruter.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { find, konvolut, laesSvar } from '../soap/verden.ts';
import { nySikkerVerden } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

for (const tjeneste of tjenester) {
  test(`${tjeneste.navn}: every operation refuses a caller without a token, whatever the body says`, async () => {
    for (const { input } of tjeneste.operationer) {
      const response = await verden.post(tjeneste.sti, konvolut(`<${input} xmlns="${tjeneste.namespace}"/>`));
      const svar = laesSvar(response.status, await response.text());
      assert.equal(svar.httpStatus, 500, input);
      assert.equal(find(svar.body, 'Subcode')?.boern[0]?.tekst, 'a:InvalidSecurity', input);
    }
  });
}

test('every REST address refuses a caller without a token, with 401 and nothing else', async () => {
  for (const { sti } of ruter) {
    for (const query of ['', '?siden=x', '?der-er-ingen=1']) {
      const response = await fetch(verden.url + sti + query, { headers: { 'x-anvenderkontekst': '11111111' } });
      assert.equal(response.status, 401, sti);
      assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      assert.match(await response.text(), /urn:fkorg:fejl:token/);
    }
  }
});

test('those who run the server and those who read the contract need no token', async () => {
  for (const sti of ['/health', '/ready', '/', '/organisation/bruger/6?wsdl']) {
    assert.equal((await fetch(`${verden.url}${sti}`)).status, 200, sti);
  }
});
