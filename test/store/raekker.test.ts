import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIL_ALTID } from '../../src/base/instant.ts';
import type { Registrering, Virkning } from '../../src/register/model.ts';
import { raekkerOf, raekkerUden } from '../../src/store/raekker.ts';
import { DAGE, maal, TIDER } from './verden.ts';

const [A, B, C] = DAGE as [number, number, number];

function enhed(perioder: readonly (readonly [Virkning, string])[], tilhoerer: readonly Virkning[] = []): Registrering {
  return {
    tidspunkt: TIDER[0]!,
    livscyklusKode: 'Importeret',
    egenskaber: perioder.map(([virkning, EnhedNavn]) => ({
      virkning,
      felter: { BrugervendtNoegleTekst: 'nøgle', EnhedNavn },
    })),
    tilstande: [],
    relationer: { Tilhoerer: tilhoerer.map((virkning) => ({ virkning, reference: { uuid: maal(1) } })) },
  };
}

const perioderOf = (raekker: ReadonlyMap<string, { readonly fra: number; readonly til: number }>) =>
  [...raekker.values()].map(({ fra, til }) => [fra, til]);

test('what is said of periods that meet is one row; what is said with a gap between is two', () => {
  const sammen = raekkerOf(
    'OrganisationEnhed',
    enhed(
      [],
      [
        { fra: A, til: B },
        { fra: B, til: C },
      ],
    ),
  );
  assert.deepEqual(perioderOf(sammen.referencer), [[A, C]]);
  const medHul = raekkerOf(
    'OrganisationEnhed',
    enhed(
      [],
      [
        { fra: A, til: B },
        { fra: C, til: TIL_ALTID },
      ],
    ),
  );
  assert.deepEqual(perioderOf(medHul.referencer), [
    [A, B],
    [C, TIL_ALTID],
  ]);
});

test('a new name leaves the row of the key as it is', () => {
  const foer = raekkerOf('OrganisationEnhed', enhed([[{ fra: A, til: TIL_ALTID }, 'Nord']]));
  const efter = raekkerOf(
    'OrganisationEnhed',
    enhed([
      [{ fra: A, til: B }, 'Nord'],
      [{ fra: B, til: TIL_ALTID }, 'Syd'],
    ]),
  );
  assert.deepEqual(
    [...raekkerUden(foer, efter).tekster.values()].map(({ noegle }) => noegle),
    ['nord'],
  );
  assert.deepEqual(
    [...raekkerUden(efter, foer).tekster.values()].map(({ noegle }) => noegle),
    ['nord', 'syd'],
  );
});
