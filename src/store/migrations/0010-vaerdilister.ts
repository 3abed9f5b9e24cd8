/**
 * Value lists, which subscriptions compare messages with (docs/decisions/0056-value-lists.md). A value is a row, so that a list
 * is a set and many values are looked up at once. There is no history: what is removed is gone.
 */
import type { Migration } from './migration.ts';

export const vaerdilister: Migration = {
  nr: 10,
  navn: 'vaerdilister',
  statements: [
    // A list of open access has no system: then it is the nil UUID. `nr` counts the changes, `antal` the values.
    `create table vaerdiliste (
       id bigint generated always as identity primary key,
       cvr int not null,
       system uuid not null,
       uuid uuid not null,
       nr int not null,
       navn text not null,
       kode text not null check (kode in ('Opstaaet', 'Importeret', 'Rettet', 'Passiveret', 'Slettet')),
       fra timestamptz not null,
       indhold text not null,
       antal int not null,
       unique (cvr, system, uuid)
     )`,
    'create index vaerdiliste_uuid on vaerdiliste (uuid)',
    'create index vaerdiliste_navn on vaerdiliste (navn)',
    `create table vaerdilistevaerdi (
       liste bigint not null references vaerdiliste (id) on delete cascade,
       vaerdi text not null,
       primary key (liste, vaerdi)
     )`,
    // Whoever makes a list holds this row, so that an owner has no more of them than he may.
    `insert into taeller values ('vaerdilister', 0)`,
  ],
};
