/** XML files: the roots that are taken, what is refused with its line and rule, and what ends the reading. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { EJER, indlaesOio, MYNDIGHED } from './verden.ts';

let store: Store;
let uuid: string;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
beforeEach(() => {
  uuid = newUuid();
});
after(() => store.close());

const ORGANISATION = 'http://stoettesystemerne.dk/organisation/';
const SD = 'xmlns:sd="urn:oio:sagdok:3.0.0"';

interface Objekt {
  readonly type?: string;
  readonly navn?: string;
  readonly tidspunkt?: string;
}

/** An object on three lines; without a name it lacks what the register demands. */
function objekt(id: string, { type = 'OrganisationEnhed', navn, tidspunkt }: Objekt = {}): string {
  const element = type === 'Organisation' ? 'OrganisationNavn' : 'EnhedNavn';
  return `<o:${type} xmlns:o="${ORGANISATION}${type.toLowerCase()}/6/" ${SD}><sd:UUIDIdentifikator>${id}</sd:UUIDIdentifikator>
    <o:Registrering>${tidspunkt ? `<sd:Tidspunkt>${tidspunkt}</sd:Tidspunkt>` : ''}<o:AttributListe><o:Egenskab><sd:BrugervendtNoegleTekst>n</sd:BrugervendtNoegleTekst>
    ${navn === undefined ? '' : `<sd:${element}>${navn}</sd:${element}>`}</o:Egenskab></o:AttributListe><o:TilstandListe/><o:RelationListe/></o:Registrering></o:${type}>`;
}

const objekter = (indhold: string, attributter = '') =>
  `<Objekter xmlns="urn:fkorg:objekter:1"${attributter}>\n${indhold}\n</Objekter>`;
const besked = (indhold: string) => `<ImportInput xmlns="${ORGANISATION}organisationenhed/6/">${indhold}</ImportInput>`;
const system = (indhold: string) =>
  `<s:ImporterOrganisationSystemInput xmlns:s="${ORGANISATION}organisationsystem/6/">${indhold}</s:ImporterOrganisationSystemInput>`;

test('objects, messages, one message alone and a whole system are taken; what has no time is the same the next time', async () => {
  const [a, b, c] = [newUuid(), newUuid(), newUuid()];
  const enheder = [a, b].map((id) => objekt(id, { navn: 'Æ' })).join('');
  for (const fil of [
    objekter(objekt(uuid, { navn: 'Ø' }), ` ejer="${EJER}"`),
    objekter(besked(objekt(newUuid(), { navn: 'Å' }))),
    besked(objekt(newUuid(), { navn: 'Z' })),
    system(
      `${objekt(c, { type: 'Organisation', navn: 'O' })}<s:OrganisationEnhederInput>${enheder}</s:OrganisationEnhederInput>`,
    ),
  ]) {
    const foerste = await indlaesOio(store, fil);
    assert.deepEqual(foerste.afviste, [], fil);
    assert.equal(foerste.taelling.nye, fil.split('<o:Registrering>').length - 1);
    clock.advance(1000);
    const igen = await indlaesOio(store, fil);
    assert.equal(igen.taelling.samme, foerste.taelling.nye, fil);
  }
  const fundne = await store.hent([EJER], 'OrganisationEnhed', [a, b, uuid], 'nuvaerende');
  assert.deepEqual(
    fundne.map(({ registreringer: [ny] }) => [ny?.egenskaber[0]?.felter.EnhedNavn, ny?.brugerRef]).sort(),
    ['Æ', 'Æ', 'Ø'].map((navn) => [navn, { uuid: MYNDIGHED.organisationUuid }]).sort(),
  );
});

test('what breaks the contract or the rules is refused with line, object and rule, and the rest is taken', async () => {
  const ids = Array.from({ length: 5 }, newUuid);
  const fil = objekter(
    [
      objekt(ids[0]!, { navn: 'x'.repeat(201) }),
      objekt(ids[1]!, { navn: 'N', tidspunkt: '2099-01-01T00:00:00Z' }),
      '<o:Skole xmlns:o="urn:x"/>',
      objekt(ids[2]!),
      objekt('intet-uuid', { navn: 'N' }),
      objekt(ids[3]!, { navn: 'N' }),
      objekt(ids[3]!, { navn: 'Et andet' }),
      objekt(ids[4]!, { navn: 'N', tidspunkt: '10000-02-30T00:00:00Z' }),
    ].join('\n'),
  );
  const { taelling, afviste } = await indlaesOio(store, fil);
  assert.equal(taelling.nye, 1);
  assert.deepEqual(
    afviste
      .map(({ linje, objekttype, uuid: id, brud }) => [linje, objekttype, id, brud[0]!.regel])
      .sort(([a], [b]) => Number(a) - Number(b)),
    [
      [2, 'OrganisationEnhed', ids[0], 'tekst-for-lang'],
      [5, 'OrganisationEnhed', ids[1], 'registrering-i-fremtiden'],
      [8, undefined, undefined, 'fil-element'],
      [9, 'OrganisationEnhed', ids[2], 'felt-udfyldt'],
      [12, 'OrganisationEnhed', undefined, 'vaerdi-moenster'],
      [18, 'OrganisationEnhed', ids[3], 'objekt-findes'],
      [21, 'OrganisationEnhed', ids[4], 'tidspunkt-form'],
    ],
  );
});

test('a shared object is not taken over: its UUID is in use', async () => {
  const faelles = objekter(objekt(uuid, { navn: 'Fælles' }));
  await indlaesOio(store, faelles);
  const [kendt] = await store.hent([EJER], 'OrganisationEnhed', [uuid], 'nuvaerende');
  const delt = newUuid();
  const noegle = { ejer: '19435075', objekttype: 'OrganisationEnhed', uuid: delt } as const;
  await store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye: kendt!.registreringer }]);
  const { afviste } = await indlaesOio(store, objekter(objekt(delt, { navn: 'Fælles' })));
  assert.deepEqual(
    afviste.map(({ brud }) => brud[0]!.regel),
    ['objekt-findes'],
  );
});

test('another root, another owner and a file that is cut off end the reading with a line', async () => {
  await assert.rejects(
    indlaesOio(store, '<a xmlns="urn:x"/>'),
    /The root of the file is \{urn:x\}a; it must be Objekter/,
  );
  await assert.rejects(
    indlaesOio(store, objekter(objekt(uuid, { navn: 'N' }), ' ejer="22222222"')),
    /its objects are of 22222222, and --ejer is 11111111/,
  );
  const afskaaret = objekter(objekt(uuid, { navn: 'N' })).slice(0, -20);
  await assert.rejects(indlaesOio(store, afskaaret), /linje 4.*ikke velformet/);
  await assert.rejects(indlaesOio(store, '<!DOCTYPE a><a/>'), /DOCTYPE er ikke tilladt/);
});
