/**
 * A reporter beside Node's own: where a test file failed as a whole it says how its process ended, by which exit code or
 * signal, which is not told otherwise.
 */
import type { TestEvent } from 'node:test/reporters';

/** What the runner knows of a process that ended badly. */
interface Ending {
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
}

export default async function* endings(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:fail') continue;
    const { exitCode, signal } = data.details.error as Ending;
    if (exitCode === undefined && signal === undefined) continue;
    yield `the process of ${data.name} ended with ${signal ?? exitCode}\n`;
  }
}
