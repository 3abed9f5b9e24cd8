/**
 * Brings a store to the form that this version knows: each step once, in order. One process at a time does it, under a
 * lock that is asked for and not waited for, because `create index concurrently` waits for everybody who waits.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { Driver, Session, StoreLog } from '../drivers/driver.ts';
import { runTransaction } from '../drivers/session.ts';
import { registreringer } from './0001-registreringer.ts';
import { aarOgMyndigheder } from './0002-aar-og-myndigheder.ts';
import { flereProcesser } from './0005-flere-processer.ts';
import { administration } from './0006-administration.ts';
import { gensyn } from './0007-gensyn.ts';
import { revision } from './0008-revision.ts';
import { beskeder } from './0009-beskeder.ts';
import { vaerdilister } from './0010-vaerdilister.ts';
import type { Fremgang, Migration } from './migration.ts';
import { noter, tagOnline, ventende } from './online.ts';

/** All steps, in order. */
export const migrations: readonly Migration[] = [
  registreringer,
  aarOgMyndigheder,
  flereProcesser,
  administration,
  gensyn,
  revision,
  beskeder,
  vaerdilister,
];

/** Any number that nobody else in the database uses for the same purpose. */
const ADVISORY_LOCK = 1500_6_0;
const LOCK_PAUSE_MS = 200;

export interface MigrateOptions {
  /** Told of the online parts as they go on; where it throws, the work ends there and can go on later. */
  readonly onProgress?: (fremgang: Fremgang) => void;
  /** True: leave the online parts of steps for a later run, and with them the steps after them; not where the store is new. */
  readonly isUdenOnline?: boolean;
}

/**
 * Takes the steps that are missing; gives the names of those that it worked on. Throws `bad-setting` where the store was
 * made by a newer version, or by one whose steps were others.
 */
export async function migrate(
  driver: Driver,
  steps: readonly Migration[] = migrations,
  { onProgress = () => {}, isUdenOnline = false }: MigrateOptions = {},
): Promise<readonly string[]> {
  const mangler = await manglende(driver, steps);
  if (mangler.length === 0 || (isUdenOnline && mangler[0]!.isTaget)) return [];
  return driver.alene(async (session) => {
    while (!(await isLaast(session))) await pause(LOCK_PAUSE_MS);
    const done: string[] = [];
    const isSenere = isUdenOnline && (await readTaken(session)).size > 0;
    for (const { step, isTaget } of await manglende(session, steps)) {
      if (!isTaget) await runTransaction(session, () => take(session, step));
      if (isTaget && isSenere) break;
      done.push(step.navn);
      if (!step.online) continue;
      if (isSenere) break;
      await tagOnline(session, step, driver.isIndlejret, onProgress);
    }
    return done;
  });
}

/** A step that the store has not taken, or whose online part it has not done. */
export interface Manglende {
  readonly step: Migration;
  readonly isTaget: boolean;
}

/**
 * What the store lacks of the steps. Throws `bad-setting` as `migrate` does.
 *
 * @param isIgang True for a process that answers already: later steps of a newer version, which it can go on beside, are passed over.
 */
export async function manglende(
  session: Session,
  steps: readonly Migration[] = migrations,
  isIgang = false,
): Promise<Manglende[]> {
  const taken = await readTaken(session);
  assertKnown(taken, steps, isIgang);
  const online = await ventende(session);
  return steps
    .filter(({ nr }) => !taken.has(nr) || online.has(nr))
    .map((step) => ({ step, isTaget: taken.has(step.nr) }));
}

/** Throws `bad-setting` where this version cannot work before the steps are taken; else says that they are not. */
export function assertKanBruges(mangler: readonly Manglende[], log?: StoreLog): void {
  const [foerste] = mangler;
  if (!foerste) return;
  const demanded = mangler.find(({ step, isTaget }) => !isTaget || step.isKraevet);
  if (demanded) {
    throw new FkorgError(
      'bad-setting',
      `The store lacks migration ${demanded.step.nr} (${demanded.step.navn}), without which this version cannot work. ` +
        'Run `fkorg migrate` first; those who use the register now can go on meanwhile.',
    );
  }
  log?.warn({ migration: foerste.step.navn }, 'a migration is not done: run `fkorg migrate`, also while this serves');
}

async function isLaast(session: Session): Promise<boolean> {
  const [row] = await session.query<[boolean]>({ text: `select pg_try_advisory_lock(${ADVISORY_LOCK})` }, []);
  return row![0];
}

function checksum({ statements, online }: Migration): string {
  const text = statements.join(';\n') + (online ? JSON.stringify(online) : '');
  return createHash('sha256').update(text).digest('hex');
}

/** Checksums of the steps that the store has taken, by number. */
async function readTaken(session: Session): Promise<ReadonlyMap<number, string>> {
  const [known] = await session.query<[string | null]>({ text: `select to_regclass('migration')::text` }, []);
  if (known?.[0] == null) return new Map();
  return new Map(await session.query<[number, string]>({ text: 'select nr, kontrolsum from migration' }, []));
}

function assertKnown(taken: ReadonlyMap<number, string>, steps: readonly Migration[], isIgang: boolean): void {
  const last = Math.max(...steps.map(({ nr }) => nr));
  for (const [nr, kontrolsum] of taken) {
    if (isIgang && nr > last) continue;
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

/** The part of a step that is one transaction. */
async function take(session: Session, step: Migration): Promise<void> {
  await session.query(
    {
      text: `create table if not exists migration (
               nr int primary key, navn text not null, kontrolsum text not null, tidspunkt timestamptz not null default now()
             )`,
    },
    [],
  );
  for (const text of step.statements) await session.query({ text }, []);
  await session.query({ text: 'insert into migration (nr, navn, kontrolsum) values ($1, $2, $3)' }, [
    step.nr,
    step.navn,
    checksum(step),
  ]);
  await noter(session, step);
}
