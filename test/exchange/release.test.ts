/** A release in the store: what goes and comes, what the change feed tells, and what is left when it is cut off. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KLE_EMNEPLAN } from '../../src/data/kle.ts';
import { KOMBIT_ORGANISATION } from '../../src/data/kommuner.ts';
import { type Faellesdata, faellesdataI } from '../../src/exchange/release/faellesdata.ts';
import { nySlip, uenighederMed } from '../../src/exchange/release/slip.ts';
import {
  afslutRelease,
  assertIngenRelease,
  begyndtRelease,
  ejertal,
  udfoerRelease,
} from '../../src/exchange/release/udfoer.ts';
import { TOMT_INDHOLD } from '../../src/register/model.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { IMPORT_MAERKER } from '../../src/store/kopi/skaer.ts';
import { ANDEN, FOERSTE, Klasseverden, kleXml, uuidAf } from './klasser.ts';

let verden: Klasseverden;

before(async () => {
  verden = await Klasseverden.ny();
});
after(() => verden.store.close());

async function slipOf(indhold: Faellesdata) {
  const { typer, sha256 } = indhold;
  return nySlip({
    ...{ isUdfoert: false, miljoe: 'test', fkorg: '1.0.0', register: 'proeve', begyndt: '2026-06-01T10:00:00.000Z' },
    ...{ foer: await ejertal(verden.store), indhold: { typer, sha256 } },
    ...{ aftaler: { ophoert: [], anmodet: [] }, udenRodenhed: [] },
  });
}

async function udfoer(
  indhold: Faellesdata,
  onProgress = (_: number) => {},
  aftaler = async () => ({ ophoert: [], anmodet: [] }),
) {
  const { store, ur: clock } = verden;
  const slip = (await begyndtRelease(store)) ?? (await slipOf(indhold));
  return udfoerRelease({ store, clock, indhold, slip, aftaler, onProgress });
}

/** Ends the class, as slet and passiver do. */
async function afslut(nr: string, livscyklusKode: 'Slettet' | 'Passiveret') {
  const noegle = { ejer: KOMBIT_CVR, objekttype: 'Klasse', uuid: uuidAf(nr) } as const;
  const [kendt] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [noegle.uuid], 'nuvaerende');
  const forrige = kendt!.registreringer[0]!;
  verden.ur.advance(1000);
  const indhold = livscyklusKode === 'Slettet' ? TOMT_INDHOLD : {};
  const nye = [{ ...forrige, ...indhold, livscyklusKode, tidspunkt: verden.ur() }];
  assert.ok(await verden.store.gem([{ ...noegle, verbum: 'slet', forventetNr: kendt!.nr, forrige, nye }]));
}

test('cut off between owners and in the last transaction, it goes on; nobody else writes meanwhile', async () => {
  await verden.kle('2026-02-01', kleXml('2026-02-01', FOERSTE));
  await verden.kle('2026-05-01', kleXml('2026-05-01', ANDEN));
  await verden.store.saetMaerke(`${IMPORT_MAERKER}x`, '{}');
  await verden.store.saetMaerke('data/korsbaek', '{}');
  await afslut('91.10.02', 'Slettet');
  await afslut('91.10.04', 'Passiveret');
  const indhold = await faellesdataI(verden.store);
  const foer = await ejertal(verden.store);
  verden.ur.advance(1000);
  const stop = (klaret: number) => {
    if (klaret === 3) throw new Error('cut off');
  };
  await assert.rejects(udfoer(indhold, stop), /cut off/);
  assert.equal(Object.keys(await ejertal(verden.store)).length, Object.keys(foer).length - 3);
  await assert.rejects(assertIngenRelease(verden.store), { code: 'busy' });
  await assert.rejects(
    udfoer(indhold, undefined, () => Promise.reject(new Error('cut off at the end'))),
    /at the end/,
  );
  // The last transaction is undone as a whole: KOMBIT's data are as they were.
  assert.deepEqual(await ejertal(verden.store), { [KOMBIT_CVR]: foer[KOMBIT_CVR] });
  assert.equal((await faellesdataI(verden.store)).sha256, indhold.sha256);

  // Stopped right after it, all is done but what is read again: that comes with the next run, and nothing goes any more.
  await assert.rejects(
    udfoer(indhold, (klaret) => {
      if (klaret === 1) throw new Error('cut off after the last');
    }),
    /after the last/,
  );
  const aendret = await verden.store.aendringer([KOMBIT_CVR], 0, 10_000);
  const slip = await udfoer(indhold);
  assert.equal((await verden.store.aendringer([KOMBIT_CVR], 0, 10_000)).aendringer.length, aendret.aendringer.length);
  assert.deepEqual(slip.foer, foer);
  // What was deleted does not stand, and does not come.
  assert.deepEqual(slip.efter, { [KOMBIT_CVR]: { ...foer[KOMBIT_CVR], Klasse: foer[KOMBIT_CVR]!.Klasse! - 1 } });
  assert.equal(slip.genlaest!.sha256, indhold.sha256);
  assert.deepEqual(await begyndtRelease(verden.store), slip);
  await assertIngenRelease(verden.store);
  await afslutRelease(verden.store);
  for (const navn of [`${IMPORT_MAERKER}x`, 'data/korsbaek']) assert.equal(await verden.store.maerke(navn), undefined);
  assert.equal(await verden.store.maerke('data/superorg'), '1');
});

test('objects come with their whole virkning history, in one registration of the release', async () => {
  const [klasse] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [uuidAf('91.10.01')], { fra: -1e21, til: 1e21 });
  assert.equal(klasse!.registreringer.length, 1);
  const { egenskaber, livscyklusKode, brugerRef } = klasse!.registreringer[0]!;
  assert.deepEqual(
    egenskaber.map(({ felter }) => felter.TitelTekst),
    ['Madplaner', 'Madplaner og madspild'],
  );
  assert.deepEqual([livscyklusKode, brugerRef], ['Importeret', { uuid: KOMBIT_ORGANISATION }]);
  const ved = (nr: string) => verden.store.hent([KOMBIT_CVR], 'Klasse', [uuidAf(nr)], 'nuvaerende');
  assert.deepEqual(await ved('91.10.02'), []);
  assert.equal((await ved('91.10.04'))[0]!.registreringer[0]!.livscyklusKode, 'Passiveret');
  // An edition goes on from there.
  const { forskelle } = await verden.kle('2026-06-01', kleXml('2026-05-01', ANDEN));
  assert.deepEqual(
    forskelle.map(({ art, noegle }) => [art, noegle]),
    [['genaabnet', '91.10.04']],
  );
});

test('who follows the change feed is told that all went, and that the common objects came', async () => {
  const alle = await verden.store.aendringer([KOMBIT_CVR, '11111111'], 0, 10_000);
  const om = (uuid: string) =>
    alle.aendringer.filter((en) => en.uuid === uuid).map(({ livscyklusKode }) => livscyklusKode);
  assert.deepEqual(om(KLE_EMNEPLAN).slice(-2), ['Slettet', 'Importeret']);
  assert.ok(alle.aendringer.some(({ ejer, livscyklusKode }) => ejer === '11111111' && livscyklusKode === 'Slettet'));
  const fejl: string[] = [];
  for await (const linje of verden.store.kontroller()) fejl.push(linje);
  assert.deepEqual(fejl, []);
});

test('production may follow a test stage of the same version and content alone', async () => {
  const indhold = await faellesdataI(verden.store);
  const her = await slipOf(indhold);
  const proeve = { ...her, isUdfoert: true };
  assert.deepEqual(uenighederMed(proeve, her), []);
  const andet = { sha256: 'f'.repeat(64), typer: indhold.typer };
  assert.match(uenighederMed({ ...proeve, indhold: andet }, her).join(), /as many of each type, but not the same ones/);
  assert.match(uenighederMed({ ...proeve, miljoe: 'produktion' }, her).join(), /environment produktion, not test/);
  assert.match(uenighederMed({ ...proeve, genlaest: andet }, her).join(), /found in the test environment afterwards/);
  assert.equal(uenighederMed(her, { ...her, fkorg: '2.0.0' }).length, 2);
});
