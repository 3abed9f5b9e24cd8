/** The cases against the bitemporal core. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kerne } from './kerne.ts';
import { alleSager, assertSvar } from './sager.ts';

for (const { fil, sager } of alleSager()) {
  for (const sag of sager) {
    test(`${fil}: ${sag.navn}`, () => {
      const kerne = new Kerne(sag);
      for (const [i, trin] of sag.trin.entries()) {
        try {
          assertSvar(kerne.udfoer(trin), trin);
        } catch (error) {
          if (error instanceof Error) error.message = `step ${i + 1}: ${error.message}`;
          throw error;
        }
      }
    });
  }
}

test('the cases have names of their own, say where they come from, and expect something of every read', () => {
  const sager = alleSager().flatMap((fil) => fil.sager);
  assert.equal(new Set(sager.map(({ navn }) => navn)).size, sager.length);
  assert.ok(sager.length >= 40);
  for (const { navn, kilde, trin } of sager) {
    assert.ok(kilde.length > 0, navn);
    for (const { laes, list, soeg, forventet } of trin) {
      const { status, Registrering, FiltreretOejebliksbillede, IdListe } = forventet;
      if (laes && status === 20) assert.ok(Registrering, navn);
      if (list && status === 20) assert.ok(FiltreretOejebliksbillede, navn);
      if (soeg) assert.ok(IdListe, navn);
    }
  }
});
