/** CPU time of processes, all their threads included, read from /proc in nanoseconds: steadier than wall time on a shared machine. */
import { readdirSync, readFileSync } from 'node:fs';

function threadNs(pid: number, tid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}

/** Nanoseconds of CPU that a process has used; 0 for one that is gone. */
export function processNs(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, tid) => sum + threadNs(pid, tid), 0);
  } catch {
    return 0;
  }
}

/** The processes whose parent is this one. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const stat = readFileSync(`/proc/${candidate}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** The processes of one measurement, by the part that they play. */
export interface Cast {
  readonly server: number;
  /** The first process of PostgreSQL; its children count too. Absent where the database lives in the server. */
  readonly postmaster?: number;
}

export interface CpuUs {
  /** Client, server and database. */
  readonly all: number;
  /** Server and database alone. */
  readonly serverAndDatabase: number;
}

function usedNs(cast: Cast): { client: number; rest: number } {
  const database = cast.postmaster === undefined ? [] : [cast.postmaster, ...childrenOf(cast.postmaster)];
  return {
    client: processNs(process.pid),
    rest: [cast.server, ...database].filter((pid) => pid !== process.pid).reduce((sum, pid) => sum + processNs(pid), 0),
  };
}

/** Runs `work` and gives the CPU microseconds that each of its `calls` took. */
export async function measure(cast: Cast, calls: number, work: () => Promise<void>): Promise<CpuUs> {
  const before = usedNs(cast);
  await work();
  const after = usedNs(cast);
  const client = after.client - before.client;
  const rest = after.rest - before.rest;
  const ownServer = cast.server === process.pid ? client : 0;
  return {
    all: (client + rest) / 1000 / calls,
    serverAndDatabase: (rest + ownServer) / 1000 / calls,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
