/** Processes of the bench: a script of this folder, started apart so that its CPU can be told from that of the caller. */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';

export interface Child {
  readonly pid: number;
  readonly url: string;
  /** Asks the script what it tells of itself, where it tells anything. */
  ask<T extends object>(): Promise<T>;
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
      const ask = <T extends object>() =>
        new Promise<T>((told) => {
          child.once('message', (answer) => told(answer as T));
          child.send('ask');
        });
      ready({ pid: child.pid!, url: message.url, ask, stop: () => child.kill('SIGTERM') });
    });
  });
}
