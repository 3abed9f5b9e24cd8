/** Who may send and have a message: scenarios 4 to 7 and 20 to 22 of neighbours §8, and what is left open there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Afsenderaftale, aabenModtageraftale, type Bedoemt, type Modtageraftale } from './aftale.ts';
import { mayDeliver, trim } from './modtag.ts';
import { maaSende } from './send.ts';

const A = '11111111';
const B = '22222222';
const TYPE = '7654895c-a3f3-4c77-8afd-4c77330f963c';
const IKKE_FORTROLIG = '1d81c472-0808-44cc-963d-f5ef0170ae1d';
const FORTROLIG = '44f4108b-26d4-46de-a90f-35e35b55b8d8';
const urn = (cvr: string) => `urn:oio:cvr-nr:${cvr}`;
const gammel = (cvr: string) => `urn:oio:cvr:${cvr}`;

const BESKED: Bedoemt = {
  beskedtype: TYPE.toUpperCase(),
  tilladteModtagere: [urn(A), gammel(B)],
  ansvarligeMyndigheder: [urn(A)],
  opgaveEmner: ['urn:oio:kle:32.01.01'],
  foelsomhed: IKKE_FORTROLIG,
  registreringer: 1,
};
const AFTALE: Modtageraftale = {
  ...{ cvr: A, version: '2.0' },
  beskedtyper: new Set([TYPE]),
  foelsomheder: new Set([IKKE_FORTROLIG]),
  afsendere: new Set([A]),
  omraader: new Set(['32.*']),
};
const maa = (besked: Partial<Bedoemt>, aftale: Partial<Modtageraftale> = {}) =>
  mayDeliver({ ...BESKED, ...besked }, { ...AFTALE, ...aftale });

test('a message that is all that the agreement says', () => {
  assert.ok(maa({}));
  assert.ok(maa({}, { cvr: B }), 'the older spelling of a CVR');
});

test('each part of an agreement holds a message back alone', () => {
  const { foelsomhed: _, ...uklassificeret } = BESKED;
  assert.ok(!maa({ tilladteModtagere: [urn(B)] }));
  assert.ok(!maa({ tilladteModtagere: [] }));
  assert.ok(!maa({ tilladteModtagere: [A, `urn:oio:cvr-nr:${A}0`] }));
  assert.ok(!maa({ beskedtype: FORTROLIG }));
  assert.ok(!maa({ foelsomhed: FORTROLIG }));
  assert.ok(!mayDeliver(uklassificeret, AFTALE));
  assert.ok(!maa({ ansvarligeMyndigheder: [urn(B)] }));
  assert.ok(!maa({ ansvarligeMyndigheder: [urn(A), urn(B)], registreringer: 2 }));
  assert.ok(!maa({ ansvarligeMyndigheder: [] }));
  assert.ok(!maa({ opgaveEmner: ['urn:oio:kle:33.01.01'] }));
  assert.ok(!maa({}, { beskedtyper: new Set() }));
});

test('what answers for no object at all goes by agreements without restrictions', () => {
  const tom = { ansvarligeMyndigheder: [], opgaveEmner: [], registreringer: 0 };
  assert.ok(!maa(tom));
  assert.ok(!maa(tom, { afsendere: 'alle' }));
  assert.ok(!maa(tom, { omraader: 'alle' }));
  assert.ok(maa(tom, { afsendere: 'alle', omraader: 'alle' }));
});

test('areas of KLE: a number, all below one, and a subject that is missing or is no KLE number', () => {
  const i = (emne: string, ...omraader: string[]) =>
    maa({ opgaveEmner: [`urn:oio:kle:${emne}`] }, { omraader: new Set(omraader) });
  assert.ok(i('32.01.01', '27.*', '32.01.*'));
  assert.ok(i('32.01.01', '32.01.01'));
  assert.ok(i('32', '32.*'));
  assert.ok(!i('32.01.01', '32'));
  assert.ok(!i('32.01.01', '32.0.*'));
  assert.ok(!i('320', '32.*'));
  assert.ok(!i('32.01.01.01', '32.*'), 'no KLE number');
  assert.ok(!maa({ opgaveEmner: [FORTROLIG] }));
  const delvis = { opgaveEmner: ['urn:oio:kle:32.01.01'], ansvarligeMyndigheder: [urn(A), urn(A)], registreringer: 2 };
  assert.ok(!maa(delvis), 'one of two has no subject');
  assert.ok(maa(delvis, { omraader: 'alle' }));
});

test('2.0: the copy of each receiver names the authorities whose agreements let it through', () => {
  assert.deepEqual(trim(BESKED, [AFTALE]), [urn(A)]);
  assert.deepEqual(trim(BESKED, [AFTALE, { ...AFTALE, cvr: B }]), [urn(A), gammel(B)]);
  assert.deepEqual(trim(BESKED, [AFTALE, { ...AFTALE, cvr: B, foelsomheder: new Set() }]), [urn(A)]);
  assert.deepEqual(trim(BESKED, []), []);
  assert.deepEqual(trim({ ...BESKED, tilladteModtagere: [urn(B)] }, [AFTALE]), []);
  assert.deepEqual(trim(BESKED, [aabenModtageraftale(B)]), [gammel(B)]);
});

test('1.0: the copy stays as it is, until the system has one of 2.0 for the beskedtype', () => {
  const gamle: Modtageraftale = { ...AFTALE, version: '1.0' };
  assert.deepEqual(trim(BESKED, [gamle]), BESKED.tilladteModtagere);
  assert.deepEqual(trim(BESKED, [gamle, { ...AFTALE, cvr: '33333333' }]), [urn(A)]);
  assert.deepEqual(trim(BESKED, [gamle, { ...AFTALE, beskedtyper: new Set([FORTROLIG]) }]), BESKED.tilladteModtagere);
});

test('who may send: an agreement, for the authority that answers for the objects', () => {
  const aftale: Afsenderaftale = { cvr: A, version: '2.0', modtagere: new Set([A, B]) };
  const regel = (besked: Partial<Bedoemt>, den: Afsenderaftale | undefined = aftale, cvr = A) => {
    const svar = maaSende({ ...BESKED, ...besked }, den, cvr);
    return 'regel' in svar ? svar.regel : svar;
  };
  assert.deepEqual(regel({}), BESKED.tilladteModtagere);
  assert.deepEqual(maaSende(BESKED, undefined, A), {
    ...{ regel: 'afsender-uden-aftale', sted: 'Token', vaerdi: A },
    forventet: 'en godkendt aftale om BeskedAfsend for myndigheden',
  });
  assert.equal(regel({ ansvarligeMyndigheder: [urn(B)] }), 'afsender-myndighed');
  assert.equal(regel({ ansvarligeMyndigheder: [urn(A), urn(B)], registreringer: 2 }), 'afsender-myndighed');
  assert.equal(regel({ ansvarligeMyndigheder: [] }), 'afsender-myndighed');
  assert.deepEqual(regel({ ansvarligeMyndigheder: [gammel(A)] }), BESKED.tilladteModtagere);
  assert.equal(regel({ tilladteModtagere: [] }), 'modtager-mangler');
});

test('to whom it goes: 1.0 refuses the whole, 2.0 takes the others out', () => {
  const kunA: Afsenderaftale = { cvr: A, version: '1.0', modtagere: new Set([A]) };
  const afvist = maaSende(BESKED, kunA, A);
  assert.ok('regel' in afvist);
  assert.equal(afvist.regel, 'modtager-ikke-tilladt');
  assert.equal(afvist.sted, 'Beskedkuvert/Filtreringsdata/TilladtModtager[2]');
  assert.deepEqual(maaSende(BESKED, { ...kunA, version: '2.0' }, A), [urn(A)]);
  const ingen = maaSende({ ...BESKED, tilladteModtagere: [urn(B)] }, { ...kunA, version: '2.0' }, A);
  assert.ok('regel' in ingen && ingen.regel === 'modtager-mangler');
  assert.deepEqual(maaSende(BESKED, { ...kunA, modtagere: 'alle' }, A), BESKED.tilladteModtagere);
});
