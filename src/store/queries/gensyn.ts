/** Which messages have been taken: said by one statement for all that come at the same time, and seen by all processes of the database at once. */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Statement } from '../drivers/driver.ts';
import { Gatherer } from '../gather.ts';
import { arrayText } from '../parametre.ts';
import type { Gensyn } from '../store.ts';

/**
 * On a server the commit is not waited for on disk: what a crash of the database loses is the fraction of a second before it. The
 * setting ends with the transaction, which is this statement alone. Processes that take the same keys at once take them in
 * the same order, so that none waits for the other. A key that is there twice is taken once.
 */
const ER_NY: Statement = {
  name: 'fkorg-gensyn',
  text: `insert into gensyn (noegle, udloeber)
    select decode(p.noegle, 'hex'), to_timestamp(p.udloeber / 1000)
    from (
      select set_config('synchronous_commit', coalesce($3::text, current_setting('synchronous_commit')), true)
    ) as commit
    cross join unnest($1::text[], $2::double precision[]) as p (noegle, udloeber)
    on conflict (noegle) do nothing
    returning encode(noegle, 'hex')`,
};
const RYD: Statement = {
  text: `with fjernet as (
      delete from gensyn where noegle in (
        select noegle from gensyn where udloeber < to_timestamp($1::double precision / 1000)
        order by udloeber limit $2::int)
      returning 1)
    select count(*)::int from fjernet`,
};
/** Rows removed by one statement. */
const RYD_MAX = 10_000;

interface Besked {
  readonly noegle: string;
  readonly udloeber: Instant;
}

/** Which of these are new; of two with the same key the first. */
async function nye(driver: Driver, beskeder: readonly Besked[]): Promise<readonly boolean[]> {
  const ordnet = beskeder.length === 1 ? beskeder : beskeder.toSorted((a, b) => (a.noegle < b.noegle ? -1 : 1));
  const rows = await driver.query<[string]>(ER_NY, [
    arrayText(ordnet.map(({ noegle }) => noegle)),
    arrayText(ordnet.map(({ udloeber }) => udloeber)),
    // A database in this process dies with it: what its commit had not waited for would be taken again after a restart.
    driver.isIndlejret || driver.isITransaktion ? null : 'off',
  ]);
  const taget = new Set(rows.map(([noegle]) => noegle));
  return beskeder.map(({ noegle }) => taget.delete(noegle));
}

/** What `Store.gensyn` promises, on a driver that writes. */
export function sqlGensyn(driver: Driver): Gensyn {
  const samlet = new Gatherer(
    (beskeder: readonly Besked[]) => nye(driver, beskeder),
    'Serveren har for mange beskeder i arbejde; prøv igen om lidt',
  );
  return {
    erNy: (noegle, udloeber) => samlet.add({ noegle, udloeber }),
    async ryd(foer: Instant) {
      const [row] = await driver.query<[number]>(RYD, [foer, RYD_MAX]);
      return row![0];
    },
  };
}
