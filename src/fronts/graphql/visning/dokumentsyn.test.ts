import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contains } from '../../../base/instant.ts';
import type { Registrering } from '../../../register/model.ts';
import { dokumentsyn } from './dokumentsyn.ts';
import { efterMaal, gyldighed, peger, poster, sammenhaengende } from './gaeldende.ts';

const INSTANTS = 12;
const virkning = fc.record({ fra: fc.nat(INSTANTS), til: fc.nat(INSTANTS) });
const uuid = fc.constantFrom('a', 'b');
const registreringer: fc.Arbitrary<Registrering> = fc.record({
  tidspunkt: fc.constant(0),
  livscyklusKode: fc.constant('Importeret' as const),
  egenskaber: fc.array(fc.record({ felter: fc.constant({}), virkning }), { maxLength: 2 }),
  tilstande: fc.array(fc.record({ vaerdi: fc.constantFrom('Aktiv', 'Inaktiv'), virkning }), { maxLength: 4 }),
  relationer: fc.record({
    TilknyttedeBrugere: fc.array(fc.record({ reference: fc.record({ uuid }), virkning }), { maxLength: 5 }),
  }),
});
const RELATION = 'TilknyttedeBrugere';

test('what is remembered of a registration is at every instant, asked in any order, what it says there', () => {
  fc.assert(
    fc.property(registreringer, fc.array(fc.nat(INSTANTS), { minLength: 2 }), (registrering, instants) => {
      for (const ved of instants) {
        const syn = dokumentsyn(registrering, ved);
        assert.ok(contains(syn.periode, ved));
        assert.deepEqual(syn.gyldighed, gyldighed(registrering, ved));
        assert.deepEqual(syn.peger(RELATION), peger(registrering, RELATION, ved));
        assert.deepEqual(syn.poster(RELATION), poster(registrering, RELATION, ved));
        for (const [til, deres] of efterMaal(registrering, RELATION)) {
          assert.deepEqual(syn.pegeperiode(RELATION, til), sammenhaengende(deres, ved));
        }
      }
    }),
  );
});

test('it is remembered for as long as nothing begins or ends, and worked out anew when something has', () => {
  const registrering: Registrering = {
    tidspunkt: 0,
    livscyklusKode: 'Importeret',
    egenskaber: [],
    tilstande: [{ vaerdi: 'Aktiv', virkning: { fra: 0, til: 20 } }],
    relationer: { [RELATION]: [{ reference: { uuid: 'a' }, virkning: { fra: 5, til: 10 } }] },
  };
  const syn = dokumentsyn(registrering, 5);
  assert.deepEqual(syn.periode, { fra: 5, til: 10 });
  assert.equal(dokumentsyn(registrering, 9), syn);
  assert.deepEqual(dokumentsyn(registrering, 10).peger(RELATION), []);
  assert.notEqual(dokumentsyn({ ...registrering }, 5), syn);
});
