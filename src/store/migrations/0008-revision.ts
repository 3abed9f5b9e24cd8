/** The audit log (docs/decisions/0041-revision.md): rows in chains, the starts of chains, and the heads that starts saw. */
import type { Migration } from './migration.ts';

const TABELLER = ['revision', 'revisionskaede', 'revisionsanker'];

export const revision: Migration = {
  nr: 8,
  navn: 'revision',
  statements: [
    // One chain for each run of a process; the starts are a chain themselves.
    `create table revisionskaede (
       nr int primary key,
       startet timestamptz not null,
       hash bytea not null
     )`,
    // Where the other chains ended when one began.
    `create table revisionsanker (
       ved int not null,
       kaede int not null,
       nr bigint not null,
       hash bytea not null,
       primary key (kaede, nr, ved)
     )`,
    'create index revisionsanker_ved on revisionsanker (ved, kaede)',
    `create table revision (
       kaede int not null,
       nr bigint not null,
       tid timestamptz not null,
       varighed_us int not null,
       art text not null,
       front text not null,
       handling text,
       objekttype text,
       system uuid,
       system_navn text,
       cvr text,
       certifikat text,
       transaktion uuid,
       status int,
       kode text,
       regler text[] not null,
       uuids uuid[] not null,
       antal int not null,
       hash bytea not null,
       primary key (kaede, nr)
     )`,
    // What a list walks along.
    'create index revision_tid on revision (tid, kaede, nr)',
    `create function revision_kun_tilfoejes() returns trigger language plpgsql as $$
       begin
         raise exception 'the audit log is only added to';
       end
     $$`,
    ...TABELLER.map(
      (tabel) =>
        `create trigger kun_tilfoejes before update or delete or truncate on ${tabel}
           for each statement execute function revision_kun_tilfoejes()`,
    ),
  ],
};
