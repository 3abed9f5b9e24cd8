/** Runs the real command line as a process of its own, as a user would. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The command line itself. */
export const BIN = fileURLToPath(new URL('../../bin/fkorg.js', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
  /** Resolves with everything on standard output (or error) so far when it holds `text`; rejects where the process ends before. */
  seen(text: string, on?: 'out' | 'err'): Promise<string>;
}

export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  readonly bin?: string;
}

/** Starts fkorg with nothing of this process's own settings. */
export function startFkorg(
  args: readonly string[],
  { environment, nodeFlags = [], bin = BIN }: Surroundings = {},
): Running {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(FKORG_|NODE_)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...environment };
  const child = spawn(process.execPath, [...nodeFlags, bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([exitCode, signal]) => ({ exitCode, signal, out, err }) as Ended);
  return {
    child,
    ended,
    seen: async (text, on = 'out') => {
      const isOver = ended.then(() => true);
      const said = () => (on === 'out' ? out : err);
      const stream = on === 'out' ? child.stdout : child.stderr;
      while (!said().includes(text)) {
        const isEnded = await Promise.race([isOver, once(stream, 'data').then(() => false)]);
        if (isEnded && !said().includes(text)) throw new Error(`fkorg ended before it said "${text}":\n${out}\n${err}`);
      }
      return said();
    },
  };
}

/** Runs fkorg to its end. */
export function fkorg(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return startFkorg(args, surroundings).ended;
}

/** A folder of one's own below the system's temporary folder, gone when `remove` is called. */
export function temporaryFolder(): { path(name: string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-cli-'));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
