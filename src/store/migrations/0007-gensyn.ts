/** Messages that have been taken: none is taken twice, by whichever process of the register (docs/decisions/0040-access.md). */
import type { Migration } from './migration.ts';

export const gensyn: Migration = {
  nr: 7,
  navn: 'gensyn',
  statements: [
    'create table gensyn (noegle bytea primary key, udloeber timestamptz not null)',
    'create index gensyn_udloeber on gensyn (udloeber)',
  ],
};
