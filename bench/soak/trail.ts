/** What is told of writes and of what they came to: one line for each write, and the lines that differ. */
import type { Answer } from './client.ts';
import { lineOf } from './forms.ts';
import type { Write } from './naive-object.ts';

export interface Attempt {
  readonly call: Write;
  readonly answer: Answer;
}

/** A write and its outcome in one line, for the trail of its object. */
export function trailOf({ call, answer }: Attempt): string {
  const submitted = call.submitted.map(({ time, indhold }) => {
    const entries = Object.entries(indhold).flatMap(([navn, all]) =>
      all.map((entry) => lineOf(navn, entry) + (entry.isWithoutFra ? ' (no FraTidspunkt)' : '')),
    );
    return `${time === undefined ? '' : `at ${new Date(time).toISOString()} `}${entries.join('; ')}`;
  });
  const outcomes = answer.isAnswer ? `${answer.status}` : `no answer (${answer.why})`;
  return `${new Date(answer.sent).toISOString()} ${call.verbum} ${call.id} -> ${outcomes}: ${submitted.join(' | ')}`;
}

export const isSame = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

/** The lines that only one of the two has. */
export function difference(expected: readonly string[], seen: readonly string[]): string[] {
  return [
    ...expected.filter((line) => !seen.includes(line)).map((line) => `expected: ${line}`),
    ...seen.filter((line) => !expected.includes(line)).map((line) => `answered: ${line}`),
    ...(isSame([...expected].sort(), [...seen].sort()) ? ['the same lines in another order'] : []),
  ];
}
