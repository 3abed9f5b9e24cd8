/** The page of what questions over GraphQL cost. */
import { machine } from '../compare.ts';

/** Microseconds of CPU. */
export interface Maalt {
  /** JSON.stringify on the result alone. */
  readonly stringify: number;
  readonly server: number;
  /** Server and database. */
  readonly alle: number;
}

export interface GraphqlResultat {
  /** Statements of the 500 users when nothing of them is remembered and when it is, and of the unit. */
  readonly statements: { readonly first: number; readonly again: number; readonly unit: number };
  /** Bytes of the answer about the 500 users. */
  readonly bytes: number;
  readonly users: Maalt;
  readonly unit: Maalt;
  /** The same users over SOAP: in as few calls as there can be, and with a search for each user. */
  readonly soap: readonly { readonly calls: number; readonly server: number; readonly alle: number }[];
}

const STATEMENTS_MAX = 12;
const STRINGIFY_MAX = 5;

const us = (value: number) => value.toFixed(0);
const times = (value: number) => value.toFixed(1);
const verdict = (value: number, max: number) => `at most ${max}: ${value <= max ? 'reached' : 'NOT reached'}`;

function rows(navn: string, { statements, users, unit }: GraphqlResultat): string[] {
  const row = (hvad: string, antal: string, maalt: Maalt, target: string) =>
    `| ${hvad}, ${navn} | ${antal} | ${us(maalt.stringify)} | ${us(maalt.server)} | **${times(maalt.server / maalt.stringify)}** | ${us(maalt.alle)} | ${target} |`;
  const ratio = users.server / users.stringify;
  const isTarget = navn === 'PostgreSQL';
  return [
    row(
      '500 users',
      `${statements.first}, then ${statements.again}`,
      users,
      isTarget ? verdict(ratio, STRINGIFY_MAX) : 'reported',
    ),
    row('unit with 50 members', String(statements.unit), unit, 'reported'),
  ];
}

export function graphqlReport(
  { postgres, pglite }: Readonly<Record<'postgres' | 'pglite', GraphqlResultat>>,
  isQuick: boolean,
): string {
  const [faerrest, enkeltvis] = postgres.soap;
  const soap = ({ calls, server, alle }: GraphqlResultat['soap'][number]) =>
    `| ${calls} calls | ${us(server)} | ${times(server / postgres.users.server)} | ${times(alle / postgres.users.alle)} |`;
  return [
    '# Questions over GraphQL, measured',
    '',
    `${machine()}${isQuick ? ', a quick run' : ''}. Written by \`npm run bench -- graphql\`.`,
    '',
    'CPU microseconds per question over HTTP, medians of rounds that alternate with JSON.stringify on the same result in a process of its',
    'own. The 500 users come with their persons, addresses and memberships, units by name and titles from Klassifikation',
    `(${(postgres.bytes / 1000).toFixed(0)} kB); the unit comes with its members in a role, their users and persons. The audit log is on. On PGlite`,
    'the database is in the server.',
    '',
    '| question | statements | JSON.stringify | server | server to JSON.stringify | server and database | target |',
    '|---|---|---|---|---|---|---|',
    ...rows('PostgreSQL', postgres),
    ...rows('PGlite', pglite),
    '',
    `Statements of the 500 users when nothing of them is remembered, the row of the audit log included: ${postgres.statements.first}`,
    `(${verdict(postgres.statements.first, STATEMENTS_MAX)}).`,
    '',
    'The same 500 users over SOAP on PostgreSQL (search, and list of Bruger, Person, Adresse, OrganisationFunktion and OrganisationEnhed),',
    'with one search for the functions of all users, and with one for each user:',
    '',
    '| SOAP | server | server, to GraphQL | server and database, to GraphQL |',
    '|---|---|---|---|',
    soap(faerrest!),
    soap(enkeltvis!),
    '',
    'Where the time goes can be seen with `npm run bench -- graphql --quick --profile <folder>`, which writes a profile of the server.',
    '',
  ].join('\n');
}
