/**
 * Systems, their certificates, agreements and what was decided on them (docs/decisions/0037-administration.md). Rows are
 * only ever added: each is a change with who and when, and the database itself refuses to alter or remove one.
 */
import type { Migration } from './migration.ts';

const HAENDELSE = `nr bigint generated always as identity primary key,
       tidspunkt timestamptz not null,
       af text not null`;

const TABELLER = ['anvendersystem', 'systemcertifikat', 'serviceaftale', 'aftaleafgoerelse'];

export const administration: Migration = {
  nr: 6,
  navn: 'administration',
  statements: [
    // The newest row of a system has its name.
    `create table anvendersystem (
       ${HAENDELSE},
       uuid uuid not null,
       navn text not null
     )`,
    'create index anvendersystem_uuid on anvendersystem (uuid, nr)',
    // The newest row of a certificate says whether its system has it.
    `create table systemcertifikat (
       ${HAENDELSE},
       sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
       system uuid not null,
       handling text not null check (handling in ('tilfoej', 'fjern')),
       der text not null
     )`,
    'create index systemcertifikat_sha256 on systemcertifikat (sha256, nr)',
    // What was asked for; it never changes.
    `create table serviceaftale (
       ${HAENDELSE},
       uuid uuid not null unique,
       system uuid not null,
       cvr int not null,
       miljoe text not null check (miljoe in ('test', 'produktion')),
       kopi_af uuid,
       indhold text not null
     )`,
    'create index serviceaftale_system on serviceaftale (system, nr)',
    `create table aftaleafgoerelse (
       ${HAENDELSE},
       aftale uuid not null references serviceaftale (uuid),
       handling text not null check (handling in ('godkend', 'afvis', 'ophoer')),
       part text check (part in ('dataejer', 'datamodtager')),
       cvr int,
       begrundelse text,
       check ((handling = 'ophoer') = (part is null and cvr is null))
     )`,
    'create index aftaleafgoerelse_aftale on aftaleafgoerelse (aftale, nr)',
    `create function kun_tilfoejelser() returns trigger language plpgsql
     as $$ begin raise exception 'rows of % are only added', tg_table_name; end $$`,
    ...TABELLER.map(
      (tabel) => `create trigger kun_tilfoejelser before update or delete or truncate on ${tabel}
        for each statement execute function kun_tilfoejelser()`,
    ),
    // Counts the changes, so that processes see that something is new, and no two decide on the same state.
    `insert into taeller values ('administration', 0)`,
  ],
};
