import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Registrering } from '../../src/register/model.ts';
import { AKTOERTYPEKODER, LIVSCYKLUSKODER } from '../../src/standard/koder.ts';
import { objekttypeNavne } from '../../src/standard/objekttyper.ts';
import { dokumentOf, registreringOf } from '../../src/store/dokument.ts';
import { maal, registrering, TIDER, tilfaeldig } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);

/** A registration with everything that may be absent, present and absent by turns. */
function varieret(tal: (below: number) => number, grund: Registrering): Registrering {
  const virkning = {
    ...grund.egenskaber[0]!.virkning,
    ...(tal(2) === 0 && { aktoerRef: tal(2) === 0 ? { uuid: maal(tal(3)) } : { urn: `urn:aktør:${tal(2)}` } }),
    ...(tal(2) === 0 && { aktoerTypeKode: AKTOERTYPEKODER[tal(AKTOERTYPEKODER.length)]! }),
    ...(tal(2) === 0 && { noteTekst: `note ${tal(3)}` }),
  };
  return {
    ...grund,
    livscyklusKode: LIVSCYKLUSKODER[tal(LIVSCYKLUSKODER.length)]!,
    ...(tal(2) === 0 && { noteTekst: 'en "note"\n' }),
    egenskaber: tal(5) === 0 ? [] : grund.egenskaber.map((egenskab) => ({ ...egenskab, virkning })),
    tilstande: tal(3) === 0 ? [{ virkning }] : grund.tilstande,
  };
}

test(`a registration of every type comes back from its document as it was (seed ${SEED})`, () => {
  const tal = tilfaeldig(SEED);
  for (const objekttype of objekttypeNavne) {
    for (let gang = 0; gang < 40; gang++) {
      const { brugerRef, ...uden } = varieret(tal, registrering(tal, objekttype, TIDER[tal(TIDER.length)]!));
      const set = tal(3) === 0 ? uden : { ...uden, brugerRef: brugerRef! };
      assert.deepStrictEqual(registreringOf(dokumentOf(set)), set);
    }
  }
});

test('a document says a period and a UUID once, and is less than half of plain JSON', () => {
  const virkning = { fra: TIDER[0]!, til: 1e21, aktoerRef: { uuid: maal(0) }, aktoerTypeKode: 'Organisation' as const };
  const adresser = [1, 2, 3, 4].map((nr) => ({
    virkning,
    reference: { uuid: maal(nr) },
    rolle: { uuid: maal(8) },
    type: { uuid: maal(9) },
    indeks: String(nr),
  }));
  const set = {
    tidspunkt: TIDER[0]!,
    livscyklusKode: 'Importeret' as const,
    egenskaber: [{ virkning, felter: { EnhedNavn: 'Ærø' } }],
    tilstande: [{ virkning, vaerdi: 'Aktiv' }],
    relationer: { Adresser: adresser },
  };
  const dokument = dokumentOf(set);
  assert.equal(dokument.split(maal(9)).length, 2);
  assert.equal(dokument.split(String(TIDER[0])).length, 3);
  assert.ok(dokument.length < JSON.stringify(set).length / 2, `${dokument.length} of ${JSON.stringify(set).length}`);
});

test('a document of the first form, plain JSON, is read', () => {
  const set = registrering(tilfaeldig(SEED), 'Bruger', TIDER[1]!);
  assert.deepStrictEqual(registreringOf(JSON.stringify(set)), set);
});
