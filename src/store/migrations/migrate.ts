/** Brings a store to the form that this version knows: each step once, in order, in a transaction of its own. */
import { createHash } from 'node:crypto';
import { FkorgError } from '../../base/error.ts';
import type { Driver, Session } from '../drivers/driver.ts';
import { registreringer } from './0001-registreringer.ts';
import { aarOgMyndigheder } from './0002-aar-og-myndigheder.ts';
import { flereProcesser } from './0005-flere-processer.ts';
import type { Migration } from './migration.ts';

/** All steps, in order. */
export const migrations: readonly Migration[] = [registreringer, aarOgMyndigheder, flereProcesser];

/** Any number that nobody else in the database uses for the same purpose. */
const ADVISORY_LOCK = 1500_6_0;

/**
 * Takes the steps that are missing; gives their names. Throws `bad-setting` where the store was made by a newer version,
 * or by one whose steps were others.
 */
export async function migrate(driver: Driver, steps: readonly Migration[] = migrations): Promise<readonly string[]> {
  const taken = await readTaken(driver);
  assertKnown(taken, steps);
  const done: string[] = [];
  for (const step of steps) {
    if (taken.has(step.nr)) continue;
    if (await driver.transaction((session) => take(session, step))) done.push(step.navn);
  }
  return done;
}

/** Throws `bad-setting` where the store is not in the form that this version writes; changes nothing. */
export async function assertMigrated(session: Session): Promise<void> {
  const taken = await readTaken(session);
  assertKnown(taken, migrations);
  const missing = migrations.find(({ nr }) => !taken.has(nr));
  if (missing) throw new FkorgError('bad-setting', `The store lacks migration ${missing.nr} (${missing.navn}).`);
}

function checksum(step: Migration): string {
  return createHash('sha256').update(step.statements.join(';\n')).digest('hex');
}

/** Checksums of the steps that the store has taken, by number. */
async function readTaken(session: Session): Promise<ReadonlyMap<number, string>> {
  const [known] = await session.query<[string | null]>({ text: `select to_regclass('migration')::text` }, []);
  if (known?.[0] == null) return new Map();
  return new Map(await session.query<[number, string]>({ text: 'select nr, kontrolsum from migration' }, []));
}

function assertKnown(taken: ReadonlyMap<number, string>, steps: readonly Migration[]): void {
  for (const [nr, kontrolsum] of taken) {
    const step = steps.find((candidate) => candidate.nr === nr);
    if (!step) {
      throw new FkorgError(
        'bad-setting',
        `The store has migration ${nr}, which this version of fkorg does not know: a newer version has used it. ` +
          'Start that version, or choose another store.',
      );
    }
    if (checksum(step) !== kontrolsum) {
      throw new FkorgError(
        'bad-setting',
        `Migration ${nr} (${step.navn}) of the store is not the one of this version of fkorg. ` +
          'The store was made by an unreleased version; choose another store, or export and import.',
      );
    }
  }
}

/** False where another process has taken the step meanwhile. */
async function take(session: Session, step: Migration): Promise<boolean> {
  await session.query({ text: 'set local statement_timeout = 0' }, []);
  await session.query({ text: `select pg_advisory_xact_lock(${ADVISORY_LOCK})` }, []);
  await session.query(
    {
      text: `create table if not exists migration (
               nr int primary key, navn text not null, kontrolsum text not null, tidspunkt timestamptz not null default now()
             )`,
    },
    [],
  );
  if ((await readTaken(session)).has(step.nr)) return false;
  for (const text of step.statements) await session.query({ text }, []);
  await session.query({ text: 'insert into migration (nr, navn, kontrolsum) values ($1, $2, $3)' }, [
    step.nr,
    step.navn,
    checksum(step),
  ]);
  return true;
}
