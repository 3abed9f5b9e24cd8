/**
 * Questions over GraphQL: CPU of the server, and of server and database, against JSON.stringify on the result; how many statements
 * they make; and the same 500 users over SOAP. All in one run, in rounds that alternate.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUuid } from '../../src/base/uuid.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { type Child, startChild } from '../child.ts';
import { familyNs, measure, median } from '../cpu.ts';
import { drive } from '../load.ts';
import { BRUGERSPOERGSMAAL, enhedSpoergsmaal, laegInd } from './data.ts';
import type { GraphqlResultat, GraphqlResultater, Maalt, PaaNy } from './report.ts';
import { enkeltvis, faerrest } from './soap.ts';

const STI = '/organisation/organisationhent/1';
const OK = 'StatusKode>20<';
/** Calls before anything counts, but for the first of all: what is compiled and what is remembered is then as it stays. */
const WARM_CALLS = 150;
const STRINGIFY_CALLS = 400;
const NOGET = '{ organisation(cvr: "11111111") { uuid } }';

export interface GraphqlOptions {
  readonly rounds: number;
  readonly calls: number;
  /** A folder that a profile of the server is written to. */
  readonly profile?: string | undefined;
}

const HEADERS = {
  'content-type': 'application/json',
  'x-TransaktionsId': newUuid(),
  'x-TransaktionsTid': '2026-01-01T12:00:00.000+01:00',
};

function anmodning(query: string): Buffer {
  const body = JSON.stringify({ query });
  const hoved = Object.entries(HEADERS).map(([navn, vaerdi]) => `${navn}: ${vaerdi}\r\n`);
  return Buffer.from(
    `POST ${STI} HTTP/1.1\r\nHost: localhost\r\n${hoved.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function svaret({ url }: Child, query: string): Promise<object> {
  const svar = await fetch(url + STI, { method: 'POST', headers: HEADERS, body: JSON.stringify({ query }) });
  const json = (await svar.json()) as { data?: object | null; errors?: unknown[] };
  if (!json.data || json.errors) throw new Error(`the answer has errors: ${JSON.stringify(json.errors?.[0])}`);
  return json;
}

/** Microseconds of CPU of JSON.stringify. */
async function stringify(json: object): Promise<number> {
  const { all } = await measure({ server: process.pid }, STRINGIFY_CALLS, async () => {
    for (let i = 0; i < STRINGIFY_CALLS; i++) JSON.stringify(json);
  });
  return all;
}

class Anlaeg {
  readonly child: Child;
  readonly #postmaster: number | undefined;

  constructor(child: Child, postmaster?: number) {
    this.child = child;
    this.#postmaster = postmaster;
  }

  /** Microseconds of CPU that each of the rounds through the requests takes. */
  async cpu(requests: readonly Buffer[], gange: number, expected: string): Promise<Omit<Maalt, 'stringify'>> {
    const brugt = () => [familyNs(this.child.pid), this.#postmaster === undefined ? 0 : familyNs(this.#postmaster)];
    const [server, database] = brugt();
    const calls = requests.length * gange;
    await drive(this.child.url, 1, calls, (nr) => requests[nr % requests.length]!, expected);
    const [serverEfter, databaseEfter] = brugt();
    const egen = (serverEfter! - server!) / 1000 / gange;
    return { server: egen, alle: egen + (databaseEfter! - database!) / 1000 / gange };
  }

  /** Measures a question in rounds, after some that do not count. */
  async spoergsmaal(query: string, { rounds, calls }: GraphqlOptions): Promise<Maalt> {
    const json = await svaret(this.child, query);
    const request = anmodning(query);
    await this.cpu([request], WARM_CALLS, '"data"');
    await stringify(json);
    const maalte: Maalt[] = [];
    for (let round = 0; round < rounds; round++) {
      const gulv = await stringify(json);
      maalte.push({ stringify: gulv, ...(await this.cpu([request], calls, '"data"')) });
    }
    const af = (vaerdi: (maalt: Maalt) => number) => median(maalte.map(vaerdi));
    return { stringify: af((m) => m.stringify), server: af((m) => m.server), alle: af((m) => m.alle) };
  }

  /** Statements that a question makes, the row of the audit log among them. */
  async statements(query: string): Promise<number> {
    const foer = await this.child.ask<{ statements: number }>();
    await svaret(this.child, query);
    return (await this.child.ask<{ statements: number }>()).statements - foer.statements;
  }
}

/** The 500 users where answers are not remembered, so that each is made anew of what is; and the first of a process, of which nothing is. */
async function paaNy(database: string, postmaster: number | undefined, options: GraphqlOptions): Promise<PaaNy> {
  const anlaeg = new Anlaeg(await startChild('graphql/server.ts', [database, '0']), postmaster);
  try {
    await svaret(anlaeg.child, NOGET);
    const foerste = await anlaeg.cpu([anmodning(BRUGERSPOERGSMAAL)], 1, '"data"');
    return { foerste, varm: await anlaeg.spoergsmaal(BRUGERSPOERGSMAAL, options) };
  } finally {
    anlaeg.child.stop();
  }
}

async function maal(
  database: string,
  postmaster: number | undefined,
  options: GraphqlOptions,
): Promise<GraphqlResultat> {
  const { enhed, laesning } = await laegInd(database);
  const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const anlaeg = new Anlaeg(await startChild('graphql/server.ts', [database], profile), postmaster);
  try {
    const unit = enhedSpoergsmaal(enhed);
    // Something is asked first, so that what a server does once is not counted as part of a question.
    await svaret(anlaeg.child, NOGET);
    const statements = {
      first: await anlaeg.statements(BRUGERSPOERGSMAAL),
      again: await anlaeg.statements(BRUGERSPOERGSMAAL),
      unit: await anlaeg.statements(unit),
    };
    const bytes = JSON.stringify(await svaret(anlaeg.child, BRUGERSPOERGSMAAL)).length;
    const users = await anlaeg.spoergsmaal(BRUGERSPOERGSMAAL, options);
    const enheden = await anlaeg.spoergsmaal(unit, { ...options, calls: options.calls * 5 });
    const soap = async (requests: readonly Buffer[]) => {
      await anlaeg.cpu(requests, 3, OK);
      const runder: Omit<Maalt, 'stringify'>[] = [];
      for (let round = 0; round < options.rounds; round++) runder.push(await anlaeg.cpu(requests, 4, OK));
      return {
        calls: requests.length,
        server: median(runder.map(({ server }) => server)),
        alle: median(runder.map(({ alle }) => alle)),
      };
    };
    return {
      statements,
      bytes,
      users,
      unit: enheden,
      soap: [await soap(faerrest(laesning)), await soap(enkeltvis(laesning))],
    };
  } finally {
    anlaeg.child.stop();
  }
}

/** Measures on a PostgreSQL of its own, and on PGlite. */
export async function benchGraphql(options: GraphqlOptions): Promise<GraphqlResultater> {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-graphql-'));
  try {
    await using server = await startPostgres();
    console.error('measuring on PostgreSQL ...');
    const postgres = await maal(server.url, server.pid, options);
    const igen = await paaNy(server.url, server.pid, options);
    console.error('measuring on PGlite ...');
    return {
      postgres,
      paaNy: igen,
      pglite: await maal(join(folder, 'data'), undefined, { ...options, profile: undefined }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
