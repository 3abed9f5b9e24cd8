/** The queries of the guide by the numbers of their questions, and a world in which they are asked. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { NU, nyVerden, type Verden } from '../soap/verden.ts';
import { soapSyn } from './soap-syn.ts';
import { spoerg } from './spoerg.ts';
import { Ventet } from './ventet.ts';

const guide = readFileSync(new URL('../../docs/guides/graphql.md', import.meta.url), 'utf8');

/** Where a question has several queries, in the order of the guide. */
export const queries: ReadonlyMap<number, readonly string[]> = new Map(
  [...guide.matchAll(/^### (\d+)\. .+\n([\s\S]*?)(?=^##)/gm)].map(([, nr, afsnit]) => [
    Number(nr),
    [...afsnit!.matchAll(/```graphql\n([\s\S]+?)\n```/g)].map(([, query]) => query!),
  ]),
);

/** The query after the twelve, which asks for other points in time. */
export const extraQuery = /^### One more[\s\S]*?```graphql\n([\s\S]+?)\n```/m.exec(guide)![1]!;

/** Korsbæk, and what SOAP says of it now. */
export class Korsbaek implements AsyncDisposable {
  readonly verden: Verden;
  readonly ventet: Ventet;

  private constructor(verden: Verden, ventet: Ventet) {
    this.verden = verden;
    this.ventet = ventet;
  }

  static async ny(): Promise<Korsbaek> {
    const verden = await nyVerden({ korsbaek: true });
    return new Korsbaek(verden, new Ventet(await soapSyn(verden, { virkning: NU })));
  }

  /** The answer to a query of the guide, which must be without errors. */
  async svar<T = unknown>(nr: number, variables: Readonly<Record<string, unknown>> = {}, plads = 0): Promise<T> {
    const { data, errors } = await spoerg<T>(this.verden, queries.get(nr)![plads]!, variables);
    assert.deepEqual(errors, []);
    return data;
  }

  [Symbol.asyncDispose]() {
    return this.verden[Symbol.asyncDispose]();
  }
}
