/** Numbers about the whole store that are cheap to ask for. */
import type { Session, Statement } from '../drivers/driver.ts';
import type { StoreFigures } from '../store.ts';

/** A queue that is longer is told as so long: counting on would cost more than knowing is worth. */
const QUEUE_COUNTED_MAX = 100_000;

const FIGURES: Statement = {
  text: `select
      (select count(*)::int from (select 1 from udbakke limit ${QUEUE_COUNTED_MAX}) u),
      (select vaerdi::text from taeller where navn = 'aendring')`,
};

export async function figures(session: Session): Promise<StoreFigures> {
  const [row] = await session.query<[queueLength: number, feedPosition: string]>(FIGURES, []);
  return { queueLength: row![0], feedPosition: Number(row![1]) };
}
