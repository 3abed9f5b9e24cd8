/** Which messages have been taken: one statement for each, seen by all processes of the database at once. */
import type { Instant } from '../../base/instant.ts';
import type { Session, Statement } from '../drivers/driver.ts';
import type { Gensyn } from '../store.ts';

/**
 * The commit is not waited for on disk: what a crash of the database loses is the fraction of a second before it. The
 * setting ends with the transaction, which is this statement alone.
 */
const ER_NY: Statement = {
  name: 'fkorg-gensyn',
  text: `insert into gensyn (noegle, udloeber)
    select decode($1, 'hex'), to_timestamp($2::double precision / 1000)
    from (select set_config('synchronous_commit', 'off', true)) as uden_ventetid
    on conflict (noegle) do nothing
    returning 1`,
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

/** What `Store.gensyn` promises, on a session that writes. */
export function sqlGensyn(session: Session): Gensyn {
  return {
    async erNy(noegle: string, udloeber: Instant) {
      return (await session.query(ER_NY, [noegle, udloeber])).length === 1;
    },
    async ryd(foer: Instant) {
      const [row] = await session.query<[number]>(RYD, [foer, RYD_MAX]);
      return row![0];
    },
  };
}
