/** The settings of GraphQL: its page, and its limits, whose standard values are with the others in base/limits.ts. */
import type { LimitRow } from './settings-limits.ts';
import type { Row } from './settings-table.ts';

export const GRAPHQL_ROWS = {
  graphiql: {
    kind: { art: 'choice', choices: ['on', 'off'] },
    standard: 'on',
    commands: ['serve'],
    help:
      'Whether GraphiQL, the page to try queries in, is at /organisation/graphiql/1/. It is a page and no more: its ' +
      'queries need what every query needs.',
  },
} as const satisfies Record<string, Row>;

export const GRAPHQL_LIMIT_ROWS = {
  graphqlTokensMax: {
    unit: 'words',
    min: 100,
    max: 100_000,
    help: 'Words and signs of one GraphQL query; long lists can be sent as variables.',
  },
  graphqlFieldsMax: {
    unit: 'fields',
    min: 20,
    max: 10_000,
    help: 'Fields of one GraphQL query, with its fragments written out.',
  },
  graphqlDepthMax: { unit: 'fields', min: 3, max: 100, help: 'Fields inside one another in a GraphQL query.' },
  graphqlListMax: { unit: 'values', min: 1, max: 100_000, help: 'Values in one list that a GraphQL query sends.' },
  graphqlValuesMax: {
    unit: 'values',
    min: 1000,
    max: 100_000_000,
    help: 'Values in the answer to a GraphQL query, as it can be expected to be before it is begun, and as it is.',
  },
  graphqlAnswersBytesMax: {
    unit: 'bytes',
    min: 0,
    max: 68_719_476_736,
    help:
      'Bytes that a process remembers of answers to GraphQL queries, about: an answer is given again to the same query of a ' +
      'caller with the same rights while nothing that it was made from is otherwise. What has not been used for a while ' +
      'goes. 0: nothing is remembered.',
  },
  graphqlTimeoutMs: { unit: 'milliseconds', min: 100, max: 3_600_000, help: 'Time that a GraphQL query may take.' },
} as const satisfies Record<string, LimitRow>;
