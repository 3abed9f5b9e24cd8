import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIL_ALTID } from '../base/instant.ts';
import { egenskab, indhold, luk, nytObjekt, stempelAf } from './byg.ts';

const UUID = '9b33c0a0-a566-4ec0-8200-325cb1e5bb9a';
const stempel = stempelAf(UUID, 'Organisation');
const noegle = { ejer: '11111111', objekttype: 'Adresse', uuid: UUID } as const;
const foerste = { tidspunkt: 10, brugerRef: { uuid: UUID }, noteTekst: 'Oprettet' };

test('closed periods end at the latest then, earlier ends stay, and what had not begun vanishes', () => {
  const perioder = [stempel(0), stempel(0, 5), stempel(0, 20), stempel(10), stempel(15)].map((virkning) => ({
    virkning,
  }));
  assert.deepEqual(
    luk(perioder, 10).map(({ virkning }) => [virkning.fra, virkning.til]),
    [
      [0, 10],
      [0, 5],
      [0, 10],
    ],
  );
  assert.equal(perioder[0]?.virkning.til, TIL_ALTID);
});

test('a later registration carries the content and the actor over, but not the note', () => {
  const content = indhold([egenskab(stempel(0), { AdresseTekst: 'Kirkegade 1' })]);
  const { nye } = nytObjekt(noegle, { ...foerste, indhold: content }, [{ tidspunkt: 20 }]);
  assert.deepEqual(nye[1], { ...content, tidspunkt: 20, livscyklusKode: 'Importeret', brugerRef: { uuid: UUID } });
  assert.equal(nye[0]?.noteTekst, 'Oprettet');
});

test('what breaks a rule of the register, or goes back in time, is a mistake and is thrown', () => {
  const twice = indhold([egenskab(stempel(0), { AdresseTekst: 'a' }), egenskab(stempel(0), { AdresseTekst: 'b' })]);
  assert.throws(() => nytObjekt(noegle, { ...foerste, indhold: twice }), /virkning-overlap/);
  const content = indhold([egenskab(stempel(0), { AdresseTekst: 'a' })]);
  assert.throws(() => nytObjekt(noegle, { ...foerste, indhold: content }, [{ tidspunkt: 10 }]), RangeError);
});
