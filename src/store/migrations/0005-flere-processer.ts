/** Many processes on one database (docs/decisions/0025-many-processes.md): what they must know of each other. */
import type { Migration } from './migration.ts';

export const flereProcesser: Migration = {
  nr: 5,
  navn: 'flere-processer',
  statements: [
    // Where pages of searches ended. Unlogged: a mark that is lost is walked to again, and none is worth a flush to disk.
    `create unlogged table sidemaerke (
       tid timestamptz not null default now(),
       noegle uuid not null,
       uuid uuid not null,
       antal int not null,
       primary key (noegle, antal)
     )`,
    // Statements that took long, without their values (`fkorg slow`).
    `create unlogged table langsom (
       kontrolsum text primary key,
       tekst text not null,
       antal int not null,
       vaerste_ms float8 not null,
       raekker int not null,
       tid timestamptz not null default now()
     )`,
  ],
};
