/**
 * What tokens and signatures cost: CPU per signed `laes` on PostgreSQL, from its bytes to the bytes of a signed answer,
 * against the floor that is measured in the same run. The replay cache and the audit log are on.
 */
import { type KeyObject, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { newUuid } from '../src/base/uuid.ts';
import type { Noeglepar } from '../src/identity/trust/certifikat.ts';
import { startPostgres } from '../test/store/postgres-server.ts';
import { startChild } from './child.ts';
import { compare, medianOf, type Round } from './compare.ts';
import { type Cast, type CpuUs, measure } from './cpu.ts';
import { drive } from './load.ts';
import { ENHED_STI, importer } from './messages.ts';
import { makeKeys, newToken, signedLaes } from './security-messages.ts';
import type { SecurityResults } from './security-report.ts';

const LINES = 8;
const UNITS = 500;
const OK = 'StatusKode>20<';
/** Where the head of an answer ends and its body begins. */
const HEAD_END = '\r\n\r\n';
const NEW_MAX = 2.5;
const SEEN_MAX = 2.2;
const RSA_CALLS = 500;

export interface SecurityOptions {
  readonly rounds: number;
  readonly reads: number;
  /** A folder that a profile of the server is written to. */
  readonly profile?: string | undefined;
}

const plus = (a: CpuUs, b: CpuUs, times: number): CpuUs => ({
  all: a.all + b.all * times,
  serverAndDatabase: a.serverAndDatabase + b.serverAndDatabase * times,
});

/** Microseconds of one bare RSA verification and of one bare signature. */
async function rsa({ certifikat, privat }: Noeglepar): Promise<{ verify: CpuUs; sign: CpuUs }> {
  const text = Buffer.alloc(1024, 'x');
  const signature = sign('RSA-SHA256', text, privat);
  const key: KeyObject = certifikat.noegle;
  const own = { server: process.pid };
  const times = (work: () => void) =>
    measure(own, RSA_CALLS, async () => {
      for (let i = 0; i < RSA_CALLS; i++) work();
    });
  return {
    verify: await times(() => verify('RSA-SHA256', text, key, signature)),
    sign: await times(() => sign('RSA-SHA256', text, privat)),
  };
}

/** Sizes of the rows that are read, and what is asked of the database once before. */
async function prepareDatabase(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('analyze');
  const { rows } = await client.query(
    'select percentile_disc(0.5) within group (order by length(dokument)) as bytes from registrering where objekttype = 7',
  );
  await client.end();
  return Number(rows[0].bytes);
}

/** Measures on a PostgreSQL of its own. */
export async function benchSecurity(options: SecurityOptions): Promise<SecurityResults> {
  const { rounds, reads } = options;
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-security-'));
  try {
    await using postgres = await startPostgres();
    const keys = await makeKeys(folder);
    const uuids = Array.from({ length: UNITS }, newUuid);
    const open = await startChild('fkorg-server.ts', [postgres.url]);
    await drive(open.url, LINES, UNITS, (nr) => importer(uuids[nr]!), OK);
    open.stop();
    const documentBytes = await prepareDatabase(postgres.url);
    const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
    const server = await startChild('fkorg-server.ts', [postgres.url, folder], profile);

    const request = signedLaes(await newToken(keys), server.url, uuids[0]!);
    const body = request.subarray(request.indexOf(HEAD_END) + HEAD_END.length);
    const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
    const answer = await fetch(server.url + ENHED_STI, { method: 'POST', body, headers });
    const answerBytes = (await answer.arrayBuffer()).byteLength;
    const floor = await startChild('floor-server.ts', [postgres.url, String(documentBytes), String(answerBytes)]);
    const cast = (pid: number): Cast => ({ server: pid, postmaster: postgres.pid });

    const parts: Record<'wire' | 'verify' | 'sign', CpuUs[]> = { wire: [], verify: [], sign: [] };
    const gulv: Round = async () => {
      const wire = await measure(cast(floor.pid), reads, () => drive(floor.url, LINES, reads, () => request, ''));
      const raw = await rsa(keys.service);
      parts.wire.push(wire);
      parts.verify.push(raw.verify);
      parts.sign.push(raw.sign);
      return plus(plus(wire, raw.verify, 2), raw.sign, 1);
    };
    const signed =
      (token: () => ReturnType<typeof newToken>): Round =>
      async () => {
        const stock: Buffer[] = [];
        for (let nr = 0; nr < reads; nr++) {
          stock.push(signedLaes(await token(), server.url, uuids[nr % UNITS]!));
        }
        return measure(cast(server.pid), reads, () => drive(server.url, LINES, reads, (nr) => stock[nr]!, OK));
      };
    const seen = newToken(keys);
    const ratios = [
      await compare(
        'signed laes, a new token',
        rounds,
        signed(() => newToken(keys)),
        gulv,
        NEW_MAX,
      ),
      await compare(
        'signed laes, a token seen before',
        rounds,
        signed(() => seen),
        gulv,
        SEEN_MAX,
      ),
    ];
    for (const child of [server, floor]) child.stop();
    const of = (some: readonly CpuUs[]) => medianOf(some).all;
    return {
      ratios,
      requestBytes: body.length,
      answerBytes,
      parts: { wire: of(parts.wire), verify: of(parts.verify), sign: of(parts.sign) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
