/** Processes of the bench: a script of this folder, started apart so that its CPU can be told from that of the caller. */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';

export interface Child {
  readonly pid: number;
  readonly url: string;
  stop(): void;
}

/** Starts a script, which tells its address when it is ready. */
export function startChild(script: string, args: readonly string[], execArgv: readonly string[] = []): Promise<Child> {
  const child = fork(resolve(import.meta.dirname, script), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...process.execArgv, ...execArgv],
  });
  return new Promise((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`${script} ended with ${code}`)));
    child.once('message', (message: { url: string }) => {
      child.removeAllListeners('exit');
      ready({ pid: child.pid!, url: message.url, stop: () => child.kill('SIGTERM') });
    });
  });
}
