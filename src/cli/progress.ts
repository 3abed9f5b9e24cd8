/**
 * Tells how far a long piece of work has come: nothing in the first two seconds, then a bar with rate and time left on
 * a terminal, or a line now and then elsewhere.
 */
import type { Clock } from '../base/clock.ts';

const SILENT_MS = 2000;
const BAR_EVERY_MS = 200;
const LINE_EVERY_MS = 10_000;
const BAR_CHARS = 24;

export interface ProgressScreen {
  readonly write: (text: string) => void;
  readonly isTty: boolean;
  /** Characters in a line of the terminal. */
  readonly columns: number;
  readonly clock: Clock;
  /** False: say nothing, ever. */
  readonly isOn: boolean;
}

export interface Progress {
  /** So many are done now, of so many in all where that is known. */
  report(done: number, total?: number): void;
  /** Writes a line of the work's own, in place of the bar where there is one; the bar comes back. */
  line(text: string): void;
  /** The work is over: the bar goes away, and one line says what was done and how long it took. */
  end(): void;
}

/** Begins to tell about `label`, whose steps are counted in `unit` (plural, such as `objects`). */
export function startProgress(label: string, unit: string, screen: ProgressScreen): Progress {
  const { clock, write, isTty, columns, isOn } = screen;
  const startedAt = clock();
  let done = 0;
  let total: number | undefined;
  let lastShownAt: number | undefined;

  function state(now: number): string {
    const seconds = (now - startedAt) / 1000;
    const rate = done / seconds;
    if (total === undefined) return `${label}: ${done} ${unit}, ${perSecond(rate)}`;
    const part = total === 0 ? 1 : Math.min(1, done / total);
    const left = rate > 0 ? `, ${duration(Math.max(0, total - done) / rate)} left` : '';
    const filled = Math.round(part * BAR_CHARS);
    const bar = isTty ? ` ${'█'.repeat(filled)}${'░'.repeat(BAR_CHARS - filled)}` : '';
    return `${label}:${bar} ${Math.floor(part * 100)} % (${done} of ${total} ${unit}, ${perSecond(rate)}${left})`;
  }

  /** What takes the bar away. */
  function clear(): string {
    return isTty && lastShownAt !== undefined ? '\r\u001b[K' : '';
  }

  return {
    report(doneNow, totalNow) {
      done = doneNow;
      total = totalNow;
      const now = clock();
      const isDue = lastShownAt === undefined || now - lastShownAt >= (isTty ? BAR_EVERY_MS : LINE_EVERY_MS);
      if (!isOn || now - startedAt < SILENT_MS || !isDue) return;
      lastShownAt = now;
      write(isTty ? `\r${state(now).slice(0, columns - 1)}\u001b[K` : `${state(now)}\n`);
    },
    line(text) {
      write(`${clear()}${text}\n`);
    },
    end() {
      if (!isOn || clock() - startedAt < SILENT_MS) return;
      write(`${clear()}${label}: ${done} ${unit} in ${duration((clock() - startedAt) / 1000)}\n`);
    },
  };
}

function perSecond(rate: number): string {
  return `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`;
}

/** Seconds as a person says them: `42 s`, `3 min 20 s`, `2 h 5 min`. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
