/** Reads that go to a replica where it is up to date, and else, or where it fails, to the primary. */
import type { Reads, StoreFigures } from '../store.ts';
import type { Replica } from './replica.ts';

export interface ReplicaReads {
  readonly reads: Reads;
  /** Reads that were made so far, by where. */
  readonly counts: NonNullable<StoreFigures['reads']>;
}

export function replicaReads(replica: Replica, onReplica: Reads, onPrimary: Reads): ReplicaReads {
  const counts = { replica: 0, primary: 0 };
  async function read<T>(from: (reads: Reads) => Promise<T>): Promise<T> {
    if (await replica.isUpToDate()) {
      try {
        const answer = await replica.answerOf(from(onReplica));
        counts.replica += 1;
        return answer;
      } catch {
        // A replica also ends a read by itself, where it must show what has been removed on the primary.
      }
    }
    counts.primary += 1;
    return from(onPrimary);
  }
  return {
    counts,
    reads: {
      hent: (...asked) => read((reads) => reads.hent(...asked)),
      soeg: (...asked) => read((reads) => reads.soeg(...asked)),
      soegObjekter: (...asked) => read((reads) => reads.soegObjekter(...asked)),
      soegSide: (...asked) => read((reads) => reads.soegSide(...asked)),
      pegere: (...asked) => read((reads) => reads.pegere(...asked)),
    },
  };
}
