/** A real `fkorg serve` as a process of its own, with all its workers, and the CPU that it and its databases use. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { familyNs } from '../cpu.ts';

export interface Served {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it on a free port; resolves when it answers. */
export function serve(flags: readonly string[]): Promise<Served> {
  const bin = resolve(import.meta.dirname, '../../bin/fkorg.js');
  const args = [bin, 'serve', '--access', 'open', '--port', '0', '--log-level', 'silent', ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return new Promise((ready, failed) => {
    let said = '';
    child.once('exit', (code) => failed(new Error(`fkorg serve ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, url] = /answers at (\S+) [\s\S]*Stop with/.exec(said) ?? [];
      if (url === undefined) return;
      const stop = () => {
        child.kill('SIGTERM');
        return ended;
      };
      ready({ pid: child.pid!, url, stop });
    });
  });
}

/** CPU microseconds that each call took in these processes and their children. */
export async function cpuPerCall(pids: readonly number[], calls: number, work: () => Promise<void>): Promise<number> {
  const usedNs = () => pids.reduce((sum, pid) => sum + familyNs(pid), 0);
  const before = usedNs();
  await work();
  return (usedNs() - before) / 1000 / calls;
}
