/** The whole of Korsbæk at several points of both time axes: what GraphQL answers is what SOAP says. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDanish } from '../../src/base/copenhagen.ts';
import { NU, nyVerden, type Verden } from '../soap/verden.ts';
import { ALT, Facit } from './alt.ts';
import { soapSyn } from './soap-syn.ts';
import { fejlene, spoerg } from './spoerg.ts';
import { Ventet } from './ventet.ts';

const DAG = 86_400_000;

let verden: Verden;
before(async () => {
  verden = await nyVerden({ korsbaek: true });
});
after(() => verden[Symbol.asyncDispose]());

const PUNKTER = [
  ['now', {}],
  ['a year ago, as it is known now', { virkning: NU - 365 * DAG }],
  ['yesterday', { virkning: NU - DAG }],
  ['in two months', { virkning: NU + 61 * DAG }],
  ['now, as it was known 150 days ago', { registrering: NU - 150 * DAG }],
  ['in two months, as it was known a month ago', { virkning: NU + 61 * DAG, registrering: NU - 28 * DAG }],
] as const;

for (const [navn, { virkning = NU, registrering }] of PUNKTER.map(
  ([navn, punkt]) => [navn, punkt as { virkning?: number; registrering?: number }] as const,
)) {
  test(`every active unit and user, with all that they have: ${navn}`, async () => {
    const punkt = { virkning, ...(registrering !== undefined && { registrering }) };
    const facit = new Facit(new Ventet(await soapSyn(verden, punkt)));
    const ventet = facit.alt();
    assert.ok(ventet.enheder.edges.length > 50 && ventet.brugere.edges.length > 300);
    const { data, errors } = await spoerg(verden, ALT, {
      ...(virkning !== NU && { virkning: formatDanish(virkning) }),
      ...(registrering !== undefined && { registrering: formatDanish(registrering) }),
    });
    assert.deepEqual(fejlene(errors), facit.advarsler());
    assert.deepEqual(data, ventet);
  });
}
