/** Where to turn to in matters of a unit: places that the demo does not have, with an end, and without a task. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { klasseUuid } from '../../src/data/klasser.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import * as b from '../soap/beskeder.ts';
import { nyVerden } from '../soap/verden.ts';
import { fejlene, spoerg } from './spoerg.ts';

const uuidOf = (ciffer: string) => `00000000-0000-4000-8000-00000000000${ciffer}`;
const [ENHED, EGET, PEGET, LUKKET, ANDET] = ['1', '2', '3', '4', '5'].map(uuidOf) as [string, ...string[]];
const STED = klasseUuid('OrganisationFunktion.Type.Henvendelsessted');

test('a place without a task is there once; one that has been closed is not, and neither is a function of another type', async () => {
  await using verden = await nyVerden();
  const laegInd = async (type: ObjektType, uuid: string, navn: string, relationer: string, kode = 'Aktiv') => {
    const felter = `<sd:BrugervendtNoegleTekst>x</sd:BrugervendtNoegleTekst><sd:${navn}>${uuid.at(-1)}</sd:${navn}>`;
    const indhold = { attributter: b.egenskab(felter), tilstande: b.gyldighed(kode), relationer };
    assert.equal((await verden.kald(b.STI(type), b.importer(type, uuid, indhold))).kode, 20);
  };
  const pegede = [PEGET, LUKKET, ANDET].map((uuid) => b.relation('TilknyttedeFunktioner', uuid!)).join('');
  await laegInd('OrganisationEnhed', ENHED, 'EnhedNavn', pegede);
  const funktion = (uuid: string, type: string, enhed: string, kode?: string) =>
    laegInd('OrganisationFunktion', uuid, 'FunktionNavn', b.relation('Funktionstype', type) + enhed, kode);
  await funktion(EGET!, STED, b.relation('TilknyttedeEnheder', ENHED));
  await funktion(PEGET!, STED, '');
  await funktion(LUKKET!, STED, '', 'Inaktiv');
  await funktion(ANDET!, klasseUuid('OrganisationFunktion.Type.Lederrolle'), b.relation('TilknyttedeEnheder', ENHED));
  const query = `{ organisationEnhed(uuid: "${ENHED}") { henvendelsessteder { uuid navn opgave { uuid } } } }`;
  const { data, errors } = await spoerg(verden, query);
  assert.deepEqual(fejlene(errors), []);
  const steder = [
    { uuid: PEGET, navn: '3', opgave: null },
    { uuid: EGET, navn: '2', opgave: null },
  ];
  assert.deepEqual(data, { organisationEnhed: [{ henvendelsessteder: steder }] });
});
