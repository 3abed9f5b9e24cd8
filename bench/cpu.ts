/** CPU time of processes, all their threads included, read from /proc in nanoseconds: steadier than wall time on a shared machine. */
import { readdirSync, readFileSync } from 'node:fs';

/** Places in /proc/<pid>/stat, counted from the state; the two of children that have ended are in ticks. */
const PARENT = 1;
const ENDED_USER = 13;
const ENDED_SYSTEM = 14;
const TICK_NS = 10_000_000;

function threadNs(pid: number, tid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}

/** Nanoseconds of CPU that a process has used; 0 for one that is gone. */
function processNs(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, tid) => sum + threadNs(pid, tid), 0);
  } catch {
    return 0;
  }
}

/** What stands in /proc about a process, from its state on; nothing for one that is gone. */
function statOf(pid: number | string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** The processes whose parent is this one. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(statOf(name)[PARENT]) === pid)
    .map(Number);
}

/** Nanoseconds of CPU that a process and its children have used; those that have ended count too, to a hundredth of a second. */
export function familyNs(pid: number): number {
  const stat = statOf(pid);
  const endedNs = (Number(stat[ENDED_USER] ?? 0) + Number(stat[ENDED_SYSTEM] ?? 0)) * TICK_NS;
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + processNs(each), endedNs);
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
  const server = cast.server === process.pid ? 0 : processNs(cast.server);
  const database = cast.postmaster === undefined ? 0 : familyNs(cast.postmaster);
  return { client: processNs(process.pid), rest: server + database };
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
