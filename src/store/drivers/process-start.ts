/** When a process was started, so that a process id that was used again is told from the one that it was. */
import { readFile } from 'node:fs/promises';

/** Field 22 of `/proc/<pid>/stat`, counted from after the command, which may hold anything. */
const START_TIME_INDEX = 19;

/**
 * A text that no other process of this machine has had: boot and start tick. Undefined where there is no such process or
 * no `/proc`.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/sys/kernel/random/boot_id', 'latin1'),
    ]);
    const tick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_INDEX];
    return tick === undefined ? undefined : `${boot.trim()}/${tick}`;
  } catch {
    return undefined;
  }
}

/** True where a process with this id is there now. */
export function isProcessThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
