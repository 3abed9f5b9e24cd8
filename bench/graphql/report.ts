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

/** The 500 users where no answer is remembered. */
export interface PaaNy {
  /** The first question of a process, about which it knows nothing and of whose code nothing is compiled. */
  readonly foerste: Omit<Maalt, 'stringify'>;
  /** Objects are remembered. */
  readonly varm: Maalt;
}

export interface GraphqlResultater {
  readonly postgres: GraphqlResultat;
  readonly paaNy: PaaNy;
  readonly pglite: GraphqlResultat;
}

const STATEMENTS_MAX = 12;
const STRINGIFY_MAX = 5;

const us = (value: number) => value.toFixed(0);
const times = (value: number) => value.toFixed(1);
const verdict = (value: number, max: number) => `at most ${max}: ${value <= max ? 'reached' : 'NOT reached'}`;

function row(hvad: string, antal: string, { stringify, server, alle }: Maalt, target: string): string {
  const ratio = times(server / stringify);
  return `| ${hvad} | ${antal} | ${us(stringify)} | ${us(server)} | **${ratio}** | ${us(alle)} | ${target} |`;
}

/** Of the users: as they were answered before, with nothing of them otherwise. */
function rows({ postgres, paaNy, pglite }: GraphqlResultater): string[] {
  const til5 = ({ server, stringify }: Maalt) => verdict(server / stringify, STRINGIFY_MAX);
  const foerste = { ...paaNy.foerste, stringify: paaNy.varm.stringify };
  const igen = String(postgres.statements.again);
  return [
    row('500 users again, nothing has changed, PostgreSQL', igen, postgres.users, til5(postgres.users)),
    row('500 users, the answer made anew, PostgreSQL', igen, paaNy.varm, til5(paaNy.varm)),
    row('500 users, the first of a process, PostgreSQL', String(postgres.statements.first), foerste, 'reported'),
    row('unit with 50 members again, PostgreSQL', String(postgres.statements.unit), postgres.unit, 'reported'),
    row('500 users again, PGlite', String(pglite.statements.again), pglite.users, 'reported'),
    row('unit with 50 members again, PGlite', String(pglite.statements.unit), pglite.unit, 'reported'),
  ];
}

export function graphqlReport(resultater: GraphqlResultater, isQuick: boolean): string {
  const { postgres, paaNy } = resultater;
  const [faerrest, enkeltvis] = postgres.soap;
  const soap = ({ calls, server, alle }: GraphqlResultat['soap'][number]) =>
    `| ${calls} calls | ${us(server)} | ${times(server / paaNy.varm.server)} | ${times(alle / paaNy.varm.alle)} |`;
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
    'Again: the same query of a caller with the same rights, and nothing that the answer was made from has changed, which is looked up for each',
    'object; the answer is then given as it was. Where anything has changed, or the query is another one, it is made anew; that is measured with a',
    'server that remembers objects and no answers. The first of a process is one single call.',
    '',
    '| question | statements | JSON.stringify | server | server to JSON.stringify | server and database | target |',
    '|---|---|---|---|---|---|---|',
    ...rows(resultater),
    '',
    `Statements of the 500 users when nothing of them is remembered, the row of the audit log included: ${postgres.statements.first}`,
    `(${verdict(postgres.statements.first, STATEMENTS_MAX)}).`,
    '',
    'The same 500 users over SOAP on PostgreSQL (search, and list of Bruger, Person, Adresse, OrganisationFunktion and OrganisationEnhed),',
    'with one search for the functions of all users, and with one for each user; in times of GraphQL where the answer is made anew:',
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
