/** Klassifikation 6 with tokens: scenarios 52 to 56 (spec neighbours §8), under the policy of 2018. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { klasseUuid } from '../../src/data/klasser.ts';
import { facetUuid } from '../../src/data/klassifikation.ts';
import * as b from '../soap/beskeder.ts';
import { KOMBIT, KORSBAEK, SYDDJURS } from '../soap/verden.ts';
import { skrivBesked } from './klient.ts';
import { nySikkerVerden, ROLLER, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const FAELLES = klasseUuid('Bruger.Type.Intern');
const rolle = (scopeCvr: string, navn: Tildeling['rolle']): Tildeling => ({ ...ROLLER[0]!, scopeCvr, rolle: navn });
const klient = async (tildelinger: readonly Tildeling[], cvr = KORSBAEK) => {
  const en = await verden.nyKlient({
    ...{ cvr, tildelinger, audience: 'http://entityid.kombit.dk/service/klassifikation/6' },
  });
  return async (body: string) => {
    const sti = b.STI('Klasse');
    const udfald = udfaldOf(await verden.send(skrivBesked(en, verden.kald({ body, to: verden.url + sti })), sti));
    verden.ur.advance(1000);
    return udfald;
  };
};
const uden = await klient([rolle(KORSBAEK, 'rediger')]);
const med = await klient([rolle(KORSBAEK, 'rediger'), rolle(KOMBIT, 'udstil')]);

const attributter = b.egenskab('<sd:BrugervendtNoegleTekst>egen</sd:BrugervendtNoegleTekst>');
const egen = (uuid: string) =>
  b.importer('Klasse', uuid, { attributter, relationer: b.relation('Facet', facetUuid('Bruger.Type')) });
const soeg = (noegle: string) =>
  b.soeg('Klasse', {
    attributter: `<Egenskab><sd:BrugervendtNoegleTekst>${noegle}</sd:BrugervendtNoegleTekst></Egenskab>`,
  });

test('52, 53: common classes are there with videregivelse alone, and so are the facets that one adds to', async () => {
  assert.deepEqual([await uden(b.laes('Klasse', FAELLES)), await uden(soeg('Bruger.Type.*'))], [44, 44]);
  assert.deepEqual([await med(b.laes('Klasse', FAELLES)), await med(soeg('Bruger.Type.*'))], [20, 20]);
  const uuid = newUuid();
  assert.equal(await uden(egen(uuid)), 40, 'a facet that is not seen is not there');
  assert.equal(await med(egen(uuid)), 20);
  assert.deepEqual([await uden(b.laes('Klasse', uuid)), await uden(soeg('egen'))], [20, 20], 'one’s own is found');
});

test('54, 55, 56: common classes are not changed, one’s own are seen by nobody else, and udstil does not write', async () => {
  assert.equal(await med(b.ret('Klasse', FAELLES, { attributter })), 41);
  const uuid = newUuid();
  assert.equal(await med(egen(uuid)), 20);
  const nabo = await klient([rolle(SYDDJURS, 'rediger'), rolle(KOMBIT, 'udstil')], SYDDJURS);
  assert.deepEqual([await nabo(b.laes('Klasse', uuid)), await nabo(b.laes('Klasse', FAELLES))], [44, 20]);
  const laeser = await klient([rolle(KORSBAEK, 'udstil'), rolle(KOMBIT, 'udstil')]);
  const opret = b.opret('Klasse', { attributter, relationer: b.relation('Facet', facetUuid('Bruger.Type')) });
  assert.deepEqual([await laeser(b.laes('Klasse', uuid)), await laeser(opret), await med(opret)], [20, 41, 20]);
});
