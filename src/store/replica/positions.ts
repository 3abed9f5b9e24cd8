/** How far a database has come, as a position in the log of its writes (`pg_lsn`). */
import { FkorgError } from '../../base/error.ts';
import type { Session, Statement } from '../drivers/driver.ts';

/** Everything that was acknowledged when this is asked lies before the answer. */
const WRITTEN: Statement = { name: 'fkorg-written', text: 'select pg_current_wal_flush_lsn()::text' };
const REPLAYED: Statement = { name: 'fkorg-replayed', text: 'select pg_last_wal_replay_lsn()::text' };
const RECOVERY: Statement = { text: 'select pg_is_in_recovery()::text' };
const IDENTITY: Statement = { text: 'select system_identifier::text from pg_control_system()' };

async function positionOf(session: Session, statement: Statement): Promise<bigint> {
  const [row] = await session.query<[string | null]>(statement, []);
  const [high = '', low = ''] = row?.[0]?.split('/') ?? [];
  return (BigInt(`0x${high || '0'}`) << 32n) + BigInt(`0x${low || '0'}`);
}

/** The position up to which the primary has written. */
export function writtenPosition(primary: Session): Promise<bigint> {
  return positionOf(primary, WRITTEN);
}

/** The position up to which a replica shows what was written. */
export function replayedPosition(replica: Session): Promise<bigint> {
  return positionOf(replica, REPLAYED);
}

/** Throws `bad-setting` where the one is no replica of the other: it would answer from another register. */
export async function assertReplica(primary: Session, replica: Session): Promise<void> {
  const refuse = (why: string) => {
    throw new FkorgError('bad-setting', `The database of --read-database is no replica of that of --database: ${why}.`);
  };
  const [[isReplica] = []] = await replica.query<[string]>(RECOVERY, []);
  if (isReplica !== 'true') refuse('it takes writes');
  const [a, b] = await Promise.all([primary, replica].map((session) => session.query<[string]>(IDENTITY, [])));
  if (a![0]![0] !== b![0]![0]) refuse('it follows another one');
}
