import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import { Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny();
});
after(() => verden[Symbol.asyncDispose]());

test('R22: of a hundred rets on one object at once none is refused, and all are in the history in turn', async () => {
  const uuid = verden.nytUuid();
  const altid = { fra: FRA_ALTID };
  const egenskaber = [{ felter: { AdresseTekst: 'først' }, virkning: altid }];
  await verden.importer('Adresse', {}, { uuid, egenskaber });
  const tekster = Array.from({ length: 100 }, (_, i) => `nr. ${i}`);
  const svar = await Promise.all(
    tekster.map((AdresseTekst) => {
      const aendring = { egenskaber: [{ felter: { AdresseTekst }, virkning: altid }] };
      return verden.kald({ verbum: 'ret', objekttype: 'Adresse', uuid, aendring });
    }),
  );
  assert.deepEqual(new Set(svar.map(({ status }) => status)), new Set([20]));
  const alt = { fra: FRA_ALTID, til: TIL_ALTID };
  const { billeder } = await verden.laes('Adresse', uuid, { registrering: alt });
  const historik = billeder![0]!.registreringer;
  assert.deepEqual(
    historik.slice(1).map((registrering) => registrering.egenskaber[0]!.felter.AdresseTekst),
    tekster,
  );
  assert.equal(new Set(historik.map(({ tidspunkt }) => tidspunkt)).size, 101);
});

test('of many importers of one new object one makes it, and the others are told', async () => {
  const uuid = verden.nytUuid();
  const svar = await Promise.all(
    Array.from({ length: 60 }, () => verden.importer('Adresse', { AdresseTekst: 'x' }, { uuid })),
  );
  assert.deepEqual(
    svar.map(({ status }) => status),
    [20, ...Array(59).fill(49)],
  );
});

test('two servers on one database: where the other came first it is read and decided again', async () => {
  const anden = verden.andenServer();
  const uuid = verden.nytUuid();
  const virkning = { fra: FRA_ALTID };
  const egenskaber = [{ felter: { AdresseTekst: 'x' }, virkning }];
  await verden.importer('Adresse', {}, { uuid, egenskaber });
  const ret = { verbum: 'ret', objekttype: 'Adresse', uuid, aendring: { egenskaber } } as const;
  const svar = await Promise.all(
    Array.from({ length: 20 }, () => [verden, anden]).flatMap((server) => server.map((et) => et.kald(ret))),
  );
  assert.deepEqual(new Set(svar.map(({ status }) => status)), new Set([20]));
  const alt = { fra: FRA_ALTID, til: TIL_ALTID };
  assert.equal((await verden.laes('Adresse', uuid, { registrering: alt })).billeder![0]!.registreringer.length, 41);
});
