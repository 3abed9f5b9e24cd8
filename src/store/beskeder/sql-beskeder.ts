/** Messages and their distribution on a driver: what the door promises, by the statements of this folder. */
import type { Driver, Statement } from '../drivers/driver.ts';
import type { Nummerering } from '../queries/nummerer.ts';
import type { Beskeder } from './beskeder.ts';
import { fejlkoe, fjernFraFejlkoe, genindsaet, tilFejlkoe } from './fejlkoe.ts';
import { fordel } from './fordel.ts';
import { haendelser } from './haendelser.ts';
import { gemte, indhent, lukFor, stopForGamle } from './indhent.ts';
import { erDerNyt, flyt, laan, position, slip } from './laesere.ts';
import { find, forsoegt, kvitter, naeste } from './leveringer.ts';
import { ryd, tal } from './oprydning.ts';
import { sqlDueslag } from './sql-dueslag.ts';

const BESKEDTYPER: Statement = { text: 'select uuid, navn from beskedtype order by navn, uuid' };
const GEM_BESKEDTYPE: Statement = {
  text: `insert into beskedtype (uuid, navn) values ($1::uuid, $2) on conflict (uuid) do update set navn = excluded.navn`,
};
const FJERN_BESKEDTYPE: Statement = { text: 'delete from beskedtype where uuid = $1::uuid returning 1' };

/** @param nummerering The one of the store: what is committed is numbered before events are read. */
export function sqlBeskeder(driver: Driver, nummerering: Nummerering): Beskeder {
  return {
    async haendelser(siden, antal, objekttyper) {
      await nummerering.run();
      return haendelser(driver, siden, antal, objekttyper);
    },
    position: (laeser) => position(driver, laeser),
    flyt: (laeser, fra, til) => flyt(driver, laeser, fra, til),
    erDerNyt: () => erDerNyt(driver),
    fordel: (beskeder, version, spring) => fordel(driver, beskeder, version, spring),
    naeste: (dueslagUuid, antal, efterNr) => naeste(driver, dueslagUuid, antal, efterNr),
    kvitter: (dueslagUuid, numre) => kvitter(driver, dueslagUuid, numre),
    forsoegt: (dueslagUuid, numre) => forsoegt(driver, dueslagUuid, numre),
    find: (dueslagUuids, beskedId) => find(driver, dueslagUuids, beskedId),
    tilFejlkoe: (dueslagUuid, nr, grund, nu) => tilFejlkoe(driver, dueslagUuid, nr, grund, nu),
    fejlkoe: (dueslagUuid, antal, efterNr) => fejlkoe(driver, dueslagUuid, antal, efterNr),
    genindsaet: (dueslagUuid, nr, nu) => genindsaet(driver, dueslagUuid, nr, nu),
    fjernFraFejlkoe: (dueslagUuid, nr) => fjernFraFejlkoe(driver, dueslagUuid, nr),
    laan: (navn, proces, varighedMs) => laan(driver, navn, proces, varighedMs),
    slip: (navn, proces) => slip(driver, navn, proces),
    ...sqlDueslag(driver, nummerering),
    gemte: (fraNr, antal) => gemte(driver, fraNr, antal),
    indhent: (...args) => indhent(driver, ...args),
    stopForGamle: (nu) => stopForGamle(driver, nu),
    lukFor: (dueslagUuid, grund, nu) => lukFor(driver, dueslagUuid, grund, nu),
    ryd: (foer, fraNr) => ryd(driver, foer, fraNr),
    tal: () => tal(driver),
    beskedtyper: async () =>
      (await driver.query<[string, string]>(BESKEDTYPER, [])).map(([uuid, navn]) => ({ uuid, navn })),
    async gemBeskedtype({ uuid, navn }) {
      await driver.query(GEM_BESKEDTYPE, [uuid, navn]);
    },
    fjernBeskedtype: async (uuid) => (await driver.query(FJERN_BESKEDTYPE, [uuid])).length > 0,
  };
}
