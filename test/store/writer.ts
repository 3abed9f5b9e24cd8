/** Writes objects one after the other to a store in a folder and tells of each that was acknowledged, until it is killed. */
import { openStore } from '../../src/store/open.ts';
import { clock, maal, registrering, TIDER, tilfaeldig } from './verden.ts';

const store = await openStore({ database: process.argv[2]!, clock });
const tal = tilfaeldig(1);
for (let nr = 0; ; nr++) {
  const uuid = maal(1000 + nr);
  const nye = [registrering(tal, 'OrganisationEnhed', TIDER[0]!)];
  const isSaved = await store.gem([
    { ejer: '11111111', objekttype: 'OrganisationEnhed', uuid, verbum: 'importer', forventetNr: 0, nye },
  ]);
  if (!isSaved) throw new Error(`not saved: ${uuid}`);
  process.stdout.write(`${uuid}\n`);
}
