/** The ends of the calendar over the wire: what a register takes it must be able to write as xs:dateTime again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from './beskeder.ts';
import { find, nyVerden, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const ADRESSE = b.STI('Adresse');

function importer(uuid: string, fra: string, til: string) {
  const attributter = b.egenskab('<sts:AdresseTekst>Torvet 1</sts:AdresseTekst>', b.virkning(fra, til));
  return verden.kald(ADRESSE, b.importer('Adresse', uuid, { attributter }));
}

test('the least and the greatest instant that clients have for "always" come back as xs:dateTime', async () => {
  const uuid = newUuid();
  assert.equal((await importer(uuid, '0001-01-01T00:00:00', '9999-12-31T23:59:59.9999999Z')).kode, 20);
  const laest = await verden.kald(ADRESSE, b.laes('Adresse', uuid));
  assert.match(find(find(laest.body, 'FraTidspunkt')!, 'TidsstempelDatoTid')!.tekst, /^0001-01-01T00:00:00/);
  assert.equal(find(find(laest.body, 'TilTidspunkt')!, 'TidsstempelDatoTid')!.tekst, '10000-01-01T00:59:59.999+01:00');
});

test('an instant that no answer could write is 40, with what would be right', async () => {
  for (const fra of ['12345-01-01T00:00:00Z', '-0045-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00']) {
    const svar = await importer(newUuid(), fra, '*');
    assert.equal(svar.kode, 40, fra);
    assert.match(find(svar.body, 'FejlbeskedTekst')!.tekst, /tidspunkt-form.*0001 og 9999/);
  }
});
